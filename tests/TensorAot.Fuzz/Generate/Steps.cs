namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Rewriting;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Ops applied to any values of a graph whose types fit: elementwise with broadcasting, folds, views, joins, products.</summary>
internal static class Steps
{
    private static readonly double[] s_constants = [0, 1, -1, 2, 0.5, -2, 3, -0.5, 4, 10, 1e-3];
    private static readonly Op[] s_elementwise = [.. OpTable.All.Where(op => op.Kind == OpKind.Elementwise && op != Sources.Iota && op.DTypes.Count > 0)];
    private static readonly Op[] s_reductions = [.. OpTable.All.Where(op => op.Kind == OpKind.Reduction)];
    private static readonly Op[] s_basic = [Arithmetic.Add, Arithmetic.Subtract, Arithmetic.Multiply, Arithmetic.Divide, Arithmetic.Negate, Arithmetic.Square, Transcendental.Exp, Transcendental.Log, Arithmetic.Sqrt, Transcendental.Sigmoid];

    /// <summary>A new value, or null when what was drawn does not fit.</summary>
    public static Node? Next(Pool pool) => pool.Random.Next(16) switch
    {
        < 4 => Elementwise(pool, pool.Any(s_basic)),
        < 8 => Elementwise(pool, pool.Any(s_elementwise)),
        < 11 => Fold(pool),
        < 14 => Move(pool),
        14 => Normalised(pool),
        _ => Product(pool),
    };

    private static Node Constant(Pool pool, DType dtype) =>
        Sources.NewConstant(pool.Graph, ConstantValue.From(dtype, pool.Any(s_constants)));

    /// <summary>An elementwise op with the operand types and the attribute that a sample of it has.</summary>
    private static Node? Elementwise(Pool pool, Op op)
    {
        DType dtype = op.DTypes.Contains(DType.Float64) && pool.Chance(0.8) ? DType.Float64 : pool.Any([.. op.DTypes]);
        Node? model = Graph.TopologicalOrder(op.Samples(new OpSamples(pool.Graph, dtype))).FirstOrDefault(n => n.Op == op);
        if (model is null || Grafts.IsStrict(model))
            return null;
        var operands = new List<Node>();
        foreach (Node input in model.Inputs)
        {
            bool isNumber = input.DType != DType.Bool && operands.Count > 0 && pool.Chance(0.2);
            Node? operand = isNumber ? Constant(pool, input.DType) : pool.Pick(n => n.DType == input.DType && operands.All(o => Broadcasts(o.Shape, n.Shape)));
            if (operand is null)
                return null;
            operands.Add(operand);
        }
        if (operands.Count == 2 && pool.Chance(0.5))
            operands.Reverse();
        return operands.Zip(model.Inputs).All(p => p.First.DType == p.Second.DType) ? pool.Graph.Add(op, model.Attribute, operands) : null;
    }

    /// <summary>Whether two shapes broadcast whatever the sizes are.</summary>
    private static bool Broadcasts(Shape a, Shape b) => Enumerable.Range(1, Math.Min(a.Rank, b.Rank)).All(i =>
        a[a.Rank - i] == b[b.Rank - i] || a[a.Rank - i].IsOne || b[b.Rank - i].IsOne);

    private static Node? Fold(Pool pool)
    {
        Op op = pool.Chance(0.5) ? Reduction.Sum : pool.Any(s_reductions);
        Node? x = pool.Pick(n => n.Rank > 0 && op.DTypes.Contains(n.DType));
        if (x is null)
            return null;
        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(_ => pool.Chance(0.5))];
        if (axes.Length == 0 || op.Name.StartsWith("Arg", StringComparison.Ordinal))
            axes = [pool.Random.Next(x.Rank)];
        Node folded = Calls.Reduce(op, x, axes);
        return pool.Chance(0.4) ? ExpandDims(folded, axes) : folded;
    }

    private static Node? Move(Pool pool)
    {
        Node? x = pool.Pick(n => n.Rank is > 0 and < 4);
        if (x is null)
            return null;
        int axis = pool.Random.Next(x.Rank);
        return pool.Random.Next(10) switch
        {
            0 or 1 => Transpose(x, Enumerable.Range(0, x.Rank).OrderBy(_ => pool.Random.Next()).ToArray()),
            2 => ExpandDims(x, pool.Random.Next(x.Rank + 1)),
            3 => Reshape(x, Shape.Of(x.Shape.ElementCount)),
            4 => Slice(x, Along(x, axis, new AxisSlice(x.Shape[axis] - 1, x.Shape[axis], -1))),
            5 => First(pool, x, axis),
            6 => Concatenate([x, pool.Pick(n => n.DType == x.DType && n.Rank == x.Rank && Enumerable.Range(0, x.Rank).All(a => a == axis || n.Shape[a] == x.Shape[a]))!], axis),
            7 => BroadcastTo(x, Shape.Of([pool.Any<Dim>([2, CaseInputs.N, 1]), .. x.Shape.Dims])),
            8 => Gather(x, Cast(Sources.NewIota(x.Graph, DType.Int32, x.Shape[axis]), DType.Int32), axis),
            _ => Where(pool.Pick(n => n.DType == DType.Bool && Broadcasts(n.Shape, x.Shape))!, x, Constant(pool, x.DType)),
        };
    }

    /// <summary>The first element along an axis, which must not be empty.</summary>
    private static Node? First(Pool pool, Node x, int axis)
    {
        if (!pool.Graph.Constraints.TryRequireAtLeast(x.Shape[axis], 1, null))
            return null;
        Node slice = Slice(x, Along(x, axis, new AxisSlice(pool.Chance(0.5) ? Dim.Zero : x.Shape[axis] - 1, Dim.One, 1)));
        return pool.Chance(0.7) ? Squeeze(slice, axis) : slice;
    }

    private static SliceAttribute Along(Node x, int axis, AxisSlice slice) =>
        new(x.Shape.Dims.Select((d, a) => a == axis ? slice : new AxisSlice(Dim.Zero, d, 1)).ToEquatableArray());

    private static Node? Normalised(Pool pool)
    {
        Node? x = pool.Pick(n => n.Rank > 0 && n.DType.IsFloating());
        if (x is null)
            return null;
        int axis = pool.Random.Next(x.Rank);
        return pool.Random.Next(4) switch
        {
            0 => Softmax(x, [axis]),
            1 => LogSoftmax(x, [axis]),
            2 => LogSumExp(x, [axis]),
            _ => Exp(x) / Sum(Exp(x), [axis], keepDims: true),
        };
    }

    private static Node? Product(Pool pool)
    {
        Node? x = pool.Pick(n => n.Rank is > 0 and < 4 && n.DType.IsFloating());
        Node? y = pool.Pick(n => x is not null && n.Rank is > 0 and < 3 && n.DType == x.DType && (Last(n) == Last(x) || n.Shape[0] == Last(x)));
        return x is null || y is null ? null : Dot(x, y.Shape[0] == Last(x) ? y : Transpose(y));
    }

    private static Dim Last(Node x) => x.Shape[x.Rank - 1];
}
