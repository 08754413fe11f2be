using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.DrawCalls;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The gamma distribution and what is made of it. All start from logarithms, which do not underflow for small shapes.</summary>
public static class GammaDraws
{
    public static readonly Op RandomGamma = Calls.Macro("RandomGamma", "Numbers of the gamma distribution: scale times the exponential of DrawLogGamma. The shape has no gradient, the scale has.",
        c =>
        {
            Node[] p = c.Parameters("shape", "scale");
            return p[1] * Exp(c.Random.Sample(Samplers.DrawLogGamma, c.ShapeFor(p), p[0]));
        },
        s =>
        [
            s.Expect(s.Call(RandomGamma!, ("random", s.Random()), ("shape", 2.5), ("scale", 2.0), ("dims", Dims(2, 3))), v => Elements([2, 3], at => 2 * Math.Exp(Log(v, 0, at, 2.5)))),
            s.Expect(s.Call(RandomGamma!, ("random", s.Random()), ("shape", 0.5), ("scale", s.Input(3)), ("dims", Dims())), v => Elements([3], at => v[1].Values[at] * Math.Exp(Log(v, 0, at, 0.5)))),
        ], DTypes.Floating, ulpBound: 256);

    public static readonly Op RandomBeta = Calls.Macro("RandomBeta", "Numbers of the beta distribution: x / (x + y) of two gamma distributions, as the sigmoid of the difference of their logarithms.",
        c =>
        {
            Node[] p = c.Parameters("a", "b");
            Shape shape = c.ShapeFor(p);
            return Sigmoid(c.Random.Sample(Samplers.DrawLogGamma, shape, p[0]) - c.Random.Sample(Samplers.DrawLogGamma, shape, p[1]));
        },
        s => [s.Expect(s.Call(RandomBeta!, ("random", s.Random()), ("a", 0.5), ("b", 2.0), ("dims", Dims(5))), v => Elements([5], at => 1 / (1 + Math.Exp(Log(v, 1, at, 2) - Log(v, 0, at, 0.5)))))],
        DTypes.Floating, ulpBound: 256);

    public static readonly Op RandomDirichlet = Calls.Macro("RandomDirichlet", "Vectors of positive numbers that add up to 1, by concentrations [..., k]: the softmax of logarithms of gamma distributions.",
        c =>
        {
            Node shape = c.Node("shape");
            if (shape.Rank == 0)
                throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(c.Graph, c.Op), shape.Shape, 0, "at least 1, with the categories along the last axis");
            Shape outer = c.ShapeFor([Shape.Of(shape.Shape.Dims.Take(shape.Rank - 1))]);
            Shape all = Shape.Of([.. outer.Dims, shape.Shape[shape.Rank - 1]]);
            return Softmax(c.Random.Sample(Samplers.DrawLogGamma, all, shape), [all.Rank - 1]);
        },
        s =>
        [
            s.Expect(s.Call(RandomDirichlet!, ("random", s.Random()), ("shape", 1 + Sources.NewIota(s.Graph, s.DType, 3)), ("dims", Dims(4))), v => NdArray.Generate([4, 3], i =>
            {
                double[] x = [.. Enumerable.Range(0, 3).Select(k => Math.Exp(Log(v, 0, (3 * i[0]) + k, k + 1)))];
                return x[i[1]] / x.Sum();
            })),
        ], DTypes.Floating, ulpBound: 256);

    public static readonly Op RandomChiSquare = Calls.Macro("RandomChiSquare", "Numbers of the chi-square distribution: those of the gamma distribution of half the degrees of freedom, and scale 2.",
        c => ChiSquare(c, c.ShapeFor(c.Parameters("degrees"))),
        s => [s.Expect(s.Call(RandomChiSquare!, ("random", s.Random()), ("degrees", 3.0), ("dims", Dims(5))), v => Elements([5], at => 2 * Math.Exp(Log(v, 0, at, 1.5))))],
        DTypes.Floating, ulpBound: 256);

    public static readonly Op RandomStudentT = Calls.Macro("RandomStudentT", "Numbers of Student's t distribution: normal ones, over the root of chi-square ones divided by their degrees of freedom.",
        c =>
        {
            Node degrees = c.Parameter("degrees", c.Element);
            Shape shape = c.ShapeFor(degrees);
            Node normal = 1.4142135623730951 * Erfinv(c.Random.Unit(c.Element, shape, UnitRange.Signed));
            return normal / Sqrt(ChiSquare(c, shape) / degrees);
        },
        s => [s.Expect(s.Call(RandomStudentT!, ("random", s.Random()), ("degrees", 4.0), ("dims", Dims(5))), v => Elements([5], at => Math.Sqrt(2) * ErrorFunctionReference.Erfinv(s.Unit(v, 0, at, UnitRange.Signed)) / Math.Sqrt(2 * Math.Exp(Log(v, 1, at, 2)) / 4)))],
        DTypes.Floating, ulpBound: 256);

    private static Node ChiSquare(OpCall call, Shape shape) =>
        2 * Exp(call.Random.Sample(Samplers.DrawLogGamma, shape, call.Parameter("degrees", call.Element) / 2));

    private static double Log(NdArray[] inputs, int number, int element, double shape) => RandomReference.LogGamma(RandomReference.StreamAt(inputs[0], []), number, element, shape);

    private static NdArray Elements(int[] shape, Func<int, double> formula)
    {
        int at = 0;
        return NdArray.Generate(shape, _ => formula(at++));
    }
}
