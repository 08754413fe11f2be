namespace TensorAot.Generated.Tests.Testing;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting;

/// <summary>Functions that are compiled together, as written and rewritten, and compared with the oracles.</summary>
internal sealed class FunctionSet(params IEnumerable<FunctionGraph> functions)
{
    private readonly Lazy<GeneratedAssembly> _asWritten = new(() => GeneratedAssembly.Of([.. functions], rewrite: false));
    private readonly Lazy<GeneratedAssembly> _rewritten = new(() => GeneratedAssembly.Of([.. functions.Where(Changes)]));

    public IReadOnlyList<FunctionGraph> Functions { get; } = [.. functions];

    public IEnumerable<string> Names => Functions.Select(f => f.Name);

    /// <summary>Runs a function on drawn values and compares it; sizes are those of the symbols, in any order.</summary>
    public void Check(string name, params (string Symbol, int Size)[] sizes) => Check(name, 16, sizes);

    /// <summary>The same within other bounds, in units in the last place.</summary>
    public void Check(string name, double ulps, params (string Symbol, int Size)[] sizes)
    {
        FunctionGraph function = Functions.Single(f => f.Name == name);
        var random = new Random(11);
        long Size(DimSymbol symbol) => sizes.Single(s => s.Symbol == symbol.Name).Size;
        GraphExactArray[] inputs = [.. function.Parameters.Select(p => Values.Sample(p.Value.DType, [.. p.Value.Shape.Dims.Select(d => (int)d.Evaluate(Size))], random,
            p.Value.DType.IsFloating() ? -2 : 0, p.Value.DType.IsFloating() ? 2 : 1.4))];
        Check(function, inputs, ulps);
    }

    /// <summary>Runs a function as written and rewritten and compares both with the reference, the first also with the exact evaluator.</summary>
    public void Check(FunctionGraph function, GraphExactArray[] inputs, double ulps = 16)
    {
        GraphExactArray[] asWritten = _asWritten.Value.Run(function, inputs);
        Oracle.IsReference(function, inputs, asWritten, ulps, "as written");
        if (Oracle.HasExactOrder(function.Outputs.Select(o => o.Value)))
            Oracle.IsExact(function, inputs, asWritten, "as written");
        if (Changes(function))
            Oracle.IsReference(function, inputs, _rewritten.Value.Run(function, inputs), ulps, "rewritten");
    }

    /// <summary>Whether rewriting makes another graph of a function.</summary>
    public static bool Changes(FunctionGraph function) => !Rewriter.Run(function, new RewriteReport()).Roots.SequenceEqual(function.Roots);
}
