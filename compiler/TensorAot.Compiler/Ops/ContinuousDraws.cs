using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.DrawCalls;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Distributions of real numbers as functions of uniform numbers and of their parameters, so that gradients, batches and rewrites are those
/// of the formulas. Users call them on a random stream: Random.Normal.
/// </summary>
public static class ContinuousDraws
{
    private const double RootOf2 = 1.4142135623730951, HalfPi = 1.5707963267948966;

    public static readonly Op RandomUniform = Calls.Macro("RandomUniform", "Evenly distributed numbers in [low, high), by default [0, 1): low + (high - low) u with u a multiple of 2^-24 (float) or 2^-53 (double) in [0, 1). Rounding may give high itself.",
        c =>
        {
            if (!c.Has("low"))
                return c.Random.Unit(c.Element, Calls.ShapeOf(c, "dims"), UnitRange.Half);
            Node[] p = c.Parameters("low", "high");
            return p[0] + ((p[1] - p[0]) * c.Random.Unit(c.Element, c.ShapeFor(p), UnitRange.Half));
        },
        s =>
        [
            s.Expect(s.Call(RandomUniform!, ("random", s.Random()), ("dims", Dims(5, 30))), v => NdArray.Generate([5, 30], i => s.Unit(v, 0, (30 * i[0]) + i[1], UnitRange.Half))),
            s.Expect(s.Call(RandomUniform!, ("random", s.Random()), ("dims", Dims())), v => NdArray.Scalar(s.Unit(v, 0, 0, UnitRange.Half))),
            s.Expect(s.Call(RandomUniform!, ("random", s.Random()), ("low", s.Input(3)), ("high", 2.0), ("dims", Dims(2, 3))), v => Elements(s, v, [2, 3], UnitRange.Half, (u, at) => v[1].Values[at % 3] + ((2 - v[1].Values[at % 3]) * u))),
            s.Expect(s.Call(RandomUniform!, ("random", s.Random()), ("dims", Dims(0, 3))), _ => new NdArray([0, 3])),
        ], DTypes.Floating);

    public static readonly Op RandomNormal = Located("RandomNormal", "Normally distributed numbers: mean + deviation sqrt(2) Erfinv(s), with s an odd multiple of 2^-24 (float) or 2^-53 (double) between -1 and 1. The standard numbers are symmetric and at most 5.42 (float) or 8.29 (double) in size.",
        ("mean", "deviation"), UnitRange.Signed, s => RootOf2 * Erfinv(s), s => RootOf2 * ErrorFunctionReference.Erfinv(s), () => RandomNormal!);

    public static readonly Op RandomLogNormal = Calls.Macro("RandomLogNormal", "Numbers whose logarithms are normally distributed: the exponential of RandomNormal.",
        c => Exp(RandomNormal.Build!(c)),
        s => [s.Expect(s.Call(RandomLogNormal!, ("random", s.Random()), ("mean", 0.5), ("deviation", 0.25), ("dims", Dims(7))), v => Elements(s, v, [7], UnitRange.Signed, (u, _) => Math.Exp(0.5 + (0.25 * RootOf2 * ErrorFunctionReference.Erfinv(u)))))],
        DTypes.Floating, ulpBound: 32);

    public static readonly Op RandomGumbel = Located("RandomGumbel", "Numbers of the Gumbel distribution: location - scale Log(-Log(u)), with u an odd multiple of 2^-24 (float) or 2^-53 (double) between 0 and 1.",
        ("location", "scale"), UnitRange.Open, u => -Log(-Log(u)), u => -Math.Log(-Math.Log(u)), () => RandomGumbel!);

    public static readonly Op RandomLaplace = Located("RandomLaplace", "Numbers of the Laplace distribution: location - scale Sign(s) Log1p(-|s|), with s an odd multiple of 2^-24 (float) or 2^-53 (double) between -1 and 1.",
        ("location", "scale"), UnitRange.Signed, s => -(Sign(s) * Log1p(-Abs(s))), s => -Math.Sign(s) * ScalarReference.Log1p(-Math.Abs(s)), () => RandomLaplace!);

