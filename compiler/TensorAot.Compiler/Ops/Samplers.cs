using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Draws whose elements take as many random blocks as they need, each element from blocks of its own. The first input is the stream; a
/// parameter has one value for each stream, or one for each element.
/// </summary>
public static class Samplers
{
    private const string Rejection = "the draw is made by rejection, which does not vary smoothly";
    private const string Whole = "whole numbers do not vary";

    public static readonly Op DrawIntegers = new("DrawIntegers", OpKind.Routine)
    {
        Doc = "Whole numbers from low to below high, each with the same probability: Lemire's multiplication with rejection (2019). Throws where high is not above low, before anything is written.",
        Type = r =>
        {
            TypeRules.SameDType(r, first: 1);
            return Streams.DrawType(r, r.Inputs[1].DType);
        },
        DTypes = DTypes.Indices,
        Reference = Elements((stream, number, element, v) => RandomReference.Integer(stream, number, element, (long)v[0], (long)v[1])),
        NoGradient = Whole,
        Routine = new RoutineCode("RandomDraws.Integers", n => [.. Sizes(n), Each(n, 1), Each(n, 2)]),
        CanFail = true,
        Domain = [(-2e9, 2e9), (0, 5), (6, 20)],
        Samples = s => [Draw(s, DrawIntegers!, [7, 3], s.Input(), s.Input()), Draw(s, DrawIntegers!, [20], s.Input(20), s.Input()), Draw(s, DrawIntegers!, [0], s.Input(), s.Input()), Draw(s, DrawIntegers!, [], s.Input(), s.Input())],
    };

    public static readonly Op DrawLogGamma = new("DrawLogGamma", OpKind.Routine)
    {
        Doc = "Logarithms of numbers of gamma distributions of scale 1: Marsaglia and Tsang (2000); for shapes below 1 that of shape + 1 plus Log(u) / shape, so that nothing underflows. A shape that is negative, infinite or NaN throws before anything is written.",
        Type = FloatParameter(1),
        DTypes = DTypes.Floating,
        Reference = Elements((stream, number, element, v) => RandomReference.LogGamma(stream, number, element, v[0])),
        NoGradient = Rejection,
        Routine = new RoutineCode("RandomDraws.LogGamma", n => [.. Sizes(n), Each(n, 1)]),
        CanFail = true,
        Domain = [(-2e9, 2e9), (0.2, 9)],
        UlpBound = 64,
        Samples = s => [Draw(s, DrawLogGamma!, [4, 3], s.Input()), Draw(s, DrawLogGamma!, [12], s.Input(12)), Draw(s, DrawLogGamma!, [0], s.Input()), Draw(s, DrawLogGamma!, [], s.Input())],
    };

    public static readonly Op DrawPoisson = new("DrawPoisson", OpKind.Routine)
    {
        Doc = "Numbers of Poisson's distributions, as long: Hörmann's PTRS (1993) with probabilities by Loader (2000); by inversion for rates below 10. A rate that is not between 0 and 1e15 throws before anything is written.",
        Type = r => FloatParameter(1)(r) with { DType = DType.Int64 },
        DTypes = DTypes.Floating,
        Reference = Elements((stream, number, element, v) => RandomReference.Poisson(stream, number, element, v[0])),
        NoGradient = Whole,
        Routine = new RoutineCode("RandomDraws.Poisson", n => [.. Sizes(n), Each(n, 1)]),
        CanFail = true,
        Domain = [(-2e9, 2e9), (0, 40)],
        Samples = s => [Draw(s, DrawPoisson!, [4, 3], s.Input()), Draw(s, DrawPoisson!, [30], s.Input(30)), Draw(s, DrawPoisson!, [0], s.Input()), Draw(s, DrawPoisson!, [], s.Input())],
    };

    public static readonly Op DrawBinomial = new("DrawBinomial", OpKind.Routine)
    {
        Doc = "Numbers of successes in trials (long) with probabilities, as long: Hörmann's BTRS (1993) with probabilities by Loader (2000); by inversion where fewer than 10 successes, or failures, are expected. Trials that are not between 0 and 1e15 and probabilities that are not between 0 and 1 throw before anything is written.",
        Type = r => FloatParameter(2)(r) with { DType = DType.Int64 },
        DTypes = DTypes.Floating,
        Reference = Elements((stream, number, element, v) => RandomReference.Binomial(stream, number, element, (long)v[0], v[1])),
        NoGradient = Whole,
        Routine = new RoutineCode("RandomDraws.Binomial", n => [.. Sizes(n), Each(n, 1), Each(n, 2)]),
        CanFail = true,
        Domain = [(-2e9, 2e9), (0, 99), (0, 1)],
        Samples = s => [Draw(s, DrawBinomial!, [4, 3], s.InputOf(DType.Int64), s.Input()), Draw(s, DrawBinomial!, [30], s.InputOf(DType.Int64, 30), s.Input(30)), Draw(s, DrawBinomial!, [0], s.InputOf(DType.Int64), s.Input()), Draw(s, DrawBinomial!, [], s.InputOf(DType.Int64), s.Input())],
    };

