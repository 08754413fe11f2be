using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static Node Labels(CaseInputs c) => ExpandDims(Cast(Sum(c.I, [1]), DType.Int64), 1);

    /// <summary>Where an index along axis 1 is the row's label.</summary>
    private static Node IsLabel(CaseInputs c) => Equal(Labels(c), Sources.NewIota(c.G, DType.Int64, CaseInputs.M));

    private static Node InRange(CaseInputs c)
    {
        Node labels = Squeeze(Labels(c), 1);
        return And(GreaterEqual(labels, Constant(labels, 0)), Less(labels, Size(c.G, CaseInputs.M, DType.Int64)));
    }

    private static Node Picked(CaseInputs c, Node x) => Sum(Where(IsLabel(c), x, c.Number(0)), [1]);

    private static void PickedTerms()
    {
        Fires("one-hot-sum", c => Sum(Cast(IsLabel(c), DType.Float64) * c.X, [1]), c => Picked(c, c.X));
        Fires("one-hot-sum", c => Sum(c.X / c.Y * Cast(IsLabel(c), DType.Float64), [0, 1]), c => Sum(Where(IsLabel(c), c.X / c.Y, c.Number(0)), [0, 1]));
        Fires("one-hot-sum", c => Sum(Cast(Equal(ExpandDims(Sources.NewIota(c.G, DType.Int32, CaseInputs.N), 1), Sum(c.I, [0])), DType.Float64) * c.X, [0]),
            c => Sum(Where(Equal(ExpandDims(Sources.NewIota(c.G, DType.Int32, CaseInputs.N), 1), Sum(c.I, [0])), c.X, c.Number(0)), [0]));
        Not("one-hot-sum", c => Sum(Cast(IsLabel(c), DType.Float64) * c.X, [0]));
        Not("one-hot-sum", c => Sum(Cast(c.B, DType.Float64) * c.X, [1]));
        Not("one-hot-sum", c => Sum(Cast(Equal(c.I, Sources.NewIota(c.G, DType.Int32, CaseInputs.M)), DType.Float64) * c.X, [1]));
        Not("one-hot-sum", c => Sum(Cast(IsLabel(c), DType.Int32) * c.I, [1]));
        Fires("one-hot-count", c => Picked(c, ExpandDims(Sum(c.X, [1]), 1)), c => Where(InRange(c), Squeeze(ExpandDims(Sum(c.X, [1]), 1), 1), c.Number(0)));
        Fires("one-hot-count", c => Picked(c, c.S), c => Where(InRange(c), c.S, c.Number(0)));
        Fires("one-hot-count", c => Sum(Where(And(IsLabel(c), ExpandDims(Greater(Sum(c.X, [1]), c.S), 1)), c.S, c.Number(0)), [1]),
            c => Where(And(InRange(c), Squeeze(ExpandDims(Greater(Sum(c.X, [1]), c.S), 1), 1)), c.S, c.Number(0)));
        Not("one-hot-count", c => Picked(c, c.X));
        Not("one-hot-count", c => Sum(Where(IsLabel(c), c.S, c.Number(1)), [1]));
        Fires("log-of-picked", c => Log(Picked(c, Softmax(c.X, [1]))), c => Where(InRange(c), Picked(c, LogSoftmax(c.X, [1])), c.Number(double.NegativeInfinity)));
        Fires("log-of-picked", c => Log(Picked(c, Exp(c.X))), c => Where(InRange(c), Picked(c, c.X), c.Number(double.NegativeInfinity)));
        Not("log-of-picked", c => Log(Picked(c, c.X)));
        Not("log-of-picked", c => Log(Sum(Where(c.B, Exp(c.X), c.Number(0)), [1])));
    }

    private static void WeightedTerms()
    {
        Fires("weighted-log-sum-exp", c => Log(Sum(c.Y * Exp(c.X), [1])), c => Weighted(c.X, c.Y));
        Fires("weighted-log-sum-exp", c => Log(Sum(Softmax(c.X, [1]) / c.Y, [1])), c => Weighted(LogSoftmax(c.X, [1]), 1 / c.Y));
        Fires("weighted-log-sum-exp", c => Log(Sum(3 * Exp(c.X), [1])), c => LogSumExp(c.X, [1]) + Math.Log(3));
        Fires("weighted-log-sum-exp", c => Log(Sum(Where(c.B, Exp(c.X), c.Number(0)), [1])), c => LogSumExp(Where(c.B, c.X, c.Number(double.NegativeInfinity)), [1]));
        Not("weighted-log-sum-exp", c => Log(Sum(c.X * c.Y, [1])));
        Not("weighted-log-sum-exp", c => Log(Sum(-Exp(c.X), [1])));
        Not("weighted-log-sum-exp", c => Weighted(c.X, c.Y));
        Not("weighted-log-sum-exp", c => Log(Picked(c, Exp(c.X))));
        Fires("log-sum-exp-twice", c => LogSumExp(LogSumExp(c.X, [0]), [0]), c => LogSumExp(c.X, [0, 1]));
        Not("log-sum-exp-twice", c => LogSumExp(Exp(c.X), [1]));
        Fires("ratio-at-zero", c => c.Y * Sin(c.X) / c.X, c => c.Y * Ratio(c.X, Sin(c.X), k => k % 4 == 0 ? 1 : -1, 2));
        Fires("ratio-at-zero", c => Sinh(2 * c.X) / c.X, c => 2 * Ratio(2 * c.X, Sinh(2 * c.X), _ => 1, 2));
        Fires("ratio-at-zero", c => Expm1(c.X) / c.X, c => Ratio(c.X, Expm1(c.X), _ => 1, 1));
        Not("ratio-at-zero", c => Sin(c.X) / c.Y);
        Not("ratio-at-zero", c => Cos(c.X) / c.X);
        Fires("digamma", c => c.Apply(SpecialFunctions.PolyGamma, null, c.Number(0), c.X), c => Apply(Gammas.Digamma, c.X));
        Not("digamma", c => c.Apply(SpecialFunctions.PolyGamma, null, c.Number(1), c.X));
    }

    private static Node Weighted(Node x, Node w)
    {
        Node largest = StopGradient(Max(Where(NotEqual(w, 0), x, Constant(x, double.NegativeInfinity)), [1]));
        Node shift = ExpandDims(Where(Equal(Abs(largest), double.PositiveInfinity), Constant(x, 0), largest), 1);
        return Log(Sum(w * Exp(Minimum(x - shift, Constant(x, 700))), [1])) + largest;
    }

    private static Node Ratio(Node x, Node function, Func<int, int> sign, int step)
    {
        Node isNear = Less(Abs(x), Constant(x, 0.25)), series = Constant(x, sign(12) / 6227020800.0), z = step == 2 ? Square(x) : x;
        for (int k = 12 - step; k >= 0; k -= step)
            series = (sign(k) / Enumerable.Range(1, k + 1).Aggregate(1.0, (product, i) => product * i)) + (z * series);
        return Where(isNear, series, function / Where(isNear, Constant(x, 1), x));
    }
}