    public static readonly Op RandomCauchy = Located("RandomCauchy", "Numbers of the Cauchy distribution: location + scale Tan(pi s / 2), with s an odd multiple of 2^-24 (float) or 2^-53 (double) between -1 and 1; near the ends as the inverse of the tangent of the rest, which keeps its digits.",
        ("location", "scale"), UnitRange.Signed, CauchyOf, s => Math.Abs(s) > 0.5 ? Math.Sign(s) / Math.Tan(HalfPi * (1 - Math.Abs(s))) : Math.Tan(HalfPi * s), () => RandomCauchy!);

    public static readonly Op RandomExponential = Calls.Macro("RandomExponential", "Exponentially distributed numbers of a mean: -scale Log1p(-u), with u a multiple of 2^-24 (float) or 2^-53 (double) in [0, 1).",
        c =>
        {
            Node scale = c.Parameter("scale", c.Element);
            return -(scale * Log1p(-c.Random.Unit(c.Element, c.ShapeFor(scale), UnitRange.Half)));
        },
        s =>
        [
            s.Expect(s.Call(RandomExponential!, ("random", s.Random()), ("scale", 2.0), ("dims", Dims(2, 3))), v => Elements(s, v, [2, 3], UnitRange.Half, (u, _) => -2 * ScalarReference.Log1p(-u))),
            s.Expect(s.Call(RandomExponential!, ("random", s.Random()), ("scale", s.Input(3)), ("dims", Dims())), v => Elements(s, v, [3], UnitRange.Half, (u, at) => -v[1].Values[at] * ScalarReference.Log1p(-u))),
        ], DTypes.Floating, ulpBound: 8);

    private static Node CauchyOf(Node s)
    {
        // The other side of a choice must not divide by 0 either.
        Node isFar = Greater(Abs(s), Constant(s, 0.5)), rest = Where(isFar, 1 - Abs(s), Constant(s, 0.5));
        return Where(isFar, Sign(s) / Tan(HalfPi * rest), Tan(HalfPi * Where(isFar, Constant(s, 0), s)));
    }

    /// <summary>location + scale * standard(u).</summary>
    private static Op Located(string name, string doc, (string Location, string Scale) names, UnitRange range, Func<Node, Node> standard, Func<double, double> formula, Func<Op> self) => Calls.Macro(name, doc,
        c =>
        {
            Node[] p = c.Parameters(names.Location, names.Scale);
            return p[0] + (p[1] * standard(c.Random.Unit(c.Element, c.ShapeFor(p), range)));
        },
        s =>
        [
            s.Expect(s.Call(self(), ("random", s.Random()), (names.Location, 1.0), (names.Scale, 2.0), ("dims", Dims(2, 35))), v => Elements(s, v, [2, 35], range, (u, _) => 1 + (2 * formula(u)))),
            s.Expect(s.Call(self(), ("random", s.Random()), (names.Location, s.Input(2, 1)), (names.Scale, s.Input(3)), ("dims", Dims())), v => Elements(s, v, [2, 3], range, (u, at) => v[1].Values[at / 3] + (v[2].Values[at % 3] * formula(u)))),
            s.Expect(s.Call(self(), ("random", s.Random()), (names.Location, s.Input()), (names.Scale, 0.5), ("dims", Dims(0))), _ => new NdArray([0])),
        ], DTypes.Floating, ulpBound: 64);

    /// <summary>The elements of a draw of the stream x0 as a function of its fractions and their places.</summary>
    internal static NdArray Elements(OpSamples s, NdArray[] inputs, int[] shape, UnitRange range, Func<double, int, double> formula)
    {
        int at = 0;
        return NdArray.Generate(shape, _ => formula(s.Unit(inputs, 0, at, range), at++));
    }
}
