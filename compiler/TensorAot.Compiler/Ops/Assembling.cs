using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Larger tensors from smaller ones, and the way back.</summary>
public static class Assembling
{
    private static readonly EquatableArray<DType> s_all = DTypes.All.ToEquatableArray();

    public static readonly Op AtLeast1D = AtLeast(1, "a scalar gets an axis of size 1", () => AtLeast1D!);

    public static readonly Op AtLeast2D = AtLeast(2, "a scalar becomes [1, 1] and a vector [n] the row [1, n]", () => AtLeast2D!);

    public static readonly Op AtLeast3D = AtLeast(3, "a scalar becomes [1, 1, 1], a vector [n] becomes [1, n, 1] and a matrix [n, m] becomes [n, m, 1]", () => AtLeast3D!);

    public static readonly Op BroadcastArrays = Calls.MacroOfMany("BroadcastArrays", "Every tensor repeated to the shape in which all agree (NumPy's broadcasting): views. Gradients are summed back.",
        BuildBroadcastArrays, s =>
        {
            IReadOnlyList<Node> both = s.CallMany(BroadcastArrays!, ("xs", new object[] { s.Input(3), s.Input(2, 1) }));
            return [s.Expect(both[0], v => NdArray.Generate([2, 3], i => v[0][i[1]])), s.Expect(both[1], v => NdArray.Generate([2, 3], i => v[0][i[0], 0]))];
        }, s_all);

    public static readonly Op Tile = Calls.Macro("Tile", "x repeated as a whole, a number of times along each axis, as numpy.tile: fewer numbers than axes count for the last axes, more give new leading axes. The gradient is summed over the repetitions.",
        c => Tiled(c, c.Node("x"), c.Dims("reps")), s =>
        [
            s.Expect(s.Call(Tile!, ("x", s.Input(2, 3)), ("reps", new Dim[] { 2, 3 })), v => NdArray.Generate([4, 9], i => v[0][i[0] % 2, i[1] % 3])),
            s.Expect(s.Call(Tile!, ("x", s.Input(3)), ("reps", new Dim[] { 2, 1 })), v => NdArray.Generate([2, 3], i => v[0][i[1]])),
            s.Expect(s.Call(Tile!, ("x", s.Input(2, 1)), ("reps", new Dim[] { 3 })), v => NdArray.Generate([2, 3], i => v[0][i[0], 0])),
            s.Expect(s.Call(Tile!, ("x", s.Input()), ("reps", new Dim[] { 3 })), v => NdArray.Generate([3], _ => v[0].Values[0])),
            s.Expect(s.Call(Tile!, ("x", s.Input(2)), ("reps", new Dim[] { 0 })), _ => new NdArray([0])),
        ], s_all);

    public static readonly Op Repeat = Calls.Macro("Repeat", "Each element repeated a number of times along an axis, as numpy.repeat with one number; without an axis along the elements in row-major order. The gradient is summed over the repetitions.",
        BuildRepeat, s =>
        [
            s.Expect(s.Call(Repeat!, ("x", s.Input(2, 3)), ("repeats", (Dim)2), ("axis", 1)), v => NdArray.Generate([2, 6], i => v[0][i[0], i[1] / 2])),
            s.Expect(s.Call(Repeat!, ("x", s.Input(2, 3)), ("repeats", (Dim)3)), v => NdArray.Generate([18], i => v[0].Values[i[0] / 3])),
            s.Expect(s.Call(Repeat!, ("x", s.Input(0, 2)), ("repeats", (Dim)3), ("axis", 0)), _ => new NdArray([0, 2])),
        ], s_all);

    public static readonly Op HStack = Join("HStack", "Tensors side by side: along axis 1, or axis 0 for vectors, as numpy.hstack; a scalar counts as [1].",
        parts => Concatenate(parts.Select(x => Raised(x, 1)), parts.All(x => x.Rank < 2) ? 0 : 1),
        s =>
        [
            s.Expect(s.Call(HStack!, ("xs", new object[] { s.Input(2), s.Input(3) })), v => new NdArray([5], [.. v[0].Values, .. v[1].Values])),
            s.Expect(s.Call(HStack!, ("xs", new object[] { s.Input(2, 1), s.Input(2, 2) })), v => NdArray.Generate([2, 3], i => i[1] == 0 ? v[0][i[0], 0] : v[1][i[0], i[1] - 1])),
        ]);

    public static readonly Op VStack = Join("VStack", "Tensors above one another: along axis 0, as numpy.vstack; a vector [n] counts as the row [1, n].",
        parts => Concatenate(parts.Select(x => Raised(x, 2)), 0),
        s => [s.Expect(s.Call(VStack!, ("xs", new object[] { s.Input(3), s.Input(2, 3) })), v => new NdArray([3, 3], [.. v[0].Values, .. v[1].Values]))]);

