using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Products of tensors over chosen axes. All are matrix products of views, or multiplications where nothing is summed.</summary>
public static class TensorProducts
{
    public static readonly Op TensorDot = Calls.Macro("TensorDot", "The sum of products over pairs of axes: axes = n sums the last n axes of a with the first n of b; two lists name the pairs. The result has the other axes of a, then those of b.",
        BuildTensorDot,
        s =>
        [
            s.Expect(Contract(s.Input(2, 3, 4), [1, 2], s.Input(3, 4, 2), [0, 1]), v => NdArray.Generate([2, 2], i => Sum(3, 4, (j, k) => v[0][i[0], j, k] * v[1][j, k, i[1]]))),
            s.Expect(Contract(s.Input(2, 3), [0], s.Input(3, 2), [1]), v => NdArray.Generate([3, 3], i => Sum(2, 1, (j, _) => v[0][j, i[0]] * v[1][i[1], j]))),
            s.Expect(Contract(s.Input(2), [], s.Input(3), []), v => NdArray.Generate([2, 3], i => v[0][i[0]] * v[1][i[1]])),
        ],
        DTypes.Signed);

    public static readonly Op Outer = Calls.Macro("Outer", "The products of all pairs of elements: result[i, j] = a[i] * b[j]. Operands of other ranks are flattened, as NumPy does.",
        c => OuterOf(c.Operands("a", "b")),
        s => [s.Expect(OuterOf([s.Input(2), s.Input(3)]), v => NdArray.Generate([2, 3], i => v[0][i[0]] * v[1][i[1]])), s.Expect(OuterOf([s.Input(), s.Input(0)]), _ => new NdArray([1, 0]))],
        DTypes.Numbers);

    public static readonly Op Inner = Calls.Macro("Inner", "The sum of products over the last axis of both operands; with a scalar the plain product.",
        c => InnerOf(c.Operands("a", "b")),
        s => [s.Expect(InnerOf([s.Input(3), s.Input(3)]), v => NdArray.Scalar(Sum(3, 1, (j, _) => v[0][j] * v[1][j]))), s.Expect(InnerOf([s.Input(2, 3), s.Input(4, 3)]), v => NdArray.Generate([2, 4], i => Sum(3, 1, (j, _) => v[0][i[0], j] * v[1][i[1], j])))],
        DTypes.Signed);

    public static readonly Op VDot = Calls.Macro("VDot", "The dot product of two tensors as vectors: both are flattened.",
        c => VDotOf(c.Operands("a", "b")),
        s => [s.Expect(VDotOf([s.Input(2, 2), s.Input(2, 2)]), v => NdArray.Scalar(Sum(2, 2, (i, j) => v[0][i, j] * v[1][i, j])))],
        DTypes.Signed);

    public static readonly Op VecDot = Calls.Macro("VecDot", "The dot product along an axis (the last one by default): Sum(a * b, axis). Shapes broadcast.",
        c =>
        {
            Node product = Product(c.Operands("a", "b"));
            return NodeOperators.Sum(product, c.Axes("axis", product.Rank) ?? [new Axis(-1).Resolve(Calls.Subject(c.Graph, c.Op), product.Rank)]);
        },
        s => [s.Expect(NodeOperators.Sum(s.Input(2, 3) * s.Input(3), [1]), v => NdArray.Generate([2], i => Sum(3, 1, (j, _) => v[0][i[0], j] * v[1][j])))],
        DTypes.Numbers);

    public static readonly Op BatchedDot = Calls.Macro("BatchedDot", "For each index of the first axis, which both operands share, the dot product of a matrix or vector of a with one of b. As Theano's batched_dot.",
        c => BatchedDotOf(c, c.Operands("a", "b")),
        s => [s.Expect(BatchedDotOf(null, [s.Input(2, 3, 4), s.Input(2, 4)]), v => NdArray.Generate([2, 3], i => Sum(4, 1, (k, _) => v[0][i[0], i[1], k] * v[1][i[0], k]))), s.Expect(BatchedDotOf(null, [s.Input(2, 3), s.Input(2, 3)]), v => NdArray.Generate([2], i => Sum(3, 1, (k, _) => v[0][i[0], k] * v[1][i[0], k])))],
        DTypes.Signed);

    public static readonly Op Kron = Calls.Macro("Kron", "The Kronecker product: blocks a[i, j] * b. Operands of different ranks get leading axes of size 1, as in NumPy.",
        c => KronOf(c.Operands("a", "b")),
        s => [s.Expect(KronOf([s.Input(2, 2), s.Input(2, 3)]), v => NdArray.Generate([4, 6], i => v[0][i[0] / 2, i[1] / 3] * v[1][i[0] % 2, i[1] % 3])), s.Expect(KronOf([s.Input(2), s.Input(3)]), v => NdArray.Generate([6], i => v[0][i[0] / 3] * v[1][i[0] % 3]))],
        DTypes.Numbers);

