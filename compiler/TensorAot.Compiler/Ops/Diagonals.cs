using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>A diagonal of two axes: element i lies at (i, i + Offset), or at (i - Offset, i) where the offset is negative.</summary>
public sealed record DiagonalAttribute(int Offset, int RowAxis, int ColumnAxis)
{
    public int FirstRow => Math.Max(-Offset, 0);

    public int FirstColumn => Math.Max(Offset, 0);

    public override string ToString() => $"offset: {Offset}, axes: {RowAxis}, {ColumnAxis}";
}

/// <summary>A diagonal, and the sizes of the tensor in which it lies.</summary>
public sealed record PlaceDiagonalAttribute(DiagonalAttribute Diagonal, Shape Shape)
{
    public override string ToString() => $"{Diagonal}, in: {Shape}";
}

/// <summary>Diagonals and triangles of matrices.</summary>
public static class Diagonals
{
    public static readonly Op Diagonal = new("Diagonal", OpKind.View)
    {
        Doc = "The diagonal of two axes (the first two by default) as the last axis of the result: result[..., i] = x[..., i, i + offset]; a negative offset lies below the main diagonal. As NumPy.",
        Type = DiagonalType,
        Reference = r => NdArray.Generate(r.Shape, index => r.Inputs[0][InputIndex(Taken(r.Node), index)]),
        Gradient = r => [PlaceDiagonal(r.Gradient, Taken(r.Output), r.Inputs[0].Shape)],
        Build = c => Of(c.Node("x"), Read(c)),
        View = (n, index) => Insert(Taken(n), index, index[index.Count - 1]),
        Batch = r => Of(r.Inputs[0], Moved(Taken(r.Output))),
        Samples = s =>
        [
            Of(s.Input(3, 3), new DiagonalAttribute(0, 0, 1)), Of(s.Input(2, 3, 4), new DiagonalAttribute(1, 1, 2)),
            Of(s.Input(4, 2, 3), new DiagonalAttribute(-1, 0, 2)), Of(s.Input(4, 2, 3), new DiagonalAttribute(-1, 2, 0)),
            Of(s.Input(0, 3), new DiagonalAttribute(0, 0, 1)), Of(s.Input(1, 1), new DiagonalAttribute(0, 0, 1)), Of(s.Input(2, 2), new DiagonalAttribute(5, 0, 1)),
        ],
    };

    public static readonly Op PlaceDiagonalOp = new("PlaceDiagonal", OpKind.Join)
    {
        Doc = "Zeros of a shape with the last axis of x on the diagonal of two axes: the gradient of Diagonal.",
        Type = PlaceType,
        DTypes = DTypes.Numbers,
        Reference = r =>
        {
            var result = new NdArray(r.Shape);
            foreach (int[] index in NdArray.Indices(r.Inputs[0].Shape))
                result[InputIndex(Placed(r.Node).Diagonal, index)] = r.Inputs[0][index];
            return result;
        },
        Gradient = r => [Of(r.Gradient, Placed(r.Output).Diagonal)],
        Place = (n, _, index) => Insert(Placed(n).Diagonal, index, index[index.Count - 1]),
        LeavesGaps = true,
        Batch = r => PlaceDiagonal(r.Inputs[0], Moved(Placed(r.Output).Diagonal), Shape.Of([r.Size, .. Placed(r.Output).Shape.Dims])),
        Samples = s =>
        [
            PlaceDiagonal(s.Input(3), new DiagonalAttribute(0, 0, 1), Shape.Of(3, 3)),
            PlaceDiagonal(s.Input(2, 2), new DiagonalAttribute(-1, 2, 0), Shape.Of(3, 2, 3)),
            PlaceDiagonal(s.Input(0), new DiagonalAttribute(0, 0, 1), Shape.Of(0, 3)),
        ],
    };

    public static readonly Op Diag = Calls.Macro("Diag", "Of a vector the matrix with it on a diagonal; of a matrix its diagonal. offset > 0 lies above the main diagonal, offset < 0 below.",
        c => BuildDiag(c, c.Node("x"), Offset(c)),
        s =>
        [
            s.Expect(MatrixOf(s.Input(2), 1), v => NdArray.Generate([3, 3], i => i[1] == i[0] + 1 ? v[0][i[0]] : 0)),
            s.Expect(Of(s.Input(3, 2), new DiagonalAttribute(0, 0, 1)), v => NdArray.Generate([2], i => v[0][i[0], i[0]])),
        ],
        DTypes.Numbers);