    public static readonly Op DStack = Join("DStack", "Tensors behind one another: along axis 2, as numpy.dstack; a matrix [n, m] counts as [n, m, 1] and a vector [n] as [1, n, 1].",
        parts => Concatenate(parts.Select(x => Raised(x, 3)), 2),
        s => [s.Expect(s.Call(DStack!, ("xs", new object[] { s.Input(2), s.Input(2) })), v => NdArray.Generate([1, 2, 2], i => v[i[2]][i[1]]))]);

    public static readonly Op ColumnStack = Join("ColumnStack", "Vectors as the columns of a matrix; matrices side by side, as numpy.column_stack.",
        parts => Concatenate(parts.Select(x => x.Rank < 2 ? ExpandDims(Raised(x, 1), 1) : x), 1),
        s => [s.Expect(s.Call(ColumnStack!, ("xs", new object[] { s.Input(3), s.Input(3, 2) })), v => NdArray.Generate([3, 3], i => i[1] == 0 ? v[0][i[0]] : v[1][i[0], i[1] - 1]))]);

    public static readonly Op Split = Calls.MacroOfMany("Split", "The parts of an axis (the first by default), as an array: a number of equal sections, which must divide the axis, or parts of given sizes, which must add up to it. The parts are views; their gradients are joined.",
        BuildSplit, s =>
        {
            IReadOnlyList<Node> halves = s.CallMany(Split!, ("x", s.Input(2, 4)), ("sections", 2), ("axis", -1)), parts = s.CallMany(Split!, ("x", s.Input(5)), ("sizes", new Dim[] { 1, 4, 0 }));
            return
            [
                s.Expect(halves[1], v => NdArray.Generate([2, 2], i => v[0][i[0], i[1] + 2])),
                s.Expect(parts[1], v => NdArray.Generate([4], i => v[0][i[0] + 1])),
                s.Expect(parts[2], _ => new NdArray([0])),
            ];
        }, s_all);

    public static readonly Op MeshGrid = Calls.MacroOfMany("MeshGrid", "The coordinates of a grid from those of its axes, as an array with one tensor for each vector: vectors of sizes n, m, k give tensors [m, n, k] (NumPy's default, xy: the first vector runs along the columns) or [n, m, k] (ij). Views; gradients are summed back.",
        BuildMeshGrid, s =>
        {
            Node x = s.Input(2), y = s.Input(3);
            IReadOnlyList<Node> xy = s.CallMany(MeshGrid!, ("xs", new object[] { x, y })), ij = s.CallMany(MeshGrid!, ("xs", new object[] { x, y }), ("indexing", 1));
            return [s.Expect(xy[0], v => NdArray.Generate([3, 2], i => v[0][i[1]])), s.Expect(ij[1], v => NdArray.Generate([2, 3], i => v[0][i[1]]))];
        }, s_all);

    /// <summary>x with at least as many axes as NumPy's atleast_1d, 2d and 3d give it.</summary>
    internal static Node Raised(Node x, int rank) => (x.Rank, rank) switch
    {
        (1, 2) => ExpandDims(x, 0),
        (1, 3) => ExpandDims(x, 0, 2),
        (2, 3) => ExpandDims(x, 2),
        (0, _) => ExpandDims(x, Enumerable.Range(0, rank)),
        _ => x,
    };

    /// <summary>The tensors of a call that joins.</summary>
    internal static Node[] Parts(OpCall call) =>
        call.Nodes("xs") is { Length: > 0 } parts ? parts : throw new GraphException(DiagnosticRules.NothingToJoin, Calls.Subject(call.Graph, call.Op));

    private static Op AtLeast(int rank, string doc, Func<Op> self) => Calls.Macro($"AtLeast{rank}D", $"x as a tensor of {rank} or more axes: {doc}, as numpy.atleast_{rank}d. A view.",
        c => Raised(c.Node("x"), rank), s =>
        [
            s.Expect(s.Call(self(), ("x", s.Input())), v => new NdArray([.. Enumerable.Repeat(1, rank)], v[0].Values)),
            s.Expect(s.Call(self(), ("x", s.Input(3))), v => new NdArray(rank switch { 1 => [3], 2 => [1, 3], _ => [1, 3, 1] }, v[0].Values)),
            s.Expect(s.Call(self(), ("x", s.Input(2, 0, 3))), _ => new NdArray([2, 0, 3])),
        ], s_all);