    public static readonly Op MatrixPower = Calls.Macro("MatrixPower", "A whole power of square matrices [..., n, n], by repeated squaring; the power 0 is the identity, a negative power that of Inverse(x).",
        c => Power(c.Op, c.Node("x"), c.Integer("n", 1)),
        s => [s.Expect(Power(MatrixPower!, s.Input(2, 2), 3), v => Multiply(v[0], Multiply(v[0], v[0]))), s.Expect(Power(MatrixPower!, s.Input(2, 3, 3), 0), _ => NdArray.Generate([2, 3, 3], i => i[1] == i[2] ? 1 : 0)), s.Expect(Power(MatrixPower!, s.Input(2, 2), 1), v => v[0])],
        DTypes.Signed);

    public static readonly Op MatrixDot = Calls.Macro("MatrixDot", "The product of several matrices or vectors, in the order of least work where all sizes are known, from left to right otherwise.",
        c => Chain(c, c.Nodes("xs")),
        s => [s.Expect(Chain(null, [s.Input(2, 3), s.Input(3, 4), s.Input(4)]), v => NdArray.Generate([2], i => Sum(3, 4, (j, k) => v[0][i[0], j] * v[1][j, k] * v[2][k])))],
        DTypes.Signed);

    /// <summary>The sum of products over pairs of axes.</summary>
    internal static Node Contract(Node a, int[] aAxes, Node b, int[] bAxes)
    {
        RequirePairs(a, aAxes, b, bAxes);
        int[] aFree = [.. Enumerable.Range(0, a.Rank).Except(aAxes)], bFree = [.. Enumerable.Range(0, b.Rank).Except(bAxes)];
        Shape result = Shape.Of([.. aFree.Select(axis => a.Shape[axis]), .. bFree.Select(axis => b.Shape[axis])]);
        if (aAxes.Length == 0)
            return ExpandDims(a, Enumerable.Range(a.Rank, b.Rank)) * b;
        Dim inner = Count(a, aAxes);
        Node left = Transpose(a, [.. aFree, .. aAxes]), right = Transpose(b, [.. bAxes, .. bFree]);
        left = aFree.Length == 0 ? Reshape(left, Shape.Of(inner)) : Reshape(left, Shape.Of(Count(a, aFree), inner));
        right = bFree.Length == 0 ? Reshape(right, Shape.Of(inner)) : Reshape(right, Shape.Of(inner, Count(b, bFree)));
        return Reshape(Dot(left, right), result);
    }

    /// <summary>A matrix product of tensors with at least two axes: a Dot where there is no batch.</summary>
    internal static Node Product(Node a, Node b) => a.Rank == 2 && b.Rank == 2 ? Dot(a, b) : MatMul(a, b);

    private static Node Product(Node[] operands) => operands[0] * operands[1];

    private static Dim Count(Node x, IEnumerable<int> axes) => axes.Aggregate(Dim.One, (count, axis) => count * x.Shape[axis]);

    private static void RequirePairs(Node a, int[] aAxes, Node b, int[] bAxes)
    {
        string subject = a.Graph.Source is { } source ? $"'{source}'" : "TensorDot";
        if (aAxes.Length != bAxes.Length)
            throw new GraphException(DiagnosticRules.AxisListsDiffer, subject, aAxes.Length, bAxes.Length);
        foreach ((int left, int right) in aAxes.Zip(bAxes, (left, right) => (left, right)))
            if (!a.Graph.Constraints.TryRequireEqual(a.Shape[left], b.Shape[right], a.Graph.Source))
                throw new GraphException(DiagnosticRules.SummedAxesDiffer, subject, left, a.Shape, a.Shape[left], right, b.Shape, b.Shape[right]);
    }