    public static readonly Op Trace = Calls.Macro("Trace", "The sum of a diagonal of two axes (the first two by default): Sum(Diagonal(x)).",
        c => TraceOf(c.Node("x"), Read(c)),
        s => [s.Expect(TraceOf(s.Input(3, 3), new DiagonalAttribute(0, 0, 1)), v => NdArray.Scalar(Enumerable.Range(0, 3).Sum(i => v[0][i, i]))), s.Expect(TraceOf(s.Input(2, 3, 4), new DiagonalAttribute(2, 1, 2)), v => NdArray.Generate([2], i => v[0][i[0], 0, 2] + v[0][i[0], 1, 3]))],
        DTypes.Numbers);

    public static readonly Op Tril = Calls.Macro("Tril", "The lower triangle of each matrix [..., m, n] and zero above it: x[i, j] where j <= i + offset.",
        c => Triangle(Matrix(c), Offset(c), lower: true),
        s => [s.Expect(Triangle(s.Input(3, 4), 0, lower: true), v => NdArray.Generate([3, 4], i => i[1] <= i[0] ? v[0][i] : 0)), s.Expect(Triangle(s.Input(2, 3, 3), -1, lower: true), v => NdArray.Generate([2, 3, 3], i => i[2] < i[1] ? v[0][i] : 0))],
        DTypes.All.ToEquatableArray());

    public static readonly Op Triu = Calls.Macro("Triu", "The upper triangle of each matrix [..., m, n] and zero below it: x[i, j] where j >= i + offset.",
        c => Triangle(Matrix(c), Offset(c), lower: false),
        s => [s.Expect(Triangle(s.Input(3, 4), 0, lower: false), v => NdArray.Generate([3, 4], i => i[1] >= i[0] ? v[0][i] : 0)), s.Expect(Triangle(s.Input(2, 3, 3), 1, lower: false), v => NdArray.Generate([2, 3, 3], i => i[2] > i[1] ? v[0][i] : 0))],
        DTypes.All.ToEquatableArray());

    public static readonly Op Tri = Calls.Macro("Tri", "Ones on and below a diagonal of a matrix [n, m], zeros above: 1 where j <= i + offset. m is n by default.",
        c => Ones(c.Graph, Creation.DTypeOf(c), Calls.SizeOf(c, "n"), Calls.SizeOf(c, c.Has("m") ? "m" : "n"), Offset(c)),
        s => [s.Expect(Ones(s.Graph, s.DType, 3, 4, 1), _ => NdArray.Generate([3, 4], i => i[1] <= i[0] + 1 ? 1 : 0)), s.Expect(Ones(s.Graph, s.DType, 2, 2, 0), _ => NdArray.Generate([2, 2], i => i[1] <= i[0] ? 1 : 0))],
        DTypes.Numbers);

    public static readonly Op FillDiagonal = Calls.Macro("FillDiagonal", "Each matrix of x [..., m, n] with a scalar on a diagonal of it.",
        c => Fill(Matrix(c), c.Operands("x", "value")[1], Offset(c)),
        s => [s.Expect(Fill(s.Input(2, 3), s.Input(), 0), v => NdArray.Generate([2, 3], i => i[0] == i[1] ? v[1].Values[0] : v[0][i])), s.Expect(Fill(s.Input(2, 3, 3), s.Input(), -1), v => NdArray.Generate([2, 3, 3], i => i[1] == i[2] + 1 ? v[1].Values[0] : v[0][i]))],
        DTypes.All.ToEquatableArray());

    /// <summary>The main diagonal of each matrix in the last two axes.</summary>
    internal static Node OfMatrices(Node x) => Of(x, new DiagonalAttribute(0, x.Rank - 2, x.Rank - 1));

    /// <summary>Square matrices with the last axis of x on their main diagonals.</summary>
    internal static Node ToMatrices(Node x)
    {
        Dim n = x.Shape[x.Rank - 1];
        return PlaceDiagonal(x, new DiagonalAttribute(0, x.Rank - 1, x.Rank), Shape.Of([.. x.Shape.Dims, n]));
    }

    /// <summary>A triangle of each matrix, zero elsewhere.</summary>
    internal static Node Triangle(Node x, int offset, bool lower)
    {
        Node mask = Mask(x.Graph, x.Shape[x.Rank - 2], x.Shape[x.Rank - 1], offset, lower ? LessEqual : GreaterEqual);
        return Where(mask, x, Constant(x, 0));
    }

    /// <summary>The identity matrix [n, n].</summary>
    internal static Node Identity(Graph graph, Dim n, DType dtype) => Cast(Mask(graph, n, n, 0, Equal), dtype);

    private static Node Of(Node x, DiagonalAttribute diagonal) => x.Graph.Add(Diagonal, diagonal, x);

    private static Node PlaceDiagonal(Node x, DiagonalAttribute diagonal, Shape shape) => x.Graph.Add(PlaceDiagonalOp, new PlaceDiagonalAttribute(diagonal, shape), x);

    private static DiagonalAttribute Taken(Node node) => (DiagonalAttribute)node.Attribute!;

