using System.Reflection;
using TensorAot.Compiler.Emit.CSharp;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>The generated C# of the examples, compiled: the classes as users get them, with each step as a further function.</summary>
internal static class GeneratedExamples
{
    private static readonly Lazy<Assembly> Built = new(Build);

    /// <summary>A class of an example.</summary>
    public static Type Class(ExampleFunction function) => Built.Value.GetType(function.Class.Type.Name, throwOnError: true)!;

    /// <summary>The call frame of a function: a type that only its own file can name.</summary>
    public static GeneratedFrame Frame(string name, CompiledFunction function) =>
        new(Built.Value.GetTypes().Single(type => type.Name.EndsWith("__" + name, StringComparison.Ordinal)), function.Schedule);

    private static Assembly Build()
    {
        List<string> texts = [];
        foreach (var functions in ExampleFunction.All.GroupBy(function => function.Class))
            texts.Add(ClassEmitter.Emit(functions.Key, [.. functions.SelectMany(f => f.Steps.Select(s => s.Alone).Prepend(f.Compiled))], []));
        return ExampleSources.Build(texts);
    }
}