    private static Node BuildTensorDot(OpCall call)
    {
        Node[] operands = call.Operands("a", "b");
        (Node a, Node b) = (operands[0], operands[1]);
        if (call.Has("aAxes"))
        {
            int[] aAxes = call.Axes("aAxes", a.Rank)!, bAxes = call.Axes("bAxes", b.Rank)!;
            Calls.RequireDistinct(call, aAxes, a);
            Calls.RequireDistinct(call, bAxes, b);
            return Contract(a, aAxes, b, bAxes);
        }
        int count = call.Integer("axes", 2);
        foreach (Node operand in operands)
            TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [operand.Type], null), operand.Type, count >= 0 && operand.Rank >= count, $"at least {count}, the number of axes that are summed");
        return Contract(a, [.. Enumerable.Range(a.Rank - count, count)], b, [.. Enumerable.Range(0, count)]);
    }

    private static Node Flat(Node x) => Reshape(x, Shape.Of(x.Shape.ElementCount));

    private static Node OuterOf(Node[] operands) => ExpandDims(Flat(operands[0]), 1) * ExpandDims(Flat(operands[1]), 0);

    private static Node VDotOf(Node[] operands) => Dot(Flat(operands[0]), Flat(operands[1]));

    private static Node InnerOf(Node[] operands)
    {
        (Node a, Node b) = (operands[0], operands[1]);
        return a.Rank == 0 || b.Rank == 0 ? a * b : Contract(a, [a.Rank - 1], b, [b.Rank - 1]);
    }

    private static Node BatchedDotOf(OpCall? call, Node[] operands)
    {
        (Node a, Node b) = (operands[0], operands[1]);
        foreach (Node operand in operands)
            if (call is not null)
                TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [operand.Type], null), operand.Type, operand.Rank is 2 or 3, "2 or 3: the batch, then a vector or a matrix");
        if (a.Rank == 2 && b.Rank == 2)
            return NodeOperators.Sum(a * b, [1]);
        Node product = MatMul(a.Rank == 2 ? ExpandDims(a, 1) : a, b.Rank == 2 ? ExpandDims(b, 2) : b);
        return a.Rank == 2 ? Squeeze(product, 1) : b.Rank == 2 ? Squeeze(product, 2) : product;
    }

    private static Node KronOf(Node[] operands)
    {
        int rank = Math.Max(operands[0].Rank, operands[1].Rank);
        Node a = Padded(operands[0], rank), b = Padded(operands[1], rank);
        // Axes of a and b take turns, then each pair of them becomes one.
        Node pairs = ExpandDims(a, Enumerable.Range(0, rank).Select(axis => (2 * axis) + 1)) * ExpandDims(b, Enumerable.Range(0, rank).Select(axis => 2 * axis));
        return Reshape(pairs, Shape.Of(Enumerable.Range(0, rank).Select(axis => a.Shape[axis] * b.Shape[axis])));
    }

    private static Node Padded(Node x, int rank) => ExpandDims(x, Enumerable.Range(0, rank - x.Rank));

    private static Node Power(Op op, Node x, int power)
    {
        LinearAlgebraTypes.RequireSquare(new TypeRequest(x.Graph, op, [x.Type], null), x.Type);
        if (power == 0)
            return BroadcastTo(Diagonals.Identity(x.Graph, x.Shape[x.Rank - 1], x.DType), x.Shape);
        Node square = power < 0 ? Apply(LinearAlgebra.Inverse, x) : x;
        Node? result = null;
        for (long left = Math.Abs((long)power); ; square = Product(square, square))
        {
            if ((left & 1) != 0)
                result = result is null ? square : Product(result, square);
            if ((left >>= 1) == 0)
                return result!;
        }
    }

    private static Node Chain(OpCall? call, Node[] xs)
    {
        if (xs.Length == 0)
            throw new GraphException(DiagnosticRules.NothingToJoin, Calls.Subject(call!.Graph, call.Op));
        bool isChain = xs.Length > 2 && xs.All(x => x.Rank is 1 or 2) && xs.Skip(1).Take(xs.Length - 2).All(x => x.Rank == 2);
        return isChain && Sizes(xs).All(size => size is not null) ? ProductOrder.Best([.. Sizes(xs).Select(size => (double)size!.Value)]).Build(xs) : xs.Aggregate(Pair);
    }

    /// <summary>The rows of the first factor, then the columns of each: a vector at the end is a column.</summary>
    private static IEnumerable<long?> Sizes(Node[] xs)
    {
        long? Size(Node x, int axis) => x.Graph.Constraints.Resolve(x.Shape[axis]).Constant;
        yield return xs[0].Rank == 1 ? 1 : Size(xs[0], 0);
        for (int i = 0; i < xs.Length; i++)
            yield return i == xs.Length - 1 && xs[i].Rank == 1 ? 1 : Size(xs[i], xs[i].Rank - 1);
    }

    private static Node Pair(Node a, Node b) => a.Rank == 0 || b.Rank == 0 ? a * b : a.Rank <= 2 && b.Rank <= 2 ? Dot(a, b) : MatMul(a, b);

    private static double Sum(int rows, int columns, Func<int, int, double> term) =>
        Enumerable.Range(0, rows).Sum(i => Enumerable.Range(0, columns).Sum(j => term(i, j)));

    private static NdArray Multiply(NdArray a, NdArray b) =>
        NdArray.Generate([a.Shape[0], b.Shape[1]], i => Sum(a.Shape[1], 1, (k, _) => a[i[0], k] * b[k, i[1]]));
}
