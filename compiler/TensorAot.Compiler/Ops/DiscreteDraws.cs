using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.DrawCalls;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Distributions of whole numbers. What is drawn does not vary with the parameters, so none has a gradient.</summary>
public static class DiscreteDraws
{
    private static readonly EquatableArray<DType> s_counts = [DType.Float32, DType.Float64, DType.Int32, DType.Int64];

    public static readonly Op RandomBernoulli = Calls.Macro("RandomBernoulli", "Ones (true as bool) with a probability, else zeros: u < p, with u a multiple of 2^-24 where p is a float, else of 2^-53.",
        c =>
        {
            c.RequireProbability("p", canBeZero: true);
            Node p = c.Weights("p");
            return Cast(Less(c.Random.Unit(p.DType, c.ShapeFor(p), UnitRange.Half), p), c.Element);
        },
        s =>
        [
            s.Expect(s.Call(RandomBernoulli!, ("random", s.Random()), ("p", 0.25), ("dims", Dims(2, 9))), v => Elements([2, 9], at => s.Unit(v, 0, at, UnitRange.Half, Precision(s)) < 0.25 ? 1 : 0)),
            s.Expect(s.Call(RandomBernoulli!, ("random", s.Random()), ("p", s.InputOf(DType.Float32, 9)), ("dims", Dims())), v => Elements([9], at => s.Unit(v, 0, at, UnitRange.Half, DType.Float32) < v[1].Values[at] ? 1 : 0)),
        ], DTypes.All.ToEquatableArray());

    public static readonly Op RandomDropoutMask = Calls.Macro("RandomDropoutMask", "What dropout multiplies by, in the shape of x: 1 / keep with probability keep, else 0, so that the mean is 1.",
        c => Mask(c),
        s => [s.Expect(s.Call(RandomDropoutMask!, ("random", s.Random()), ("x", s.Input(2, 9)), ("keep", 0.75)), v => Elements([2, 9], at => s.Unit(v, 0, at, UnitRange.Half) < 0.75 ? 1 / 0.75 : 0))],
        DTypes.Floating);

    public static readonly Op RandomDropout = Calls.Macro("RandomDropout", "Dropout (Srivastava et al. 2014): x times RandomDropoutMask.",
        c => c.Node("x") * Mask(c),
        s => [s.Expect(s.Call(RandomDropout!, ("random", s.Random()), ("x", s.Input(2, 9)), ("keep", 0.5)), v => Elements([2, 9], at => s.Unit(v, 0, at, UnitRange.Half) < 0.5 ? 2 * v[1].Values[at] : 0))],
        DTypes.Floating);

    public static readonly Op RandomIntegers = Calls.Macro("RandomIntegers", "Whole numbers from low to below high, each with the same probability. Throws where high is not above low, before anything is written.",
        c =>
        {
            Node[] p = [c.Node("low"), c.Node("high")];
            return c.Random.Sample(Samplers.DrawIntegers, c.ShapeFor(p), p);
        },
        s =>
        [
            s.Expect(s.Call(RandomIntegers!, ("random", s.Random()), ("low", Whole(s, -2)), ("high", Whole(s, 9)), ("dims", Dims(2, 9))), v => Elements([2, 9], at => RandomReference.Integer(Stream(v), 0, at, -2, 9))),
            s.Expect(s.Call(RandomIntegers!, ("random", s.Random()), ("low", Whole(s, 0)), ("high", 3 + Sources.NewIota(s.Graph, s.DType, 4)), ("dims", Dims())), v => Elements([4], at => RandomReference.Integer(Stream(v), 0, at, 0, 3 + at))),
        ], DTypes.Indices);

    public static readonly Op RandomPoisson = Calls.Macro("RandomPoisson", "Numbers of Poisson's distribution. A rate that is not between 0 and 1e15 throws before anything is written.",
        c =>
        {
            Node rate = c.Weights("rate");
            return Cast(c.Random.Sample(Samplers.DrawPoisson, c.ShapeFor(rate), rate), c.Element);
        },
        s => [s.Expect(s.Call(RandomPoisson!, ("random", s.Random()), ("rate", 20.5), ("dims", Dims(6))), v => Elements([6], at => RandomReference.Poisson(Stream(v), 0, at, 20.5)))],
        s_counts);

    public static readonly Op RandomBinomial = Calls.Macro("RandomBinomial", "How many of a number of trials succeed. Trials that are not between 0 and 1e15 and probabilities that are not between 0 and 1 throw before anything is written.",
        c =>
        {
            c.RequireProbability("p", canBeZero: true);
            (Node trials, Node p) = (Cast(c.Node("trials"), DType.Int64), c.Weights("p"));
            return Cast(c.Random.Sample(Samplers.DrawBinomial, c.ShapeFor(trials, p), trials, p), c.Element);
        },
        s => [s.Expect(s.Call(RandomBinomial!, ("random", s.Random()), ("trials", Whole(s, 60)), ("p", 0.375), ("dims", Dims(6))), v => Elements([6], at => RandomReference.Binomial(Stream(v), 0, at, 60, 0.375)))],
        DTypes.Indices);

