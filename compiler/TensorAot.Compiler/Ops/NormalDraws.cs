using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.DrawCalls;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Normally distributed numbers between bounds, and with correlations.</summary>
public static class NormalDraws
{
    private const double RootOfHalf = 0.70710678118654752, RootOf2 = 1.4142135623730951;

    public static readonly Op RandomTruncatedNormal = Calls.Macro("RandomTruncatedNormal",
        "Normally distributed numbers between two bounds: the inverse of the distribution function at a uniform number, -sqrt(2) Erfcinv(q) with q = erfc(-a / sqrt(2)) + u (erfc(-b / sqrt(2)) - erfc(-a / sqrt(2))), where a and b are the bounds in deviations from the mean; mirrored where the interval lies above the mean, so that its end in the tail is the accurate one. A bound more than 14 (float) or 38 (double) deviations out is where its tail has underflowed.",
        BuildTruncated, s =>
        [
            s.Expect(Truncated(s, 1.0, 2.0, -1.0, 4.0), v => Bounded(s, v, 1, 2, -1, 4)),
            s.Expect(Truncated(s, 0.0, 1.0, -6.0, -5.0), v => Bounded(s, v, 0, 1, -6, -5)),
            s.Expect(Truncated(s, 0.0, 1.0, double.NegativeInfinity, 1.5), v => Bounded(s, v, 0, 1, double.NegativeInfinity, 1.5)),
            s.Expect(Truncated(s, 0.0, 1.0, 2.0, double.PositiveInfinity), v => Bounded(s, v, 0, 1, 2, double.PositiveInfinity)),
            s.Expect(Truncated(s, Sources.NewConstant(s.Graph, ConstantValue.From(s.DType, 0.5)), 1.0, 1.0, 3.0), v => Bounded(s, v, 0.5, 1, 1, 3)),
        ], DTypes.Floating, ulpBound: 256);

    public static readonly Op RandomMultivariateNormal = Calls.Macro("RandomMultivariateNormal",
        "Vectors of a normal distribution with a mean [k] and a covariance [k, k]: mean + L z with L the Cholesky factor and z standard normal numbers. A covariance that is not positive definite throws LinearAlgebraException before anything is written.",
        c =>
        {
            (Node mean, Node covariance) = (c.Node("mean"), c.Node("covariance"));
            if (mean.Rank != 1 || covariance.Rank != 2)
                throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(c.Graph, c.Op), mean.Rank != 1 ? mean.Shape : covariance.Shape, mean.Rank != 1 ? mean.Rank : covariance.Rank, mean.Rank != 1 ? "1 for a mean" : "2 for a covariance");
            Shape outer = Calls.ShapeOf(c, "dims");
            Node z = RootOf2 * Erfinv(c.Random.Unit(c.Element, Shape.Of([.. outer.Dims, mean.Shape[0]]), UnitRange.Signed));
            Node factor = Apply(LinearAlgebra.Cholesky, covariance);
            // z Lᵀ is L z for every row z, however many axes there are before.
            Node rows = Reshape(z, Shape.Of(outer.ElementCount, mean.Shape[0]));
            return mean + Reshape(Dot(rows, Transpose(factor)), z.Shape);
        },
        s =>
        [
            s.Expect(s.Call(RandomMultivariateNormal!, ("random", s.Random()), ("mean", s.Input(2)), ("covariance", Covariance(s)), ("dims", Dims(3))), v => NdArray.Generate([3, 2], i =>
            {
                double[] z = [.. Enumerable.Range(0, 2).Select(k => RootOf2 * ErrorFunctionReference.Erfinv(s.Unit(v, 0, (2 * i[0]) + k, UnitRange.Signed)))];
                // The factor of [[2, 0], [0, 2]].
                return v[1].Values[i[1]] + (RootOf2 * z[i[1]]);
            })),
        ], DTypes.Floating, ulpBound: 64);

    /// <summary>Bounds in deviations from the mean; null for one that is known to be infinite.</summary>
    private static Node? Bound(OpCall call, string name, Node mean, Node deviation) =>
        call[name] is not Node && double.IsInfinity(call.Number(name, 0)) ? null : (call.Parameter(name, call.Element) - mean) / deviation;

    private static Node BuildTruncated(OpCall call)
    {
        Node[] p = call.Parameters("mean", "deviation", "low", "high");
        Shape shape = call.ShapeFor(p);
        if (Sources.ConstantOf(p[2])?.ToDouble() is { } low && Sources.ConstantOf(p[3])?.ToDouble() is { } high && !(low < high))
            throw Calls.OutOfRange(call, "high", high, $"above low, which is {low}");
        (Node? a, Node? b) = (Bound(call, "low", p[0], p[1]), Bound(call, "high", p[0], p[1]));
        if (a is null && b is null)
            return p[0] + (p[1] * RootOf2 * Erfinv(call.Random.Unit(call.Element, shape, UnitRange.Signed)));
        Node u = call.Random.Unit(call.Element, shape, UnitRange.Open), sign = Constant(u, a is null ? 1 : -1);
        Node q;
        if (a is null || b is null)
        {
            q = u * Tail(a is null ? b! : -a);
        }
        else
        {
            Node isAbove = Greater(a + b, Constant(a, 0));
            Node near = Tail(Where(isAbove, -a, b)), far = Tail(Where(isAbove, -b, a));
            (q, sign) = (far + (u * (near - far)), Where(isAbove, Constant(u, -1), Constant(u, 1)));
        }
        Node x = p[0] - (p[1] * sign * RootOf2 * Apply(SpecialFunctions.Erfcinv, q));
        return a is null ? Minimum(x, p[3]) : b is null ? Maximum(x, p[2]) : Clip(x, p[2], p[3]);
    }

    /// <summary>Twice the probability to be below a bound.</summary>
    private static Node Tail(Node bound) => Erfc(-RootOfHalf * bound);

    private static Node Truncated(OpSamples s, object mean, double deviation, double low, double high) =>
        s.Call(RandomTruncatedNormal, ("random", s.Random()), ("mean", mean), ("deviation", deviation), ("low", low), ("high", high), ("dims", Dims(2, 10)));

    private static NdArray Bounded(OpSamples s, NdArray[] inputs, double mean, double deviation, double low, double high) =>
        ContinuousDraws.Elements(s, inputs, [2, 10], UnitRange.Open, (u, _) =>
        {
            (double a, double b) = ((low - mean) / deviation, (high - mean) / deviation);
            double sign = a + b > 0 ? -1 : 1;
            (double far, double near) = sign < 0 ? (-b, -a) : (a, b);
            double left = double.IsInfinity(far) ? 0 : ErrorFunctionReference.Erfc(-far * RootOfHalf), right = ErrorFunctionReference.Erfc(-near * RootOfHalf);
            return mean - (sign * deviation * RootOf2 * Erfcinv(left + (u * (right - left))));
        });

    /// <summary>By halving: the reference of the op takes Newton's steps from the middle, which is too far from a tail.</summary>
    private static double Erfcinv(double y)
    {
        (double low, double high) = (-10, 10);
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = ErrorFunctionReference.Erfc(middle) > y ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>For samples: twice the unit matrix.</summary>
    private static Node Covariance(OpSamples s) => 2 * Diagonals.Identity(s.Graph, 2, s.DType);
}