    public static readonly Op DrawMultinomial = new("DrawMultinomial", OpKind.Routine)
    {
        Doc = "How often each of k categories comes up in trials [...] (long) with weights [..., k], as long: one category after the other by the binomial distribution of what is left. Trials that are not between 0 and 1e15, weights that are negative, infinite or NaN, and nothing but zeros throw before anything is written.",
        Type = r => FloatParameter(2)(r) with { DType = DType.Int64 },
        DTypes = DTypes.Floating,
        Reference = ReferenceCounts,
        NoGradient = Whole,
        Routine = new RoutineCode("RandomDraws.Multinomial", n => [Streams.Rows(n), Inner(n), n.Shape[n.Rank - 1], Number(n)]),
        CanFail = true,
        Domain = [(-2e9, 2e9), (0, 99), (0.1, 1)],
        Samples = s => [Draw(s, DrawMultinomial!, [5, 3], s.InputOf(DType.Int64, 5), s.Input(5, 3)), Draw(s, DrawMultinomial!, [4], s.InputOf(DType.Int64), s.Input(4)), Draw(s, DrawMultinomial!, [0, 3], s.InputOf(DType.Int64, 0), s.Input(0, 3))],
    };

    public static readonly Op DrawCategorical = new("DrawCategorical", OpKind.Routine)
    {
        Doc = "Categories from 0 by weights [..., k], as int [..., count]: the first whose sum of weights is above a uniform part of them all. Weights that are negative, infinite or NaN, and nothing but zeros throw before anything is written.",
        Type = r => FloatParameter(1)(r) with { DType = DType.Int32 },
        DTypes = DTypes.Floating,
        Reference = ReferencePlaces,
        NoGradient = Whole,
        Routine = new RoutineCode("RandomDraws.Categorical", n => [Streams.Rows(n), Inner(n), Last(n.Inputs[1]), Last(n), Number(n)], n => [new TensorType(DType.Float64, n.Inputs[1].Shape)]),
        CanFail = true,
        Domain = [(-2e9, 2e9), (0.1, 1)],
        Samples = s => [Draw(s, DrawCategorical!, [20], s.Input(4)), Draw(s, DrawCategorical!, [5, 2], s.Input(5, 3)), Draw(s, DrawCategorical!, [0], s.Input(3))],
    };

    private static Dim Last(Node node) => node.Shape[node.Rank - 1];

    private static int Number(Node draw) => ((DrawAttribute)draw.Attribute!).Number;

    /// <summary>The rows of one stream, of a draw whose last axis is a row.</summary>
    private static Dim Inner(Node draw)
    {
        Shape shape = ((DrawAttribute)draw.Attribute!).Shape;
        return Shape.Of(shape.Dims.Take(shape.Rank - 1)).ElementCount;
    }

    /// <summary>Rows, elements of each, and the number of the draw.</summary>
    private static EquatableArray<Dim> Sizes(Node draw) => [Streams.Rows(draw), ((DrawAttribute)draw.Attribute!).Shape.ElementCount, Number(draw)];

    /// <summary>Whether a parameter has a value for each element.</summary>
    private static Dim Each(Node draw, int input) => draw.Inputs[input].Rank > draw.Inputs[0].Rank - 1 ? 1 : 0;

    private static Func<TypeRequest, TensorType> FloatParameter(int input) => r =>
    {
        TypeRules.RequireDType(r, r.Inputs[input].DType, r.Op.DTypes);
        return Streams.DrawType(r, r.Inputs[input].DType);
    };

    private static Node Draw(OpSamples s, Op op, int[] shape, params Node[] parameters) =>
        s.Graph.Add(op, new DrawAttribute(5, Shape.Of(shape.Select(d => (Dim)d))), [s.InputOf(DType.Int32, 4), .. parameters]);

    /// <summary>Element by element: the stream of its row, its number there, its parameters.</summary>
    private static Func<ReferenceRequest, NdArray> Elements(Func<uint[], int, int, double[], double> sample) => r =>
    {
        int rows = r.Inputs[0].Rank - 1;
        return NdArray.Generate(r.Shape, index =>
        {
            int[] row = [.. index.Take(rows)];
            int element = index.Skip(rows).Select((i, axis) => (i, axis)).Aggregate(0, (at, p) => (at * r.Shape[rows + p.axis]) + p.i);
            double[] parameters = [.. r.Inputs.Skip(1).Select(p => p[p.Rank > rows ? index : row])];
            return sample(RandomReference.StreamAt(r.Inputs[0], row), Number(r.Node), element, parameters);
        });
    };

    private static NdArray ReferenceCounts(ReferenceRequest r)
    {
        int rows = r.Inputs[0].Rank - 1, k = r.Shape[r.Shape.Length - 1];
        return NdArray.Generate(r.Shape, index =>
        {
            int[] outer = [.. index.Take(index.Length - 1)];
            int inner = outer.Skip(rows).Select((i, axis) => (i, axis)).Aggregate(0, (at, p) => (at * r.Shape[rows + p.axis]) + p.i);
            double[] weights = [.. Enumerable.Range(0, k).Select(i => r.Inputs[2][[.. outer, i]])];
            return RandomReference.Counts(RandomReference.StreamAt(r.Inputs[0], [.. outer.Take(rows)]), Number(r.Node), inner * k, (long)r.Inputs[1][outer], weights)[index[index.Length - 1]];
        });
    }

    private static NdArray ReferencePlaces(ReferenceRequest r)
    {
        int rows = r.Inputs[0].Rank - 1, k = r.Inputs[1].Shape[r.Inputs[1].Rank - 1];
        return NdArray.Generate(r.Shape, index =>
        {
            int[] outer = [.. index.Take(index.Length - 1)];
            int element = index.Skip(rows).Select((i, axis) => (i, axis)).Aggregate(0, (at, p) => (at * r.Shape[rows + p.axis]) + p.i);
            double[] weights = [.. Enumerable.Range(0, k).Select(i => r.Inputs[1][[.. outer, i]])];
            return RandomReference.Category(RandomReference.StreamAt(r.Inputs[0], [.. outer.Take(rows)]), Number(r.Node), element, weights);
        });
    }
}