    public static readonly Op RandomMultinomial = Calls.Macro("RandomMultinomial", "How often each category comes up in a number of trials, by weights [..., k]. Trials that are not between 0 and 1e15, weights that are negative, infinite or NaN, and nothing but zeros throw before anything is written.",
        c =>
        {
            (Node trials, Node weights) = (Cast(c.Node("trials"), DType.Int64), Categories(c));
            Shape outer = c.ShapeFor([Outer(weights), trials.Shape]), all = Shape.Of([.. outer.Dims, weights.Shape[weights.Rank - 1]]);
            return Cast(c.Random.Draw(Samplers.DrawMultinomial, all, BroadcastTo(trials, outer), BroadcastTo(weights, all)), c.Element);
        },
        s => [s.Expect(s.Call(RandomMultinomial!, ("random", s.Random()), ("trials", Whole(s, 50)), ("weights", 1 + Sources.NewIota(s.Graph, DType.Float64, 3)), ("dims", Dims(4))), v => NdArray.Generate([4, 3], i => RandomReference.Counts(Stream(v), 0, 3 * i[0], 50, [1, 2, 3])[i[1]]))],
        DTypes.Indices);

    public static readonly Op RandomCategorical = Calls.Macro("RandomCategorical", "Categories, from 0, by weights [..., k] that need not add up to 1. Weights that are negative, infinite or NaN, and nothing but zeros throw before anything is written.",
        c =>
        {
            Node weights = Categories(c);
            Shape shape = c.ShapeFor([Outer(weights)]);
            // One row of weights serves all draws; else every draw has its own.
            Node places = weights.Rank == 1
                ? c.Random.Draw(Samplers.DrawCategorical, Shape.Of(shape.ElementCount), weights)
                : c.Random.Draw(Samplers.DrawCategorical, Shape.Of([.. shape.Dims, Dim.One]), BroadcastTo(weights, Shape.Of([.. shape.Dims, weights.Shape[weights.Rank - 1]])));
            return Cast(Reshape(places, shape), c.Element);
        },
        s =>
        [
            s.Expect(s.Call(RandomCategorical!, ("random", s.Random()), ("weights", 1 + Sources.NewIota(s.Graph, DType.Float64, 3)), ("dims", Dims(4, 5))), v => Elements([4, 5], at => RandomReference.Category(Stream(v), 0, at, [1, 2, 3]))),
            s.Expect(s.Call(RandomCategorical!, ("random", s.Random()), ("weights", 1 + Reshape(Sources.NewIota(s.Graph, DType.Float32, 6), Shape.Of(2, 3))), ("dims", Dims())), v => Elements([2], at => RandomReference.Category(Stream(v), 0, at, [(3 * at) + 1, (3 * at) + 2, (3 * at) + 3]))),
        ], DTypes.Indices);

    public static readonly Op RandomCategoricalLogits = Calls.Macro("RandomCategoricalLogits", "Categories, from 0, by logarithms of weights [..., k]: ArgMax(logits + Gumbel), which needs no sum.",
        c =>
        {
            Node logits = Categories(c, "logits");
            Shape shape = c.ShapeFor([Outer(logits)]);
            Node u = c.Random.Unit(logits.DType, Shape.Of([.. shape.Dims, logits.Shape[logits.Rank - 1]]), UnitRange.Open);
            return Cast(ArgMax(logits - Log(-Log(u)), u.Rank - 1), c.Element);
        },
        s => [s.Expect(s.Call(RandomCategoricalLogits!, ("random", s.Random()), ("logits", Sources.NewIota(s.Graph, DType.Float64, 3)), ("dims", Dims(5))), v => Elements([5], row =>
        {
            double[] x = [.. Enumerable.Range(0, 3).Select(k => k - Math.Log(-Math.Log(s.Unit(v, 0, (3 * row) + k, UnitRange.Open, DType.Float64))))];
            return Array.IndexOf(x, x.Max());
        }))],
        DTypes.Indices);

    /// <summary>Weights of categories along the last axis, of which there is at least one.</summary>
    internal static Node Categories(OpCall call, string name = "weights")
    {
        Node weights = call.Weights(name);
        if (weights.Rank == 0)
            throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(call.Graph, call.Op), weights.Shape, 0, "at least 1, with the categories along the last axis");
        Calls.RequireNotEmpty(call.Graph, call.Op, weights, [weights.Rank - 1]);
        return weights;
    }

    internal static uint[] Stream(NdArray[] inputs) => RandomReference.StreamAt(inputs[0], []);

    internal static NdArray Elements(int[] shape, Func<int, double> formula)
    {
        int at = 0;
        return NdArray.Generate(shape, _ => formula(at++));
    }

    private static Shape Outer(Node weights) => Shape.Of(weights.Shape.Dims.Take(weights.Rank - 1));

    private static DType Precision(OpSamples s) => s.DType == DType.Float32 ? DType.Float32 : DType.Float64;

    private static Node Whole(OpSamples s, long value) => Sources.NewConstant(s.Graph, ConstantValue.FromInteger(s.DType, value));

    private static Node Mask(OpCall call)
    {
        call.RequireProbability("keep", canBeZero: false);
        (Node x, Node keep) = (call.Node("x"), call.Parameter("keep", call.Element));
        Node kept = Less(call.Random.Unit(call.Element, x.Shape, UnitRange.Half), keep.Rank == 0 ? keep : BroadcastTo(keep, x.Shape));
        return Where(kept, 1 / keep, Constant(keep, 0));
    }
}
