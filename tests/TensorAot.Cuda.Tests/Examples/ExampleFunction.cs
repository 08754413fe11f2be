using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>A function of an example, compiled.</summary>
internal sealed class ExampleFunction
{
    private ExampleFunction(GraphClass model, CompiledFunction compiled, int number)
    {
        (Class, Compiled) = (model, compiled);
        foreach (var step in compiled.Schedule.Steps)
        {
            var made = new ExampleStep(this, step, Steps.Count, number);
            Steps.Add(made);
            number += made.Kernels.Count;
        }
    }

    /// <summary>Every function of every example.</summary>
    public static IReadOnlyList<ExampleFunction> All { get; } = Compile();

    /// <summary>The class it belongs to.</summary>
    public GraphClass Class { get; }

    /// <summary>What the compiler made of it.</summary>
    public CompiledFunction Compiled { get; }

    /// <summary>What it does, in order.</summary>
    public List<ExampleStep> Steps { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Class.Header.Name}.{Compiled.Declaration.Name}";

    private static List<ExampleFunction> Compile()
    {
        List<ExampleFunction> functions = [];
        foreach (var model in ExampleSources.Read())
        {
            var evaluated = BodyEvaluator.Evaluate(model);
            Assert.That(evaluated.Errors.Select(error => error.Message), Is.Empty, model.Type.Name);
            foreach (var compiled in Compilation.Functions(evaluated))
                functions.Add(new ExampleFunction(model, compiled, functions.Sum(f => f.Steps.Sum(s => s.Kernels.Count))));
        }
        return functions;
    }
}
