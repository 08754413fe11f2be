using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Reads and builds matrix expressions; matrices lie in the last two axes.</summary>
internal static class Matrices
{
    public static bool IsProduct(Node x) => x.Op == Linear.Dot || x.Op == Linear.MatMul;

    /// <summary>A product of matrices with at least two axes each.</summary>
    public static bool IsMatrixProduct(Node x) => IsProduct(x) && x.Inputs.All(i => i.Rank >= 2);

    /// <summary>The matrices whose transposes these are, else null.</summary>
    public static Node? TransposedOf(Node x)
    {
        if (x.Op != Shaping.Transpose || x.Rank < 2)
            return null;
        EquatableArray<int> order = ((PermutationAttribute)x.Attribute!).Axes;
        bool exchanges = order[x.Rank - 1] == x.Rank - 2 && order[x.Rank - 2] == x.Rank - 1 && Enumerable.Range(0, x.Rank - 2).All(axis => order[axis] == axis);
        return exchanges ? x.Inputs[0] : null;
    }

    /// <summary>The transposed matrices, without transposing twice; a vector is its own transpose in a product.</summary>
    public static Node Transposed(Node x) => x.Rank < 2 ? x : TransposedOf(x) ?? TransposeLast(x);

    public static Node Product(Node a, Node b) => a.Rank <= 2 && b.Rank <= 2 ? Dot(a, b) : MatMul(a, b);

    /// <summary>The same product of other operands.</summary>
    public static Node Rebuild(Node product, Node left, Node right) => product.Graph.Add(product.Op, product.Attribute, left, right);

    /// <summary>The axis of the left or the right operand over which a product sums.</summary>
    public static int InnerAxis(Node product, int operand) => operand == 0 ? product.Inputs[0].Rank - 1 : Math.Max(0, product.Inputs[1].Rank - 2);

    public static Dim Inner(Node product) => product.Inputs[0].Shape[product.Inputs[0].Rank - 1];

    /// <summary>For diagonal matrices made of vectors: the diagonal, else null.</summary>
    public static Node? DiagonalOf(Node x) =>
        x.Op == Diagonals.PlaceDiagonalOp && x.Attribute is PlaceDiagonalAttribute { Diagonal: { Offset: 0 } diagonal }
        && Math.Min(diagonal.RowAxis, diagonal.ColumnAxis) == x.Rank - 2 && Math.Max(diagonal.RowAxis, diagonal.ColumnAxis) == x.Rank - 1
        && IsSquare(x) ? x.Inputs[0] : null;

    public static bool IsSquare(Node x) => x.Rank >= 2 && x.Graph.Constraints.AreEqual(x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);

    /// <summary>Whether a value is the identity matrix, one or a batch of them.</summary>
    public static bool IsIdentity(Node x)
    {
        while (x.Op == Shaping.BroadcastTo && x.Inputs[0].Rank >= 2 && IsSquare(x.Inputs[0]))
            x = x.Inputs[0];
        if (x.Rank == 2 && x.Op == Conversion.Cast && x.Inputs[0].Op == Comparison.Equal)
            return IsSquare(x) && PlaceAxis(x.Inputs[0].Inputs[0]) is { } a && PlaceAxis(x.Inputs[0].Inputs[1]) is { } b && a != b;
        return DiagonalOf(x) is { } diagonal && Constants.Is(diagonal, 1);
    }

    /// <summary>Whether a value of a mask [rows, columns] is the row's number (1) or the column's (0), else null.</summary>
    public static int? PlaceAxis(Node x)
    {
        int after = 0;
        for (; x.Op == Shaping.ExpandDims && x.Rank <= 2; x = x.Inputs[0])
            after = ((AxesAttribute)x.Attribute!).Axes.Contains(1) && x.Rank == 2 ? 1 : after;
        return x.Op == Sources.Iota ? after : null;
    }
}
