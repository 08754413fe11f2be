using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.DrawCalls;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Random orders and choices of slices along the first axis: positions by sorting random numbers, or drawn one by one.</summary>
public static class Choices
{
    public static readonly Op RandomPermutation = Calls.Macro("RandomPermutation", "The numbers from 0 to n - 1 in random order: the order of n uniform numbers of 53 bits.",
        c => Cast(Order(c, Calls.SizeOf(c, "n")), c.Element),
        s =>
        [
            s.Expect(s.Call(RandomPermutation!, ("random", s.Random()), ("n", (Dim)9)), v => DiscreteDraws.Elements([9], at => Sorted(s, v, 9)[at])),
            s.Expect(s.Call(RandomPermutation!, ("random", s.Random()), ("n", (Dim)0)), _ => new NdArray([0])),
        ], DTypes.Indices);

    public static readonly Op RandomShuffle = Calls.Macro("RandomShuffle", "The slices of x along the first axis in random order.",
        c => Gather(c.Node("x"), Order(c, Slices(c).Shape[0]), 0, isChecked: true),
        s => [s.Expect(s.Call(RandomShuffle!, ("random", s.Random()), ("x", s.Input(5, 2))), v => NdArray.Generate([5, 2], i => v[1][Sorted(s, v, 5)[i[0]], i[1]]))],
        DTypes.All.ToEquatableArray());

    public static readonly Op RandomChoice = Calls.Macro("RandomChoice", "Slices of x along the first axis: each with the same probability or by weights; without replacement in the order of uniform numbers, or of exponentially distributed numbers over the weights (Efraimidis and Spirakis 2006). Weights that are negative, infinite or NaN throw before anything is written.",
        BuildChoice, s =>
        [
            s.Expect(Choice(s, s.Random(), s.Input(5, 2), 3, null, replace: true), v => NdArray.Generate([3, 2], i => v[1][(int)RandomReference.Integer(DiscreteDraws.Stream(v), 0, i[0], 0, 5), i[1]])),
            s.Expect(Choice(s, s.Random(), s.Input(5), 3, null, replace: false), v => NdArray.Generate([3], i => v[1][Sorted(s, v, 5)[i[0]]])),
            s.Expect(Choice(s, s.Random(), s.Input(4), 6, 1 + Sources.NewIota(s.Graph, DType.Float64, 4), replace: true), v => NdArray.Generate([6], i => v[1][RandomReference.Category(DiscreteDraws.Stream(v), 0, i[0], [1, 2, 3, 4])])),
            s.Expect(Choice(s, s.Random(), s.Input(4), 2, 1 + Sources.NewIota(s.Graph, DType.Float64, 4), replace: false), v => NdArray.Generate([2], i => v[1][Places(4, k => -ScalarReference.Log1p(-s.Unit(v, 0, k, UnitRange.Half, DType.Float64)) / (k + 1))[i[0]]])),
        ], DTypes.All.ToEquatableArray());

    private static Node Slices(OpCall call)
    {
        Node x = call.Node("x");
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank > 0, "at least 1, with what is chosen along the first axis");
        return x;
    }

    /// <summary>The first positions in the order of random keys.</summary>
    private static Node First(Node keys, Dim count) => Tuples.Of(SortWithPositions(keys, 0, descending: false, count), 1);

    private static Node Order(OpCall call, Dim n) => First(call.Random.Unit(DType.Float64, Shape.Of(n), UnitRange.Half), n);

    private static Node BuildChoice(OpCall call)
    {
        Node x = Slices(call);
        Calls.RequireNotEmpty(call.Graph, call.Op, x, [0]);
        Dim size = x.Shape[0], count = Calls.SizeOf(call, "count");
        bool replace = call["replace"] is not false;
        if (!replace)
            Calls.RequireAtLeast(call, "the number of slices less that of choices", size - count, 0);
        Node? weights = call.Has("weights") ? DiscreteDraws.Categories(call) : null;
        if (weights is not null)
            weights = BroadcastTo(weights, Shape.Of(size));
        Node places = (replace, weights) switch
        {
            (true, null) => call.Random.Sample(Samplers.DrawIntegers, Shape.Of(count), Size(call.Graph, Dim.Zero, DType.Int32), Size(call.Graph, size, DType.Int32)),
            (true, { } w) => call.Random.Draw(Samplers.DrawCategorical, Shape.Of(count), w),
            (false, null) => First(call.Random.Unit(DType.Float64, Shape.Of(size), UnitRange.Half), count),
            (false, { } w) => First(-Log1p(-call.Random.Unit(DType.Float64, Shape.Of(size), UnitRange.Half)) / Checked(Cast(w, DType.Float64)), count),
        };
        return Gather(x, places, 0, isChecked: true);
    }

    /// <summary>Weights, after a check that they are what weights can be.</summary>
    private static Node Checked(Node weights) => weights.Graph.Add(
        Checks.Assert, new MessageAttribute("The weights of a choice are finite and not negative"), weights,
        And(GreaterEqual(weights, Constant(weights, 0)), Less(weights, Constant(weights, double.PositiveInfinity))));

    private static Node Choice(OpSamples s, RandomSource random, Node x, int count, Node? weights, bool replace) =>
        s.Call(RandomChoice, ("random", random), ("x", x), ("count", (Dim)count), ("weights", weights), ("replace", replace));

    private static int[] Sorted(OpSamples s, NdArray[] inputs, int n) => Places(n, k => s.Unit(inputs, 0, k, UnitRange.Half, DType.Float64));

    private static int[] Places(int n, Func<int, double> key) => [.. Enumerable.Range(0, n).OrderBy(key)];
}