    private static PlaceDiagonalAttribute Placed(Node node) => (PlaceDiagonalAttribute)node.Attribute!;

    private static DiagonalAttribute Moved(DiagonalAttribute diagonal) => diagonal with { RowAxis = diagonal.RowAxis + 1, ColumnAxis = diagonal.ColumnAxis + 1 };

    private static int Offset(OpCall call) => call.Integer("offset", 0);

    /// <summary>The x of a call, which must be made of matrices.</summary>
    private static Node Matrix(OpCall call)
    {
        Node x = call.Node("x");
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank >= 2, "at least 2: matrices in the last two axes");
        return x;
    }

    private static DiagonalAttribute Read(OpCall call)
    {
        Node x = call.Node("x");
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank >= 2, "at least 2");
        int[] axes = [call.Axes("axis1", x.Rank)?[0] ?? 0, call.Axes("axis2", x.Rank)?[0] ?? 1];
        Calls.RequireDistinct(call, axes, x);
        return new DiagonalAttribute(Offset(call), axes[0], axes[1]);
    }

    private static Node BuildDiag(OpCall call, Node x, int offset)
    {
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.Type, x.Rank is 1 or 2, "1 (a matrix with it on a diagonal) or 2 (the diagonal); Diagonal takes batches");
        return x.Rank == 1 ? MatrixOf(x, offset) : Of(x, new DiagonalAttribute(offset, 0, 1));
    }

    private static Node MatrixOf(Node x, int offset)
    {
        Dim n = x.Shape[0] + Math.Abs(offset);
        return PlaceDiagonal(x, new DiagonalAttribute(offset, 0, 1), Shape.Of(n, n));
    }

    private static Node TraceOf(Node x, DiagonalAttribute diagonal)
    {
        Node taken = Of(x, diagonal);
        return Sum(taken, [taken.Rank - 1]);
    }

    private static Node Ones(Graph graph, DType dtype, Dim rows, Dim columns, int offset) => Cast(Mask(graph, rows, columns, offset, LessEqual), dtype);

    private static Node Fill(Node x, Node value, int offset) =>
        Where(Mask(x.Graph, x.Shape[x.Rank - 2], x.Shape[x.Rank - 1], offset, Equal), value, x);

    /// <summary>Where column and row + offset compare in a way: [rows, columns].</summary>
    private static Node Mask(Graph graph, Dim rows, Dim columns, int offset, Func<Node, Node, Node> compare)
    {
        Node row = ExpandDims(Sources.NewIota(graph, DType.Int32, rows), 1), column = ExpandDims(Sources.NewIota(graph, DType.Int32, columns), 0);
        return compare(column, offset == 0 ? row : row + offset);
    }

    private static TensorType DiagonalType(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        var diagonal = (DiagonalAttribute)request.Attribute!;
        Dim length = Length(request.Graph, diagonal, x.Shape);
        return x with { Shape = Shape.Of([.. TypeRules.Without(x.Shape, [diagonal.RowAxis, diagonal.ColumnAxis]).Dims, length]) };
    }

    private static TensorType PlaceType(TypeRequest request)
    {
        TypeRules.RequireDType(request, request.Inputs[0].DType, request.Op.DTypes);
        return request.Inputs[0] with { Shape = ((PlaceDiagonalAttribute)request.Attribute!).Shape };
    }

    private static Dim Length(Graph graph, DiagonalAttribute diagonal, Shape shape)
    {
        Dim rows = graph.Constraints.Resolve(shape[diagonal.RowAxis] - diagonal.FirstRow), columns = graph.Constraints.Resolve(shape[diagonal.ColumnAxis] - diagonal.FirstColumn);
        Dim length = Dim.Min(rows, columns);
        // An offset beyond the matrix leaves nothing; where that is not known at build time the size is checked at entry.
        return graph.Constraints.TryRequireAtLeast(length, 0, graph.Source) ? length : Dim.Zero;
    }

    private static int[] InputIndex(DiagonalAttribute diagonal, int[] index)
    {
        int at = index[index.Length - 1], rest = 0;
        return [.. Enumerable.Range(0, index.Length + 1).Select(axis => axis == diagonal.RowAxis ? at + diagonal.FirstRow : axis == diagonal.ColumnAxis ? at + diagonal.FirstColumn : index[rest++])];
    }

    private static IReadOnlyList<AffineIndex> Insert(DiagonalAttribute diagonal, IReadOnlyList<AffineIndex> index, AffineIndex at)
    {
        int rest = 0;
        return [.. Enumerable.Range(0, index.Count + 1).Select(axis => axis == diagonal.RowAxis ? at + diagonal.FirstRow : axis == diagonal.ColumnAxis ? at + diagonal.FirstColumn : index[rest++])];
    }
}
