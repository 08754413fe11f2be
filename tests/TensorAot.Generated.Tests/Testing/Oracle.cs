using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Generated.Tests.Testing;

/// <summary>What results are compared with: the reference in float64 within a bound, and the exact evaluator bit by bit.</summary>
internal static class Oracle
{
    /// <summary>Sizes of parameters, which the results need not read, and those that samples without an input leave open.</summary>
    private static Dictionary<string, long> Sizes(FunctionGraph function, GraphExactArray[] inputs)
    {
        var sizes = new Dictionary<string, long> { ["n"] = FunctionBuilder.UnusedSize };
        foreach ((FunctionInput parameter, GraphExactArray value) in function.Parameters.Zip(inputs))
            for (int axis = 0; axis < value.Rank; axis++)
                if (parameter.Value.Shape[axis].AsSymbol is { } symbol)
                    sizes[symbol.Name] = value.Shape[axis];
        return sizes;
    }

    /// <summary>Every result lies within <paramref name="ulps"/> units in the last place of the reference, taken at the size of the terms that a fold adds.</summary>
    public static void IsReference(FunctionGraph function, GraphExactArray[] inputs, GraphExactArray[] results, double ulps = 8, string note = "")
    {
        Node[] roots = [.. function.Outputs.Select(o => o.Value)];
        NdArray[] expected = Evaluate(roots, function, inputs, v => v);
        NdArray[] scale = Folds(roots) ? Evaluate(roots, function, inputs, Math.Abs) : expected;
        for (int k = 0; k < roots.Length; k++)
        {
            Assert.That(results[k].Shape, Is.EqualTo(expected[k].Shape), $"{function.Name} {note}");
            double[] actual = results[k].ToDoubles();
            for (int i = 0; i < actual.Length; i++)
                if (!IsNear(roots[k].DType, actual[i], expected[k].Values[i], Math.Max(Math.Abs(scale[k].Values[i]), Folds(roots) ? 1 : 0), ulps))
                    Assert.Fail($"{function.Name} {note}: y{k}[{i}] = {actual[i]:R}, reference {expected[k].Values[i]:R}; inputs {Show(inputs)}");
        }
    }

    /// <summary>Every result has the bits of the exact evaluator; NaN is NaN.</summary>
    public static void IsExact(FunctionGraph function, GraphExactArray[] inputs, GraphExactArray[] results, string note = "")
    {
        GraphExactArray[] expected = GraphExact.Evaluate([.. function.Outputs.Select(o => o.Value)], Named(function, inputs), Sizes(function, inputs));
        for (int k = 0; k < expected.Length; k++)
            IsSame(expected[k], results[k], $"{function.Name} {note} y{k}; inputs {Show(inputs)}");
    }

    /// <summary>The same bits, and NaN where NaN is expected.</summary>
    public static void IsSame(GraphExactArray expected, GraphExactArray actual, string note)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), note);
        for (int i = 0; i < expected.Bits.Length; i++)
            if (expected.Bits[i] != actual.Bits[i] && !(double.IsNaN(expected[i].ToDouble()) && double.IsNaN(actual[i].ToDouble())))
                Assert.Fail($"[{i}] = {actual[i]} ({actual.Bits[i]:X}) instead of {expected[i]} ({expected.Bits[i]:X}): {note}");
    }

    /// <summary>Whether the exact evaluator has the order of the folds and products of generated code: at most one axis is folded, and routines round nothing but their result.</summary>
    public static bool HasExactOrder(IEnumerable<Node> roots) => Graph.TopologicalOrder(Expanded(roots)).All(n =>
        n.Op.Kind is not (OpKind.Contraction or OpKind.Composite) && n.Op.Code?.HasExactForm != false && !(n.Op.Kind == OpKind.Routine && n.Op.UlpBound > 0.5) && (n.Op.Kind != OpKind.Reduction || !n.DType.IsFloating() || ((AxesAttribute)n.Attribute!).Axes.Count <= 1));

    private static IReadOnlyList<Node> Expanded(IEnumerable<Node> roots) => CompositeExpansion.Run([.. roots]);

    private static bool Folds(Node[] roots) => Graph.TopologicalOrder(roots).Any(n => n.Op.Kind is OpKind.Reduction or OpKind.Contraction or OpKind.Routine or OpKind.Composite or OpKind.Loop);

    private static NdArray[] Evaluate(Node[] roots, FunctionGraph function, GraphExactArray[] inputs, Func<double, double> map) =>
        ReferenceEvaluator.Evaluate(roots, Named(function, inputs).ToDictionary(p => p.Key, p => new NdArray(p.Value.Shape, [.. p.Value.ToDoubles().Select(map)])), Sizes(function, inputs));

    private static Dictionary<string, GraphExactArray> Named(FunctionGraph function, GraphExactArray[] inputs) =>
        function.Parameters.Select((p, i) => (((InputAttribute)p.Value.Attribute!).Name, inputs[i])).ToDictionary();

    private static bool IsNear(DType dtype, double actual, double expected, double scale, double ulps)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.IsNaN(expected) && double.IsNaN(actual);
        if (!dtype.IsFloating())
            return actual == expected;
        double rounded = dtype == DType.Float32 ? (float)expected : expected;
        return actual == rounded || Math.Abs(actual - expected) <= ulps * Ulp(dtype, Math.Max(Math.Abs(expected), scale));
    }

    private static double Ulp(DType dtype, double value) => dtype == DType.Float32
        ? MathF.BitIncrement((float)value) - (double)(float)value
        : Math.BitIncrement(value) - value;

    private static string Show(GraphExactArray[] inputs) =>
        string.Join("; ", inputs.Select(x => $"[{string.Join(",", x.Shape)}] {string.Join(" ", Enumerable.Range(0, Math.Min(6, x.Bits.Length)).Select(i => x[i]))}"));
}
