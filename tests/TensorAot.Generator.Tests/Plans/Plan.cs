using TensorAot.Compiler;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Plans;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>What a function of C# text compiles to: its steps and what they store, counted in elements for given sizes.</summary>
internal sealed class Plan
{
    private readonly IReadOnlyDictionary<string, long> _sizes;

    private Plan(CompiledFunction function, IReadOnlyDictionary<string, long> sizes) => (Function, _sizes) = (function, sizes);

    /// <summary>The compiled function.</summary>
    public CompiledFunction Function { get; }

    /// <summary>The products of matrices.</summary>
    public IReadOnlyList<ProductStep> Products => [.. Function.Schedule.AllSteps.OfType<ProductStep>()];

    /// <summary>The loop nests.</summary>
    public IReadOnlyList<Kernel> Kernels => [.. Function.Schedule.AllSteps.OfType<LoopStep>().Select(s => s.Kernel)];

    /// <summary>The tensors that are stored between steps; results are not among them.</summary>
    public IReadOnlyList<Storage> Stored =>
        [.. Function.Schedule.AllSteps.SelectMany(s => s.Writes).Where(s => s is { Role: StorageRole.Temporary, IsScalar: false }).Distinct()];

    /// <summary>The elements of each tensor in <see cref="Stored"/>.</summary>
    public IReadOnlyList<long> StoredElements => [.. Stored.Select(Elements)];

    /// <summary>For each sweep of each kernel how often its body runs.</summary>
    public IReadOnlyList<long> Sweeps => [.. Kernels.SelectMany(k => k.Sweeps.Select(s => k.Rows.Concat(s.Middle).Append(s.Inner).Aggregate(1L, (product, size) => product * Count(size))))];

    /// <summary>For each product how many pairs of numbers it multiplies.</summary>
    public IReadOnlyList<long> ProductWork => [.. Products.Select(p => p.Batch.Append(p.M).Append(p.N).Append(p.K).Aggregate(1L, (product, size) => product * Count(size)))];

    /// <summary>Compiles the one function of a graph class.</summary>
    /// <param name="members">The members of the class.</param>
    /// <param name="sizes">A size for each declared name.</param>
    public static Plan Of(string members, params (string Name, long Size)[] sizes)
    {
        EvaluatedClass evaluated = BodyEvaluator.Evaluate(Source.Lower($"[TensorGraph] public static partial class G\n{{\n{members}\n}}"), Compilation.NewGraph);
        Assert.That(evaluated.Errors, Is.Empty);
        return new Plan(Compilation.Functions(evaluated).Single(), sizes.ToDictionary(s => s.Name, s => s.Size));
    }

    /// <summary>The results of the function as it was written, by the reference formulas, for values of its parameters.</summary>
    public NdArray[] Evaluate(params NdArray[] values)
    {
        FunctionGraph function = Function.AsWritten;
        return ReferenceEvaluator.Evaluate([.. function.Outputs.Select(o => o.Value)], function.Parameters.Zip(values).ToDictionary(p => p.First.Name, p => p.Second));
    }

    /// <summary>How often a sweep computes something with the op.</summary>
    public int Calls(string op) => Kernels.SelectMany(k => k.Sweeps).Sum(s => ValueWalker.Distinct(s.Results).OfType<CallTerm>().Count(c => c.Op.Name == op));

    private long Elements(Storage storage) => Count(storage.Type.Shape.ElementCount);

    private long Count(Dim size) => size.Evaluate(symbol => _sizes[symbol.Name]);
}