    private static Op Join(string name, string doc, Func<Node[], Node> join, Func<OpSamples, IEnumerable<Node>> samples) =>
        Calls.Macro(name, doc + " The gradient is cut into the parts.", c => join(Parts(c)), samples, s_all);

    private static IReadOnlyList<Node> BuildBroadcastArrays(OpCall call)
    {
        Node[] parts = Parts(call);
        Shape shape = TypeRules.BroadcastAll(new TypeRequest(call.Graph, call.Op, parts.Select(x => x.Type).ToEquatableArray(), null));
        return [.. parts.Select(x => BroadcastTo(x, shape))];
    }

    private static Node Tiled(OpCall call, Node x, Dim[] reps)
    {
        foreach (Dim rep in reps)
            Calls.RequireAtLeast(call, "a number of repetitions", rep, 0);
        int rank = Math.Max(x.Rank, reps.Length);
        Node full = ExpandDims(x, Enumerable.Range(0, rank - x.Rank));
        Dim[] counts = [.. Enumerable.Repeat(Dim.One, rank - reps.Length), .. reps];
        return Repeated(full, counts, before: true);
    }

    private static Node BuildRepeat(OpCall call)
    {
        Node x = call.Node("x");
        Dim repeats = Calls.RequireAtLeast(call, "the number of repetitions", call.Dim("repeats"), 0);
        Node full = call.Has("axis") ? x : Reshape(x, Shape.Of(x.Shape.ElementCount));
        int repeated = call.Has("axis") ? call.Axes("axis", x.Rank)![0] : 0;
        return Repeated(full, [.. Enumerable.Range(0, full.Rank).Select(axis => axis == repeated ? repeats : Dim.One)], before: false);
    }

    /// <summary>Each axis repeated: as a whole with the new axis before it, element by element with the new axis behind it.</summary>
    private static Node Repeated(Node x, Dim[] counts, bool before)
    {
        List<int> added = [];
        List<Dim> wide = [], merged = [];
        for (int axis = 0; axis < x.Rank; axis++)
        {
            Dim size = x.Shape[axis], count = counts[axis];
            merged.Add(size * count);
            bool isOne = x.Graph.Constraints.Resolve(size).IsOne;
            if (!isOne && !count.IsOne)
            {
                added.Add(wide.Count + (before ? 0 : 1));
                wide.AddRange(before ? [count, size] : [size, count]);
            }
            else
                wide.Add(isOne ? count : size);
        }
        return Reshape(BroadcastTo(ExpandDims(x, added), Shape.Of(wide)), Shape.Of(merged));
    }

    private static IReadOnlyList<Node> BuildSplit(OpCall call)
    {
        Node x = call.Node("x");
        int axis = call.Has("axis") ? call.Axes("axis", x.Rank)![0] : 0;
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank > 0, "at least 1");
        Dim size = x.Shape[axis];
        Dim[] sizes = call.Has("sizes") ? call.Dims("sizes") : Sections(call, size);
        Dim total = sizes.Aggregate(Dim.Zero, (sum, part) => sum + Calls.RequireAtLeast(call, "a size", part, 0));
        if (!call.Graph.Constraints.TryRequireEqual(size, total, call.Graph.Source))
            throw Calls.OutOfRange(call, "the sum of the sizes", total, call.Has("sizes") ? $"{size}, the size of axis {axis}" : $"{size}: the sections must divide the axis");
        Dim start = Dim.Zero;
        List<Node> parts = [];
        foreach (Dim part in sizes)
        {
            parts.Add(Indexing.Part(x, axis, start, part));
            start += part;
        }
        return parts;
    }

    private static Dim[] Sections(OpCall call, Dim size) => call["sections"] is int count and > 0
        ? [.. Enumerable.Repeat(Dim.FloorDivide(size, count), count)]
        : throw Calls.OutOfRange(call, "the number of sections", call["sections"]!, "at least 1");

    private static IReadOnlyList<Node> BuildMeshGrid(OpCall call)
    {
        Node[] axes = [.. Parts(call).Select(x => Raised(x, 1))];
        foreach (Node x in axes)
            TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank == 1, "0 or 1");
        int[] place = [.. Enumerable.Range(0, axes.Length)];
        if (call["indexing"] is not 1 && axes.Length > 1)
            (place[0], place[1]) = (1, 0);
        Shape shape = Shape.Of(place.Select(k => axes[k].Shape[0]));
        // The swap is its own inverse, so place[k] is also where vector k runs.
        return [.. axes.Select((x, k) => BroadcastTo(ExpandDims(x, Enumerable.Range(0, axes.Length).Where(axis => axis != place[k])), shape))];
    }
}
