using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>What is known of a matrix from how it is made.</summary>
[Flags]
internal enum Structure
{
    None = 0,

    /// <summary>Zero above the main diagonal.</summary>
    Lower = 1,

    /// <summary>Zero below the main diagonal.</summary>
    Upper = 2,

    Diagonal = Lower | Upper,

    /// <summary>Square, with the transpose as its inverse.</summary>
    Orthogonal = 4,
}

/// <summary>
/// Reads the structure of matrices off their expressions. Definiteness is not inferred: x·xᵀ is only semidefinite, and a sum that is
/// definite in mathematics may not be after rounding, where a Cholesky factorisation would throw and LU does not.
/// </summary>
internal static class Structures
{
    /// <summary>How deep expressions are read, so that the work stays linear.</summary>
    private const int MaximalDepth = 6;

    public static Structure Of(Node x) => Of(x, MaximalDepth);

    public static bool IsTriangular(Node x) => (Of(x) & Structure.Diagonal) != 0;

    /// <summary>Whether a square matrix is its own transpose, up to rounding: diagonal ones, X·Xᵀ, and what sums, numbers and inverses make of these.</summary>
    public static bool IsSymmetric(Node x) => IsSymmetric(x, MaximalDepth);

    private static bool IsSymmetric(Node x, int depth)
    {
        if (depth == 0 || x.Rank < 2 || !Matrices.IsSquare(x))
            return false;
        if (Matrices.DiagonalOf(x) is not null || Matrices.IsIdentity(x))
            return true;
        if (Matrices.IsMatrixProduct(x))
            return Matrices.Transposed(x.Inputs[0]) == x.Inputs[1];
        if (x.Op == LinearAlgebra.Inverse || x.Op == LinearAlgebra.Expm || (x.Op == Shaping.BroadcastTo && HasSameMatrices(x.Inputs[0], x)))
            return IsSymmetric(x.Inputs[0], depth - 1);
        // An operand of one number for each matrix does not matter.
        return x.Op.Kind == OpKind.Elementwise && x.Inputs.Any(i => HasSameMatrices(i, x))
            && x.Inputs.All(i => i.Rank == 0 || HasOneNumber(i) || (HasSameMatrices(i, x) && IsSymmetric(i, depth - 1)));
    }

    private static bool HasOneNumber(Node x) => x.Rank >= 2 && Sizes.IsOne(x, x.Rank - 1) && Sizes.IsOne(x, x.Rank - 2);

    private static Structure Of(Node x, int depth)
    {
        if (depth == 0 || x.Rank < 2)
            return Structure.None;
        if (Matrices.IsIdentity(x))
            return Structure.Diagonal | Structure.Orthogonal;
        if (Matrices.TransposedOf(x) is { } transposed)
            return Swapped(Of(transposed, depth - 1));
        if (x.Op == LinearAlgebra.Cholesky)
            return Structure.Lower;
        if (x.Op == LinearAlgebra.Inverse || x.Op == Arithmetic.Negate || (x.Op == Shaping.BroadcastTo && HasSameMatrices(x.Inputs[0], x)))
            return Of(x.Inputs[0], depth - 1);
        if (Matrices.IsMatrixProduct(x))
            return Matrices.IsSquare(x.Inputs[0]) && Matrices.IsSquare(x.Inputs[1]) ? Of(x.Inputs[0], depth - 1) & Of(x.Inputs[1], depth - 1) : Structure.None;
        return x.Op.Kind == OpKind.Part ? OfPart(x) : OfPattern(x, depth);
    }

    /// <summary>Q and R, eigenvectors, singular vectors.</summary>
    private static Structure OfPart(Node part)
    {
        (Op op, int index) = (part.Inputs[0].Op, Tuples.IndexOf(part));
        if (op == LinearAlgebra.Qr && index == 1)
            return Structure.Upper;
        bool vectors = (op == LinearAlgebra.Qr && index == 0) || (op == LinearAlgebra.Eigh && index == 1) || (op == LinearAlgebra.Svd && index != 1);
        return vectors && Matrices.IsSquare(part) ? Structure.Orthogonal : Structure.None;
    }

    /// <summary>Where the zeros of an expression are, element by element.</summary>
    private static Structure OfPattern(Node x, int depth)
    {
        if (x.Op == Diagonals.PlaceDiagonalOp)
            return OfPlaced(x);
        if (x.Op == Conversion.Cast)
            return OfMask(x.Inputs[0]);
        if (x.Op == Logic.Where && Constants.Is(x.Inputs[2], 0))
            return OfMask(x.Inputs[0]) | (HasSameMatrices(x.Inputs[1], x) ? Of(x.Inputs[1], depth - 1) & Structure.Diagonal : Structure.None);
        if (x.Op == Arithmetic.Multiply)
            return Part(x.Inputs[0], x, depth) | Part(x.Inputs[1], x, depth);
        if (x.Op == Arithmetic.Divide && Constants.ValueOf(x.Inputs[1]) is { } divisor && divisor.ToDouble() != 0)
            return Part(x.Inputs[0], x, depth);
        return x.Op == Arithmetic.Add || x.Op == Arithmetic.Subtract ? Part(x.Inputs[0], x, depth) & Part(x.Inputs[1], x, depth) : Structure.None;
    }

    private static Structure Part(Node operand, Node x, int depth) =>
        HasSameMatrices(operand, x) ? Of(operand, depth - 1) & Structure.Diagonal : Structure.None;

    private static Structure OfPlaced(Node x)
    {
        DiagonalAttribute diagonal = ((PlaceDiagonalAttribute)x.Attribute!).Diagonal;
        if (Math.Min(diagonal.RowAxis, diagonal.ColumnAxis) != x.Rank - 2)
            return Structure.None;
        int offset = diagonal.RowAxis < diagonal.ColumnAxis ? diagonal.Offset : -diagonal.Offset;
        return offset == 0 ? Structure.Diagonal : offset > 0 ? Structure.Upper : Structure.Lower;
    }

    /// <summary>Whether a mask is true in a whole triangle, its diagonal included.</summary>
    public static bool KeepsTriangle(Node mask, bool lower) =>
        Band(mask) is { } band && (lower ? band.Low is null && band.High >= 0 : band.High is null && band.Low <= 0);

    /// <summary>The triangle outside of which a mask is false.</summary>
    private static Structure OfMask(Node mask) => Band(mask) is not { } band
        ? Structure.None
        : (band.High <= 0 ? Structure.Lower : Structure.None) | (band.Low >= 0 ? Structure.Upper : Structure.None);

    /// <summary>The differences of column and row number for which a comparison of them is true: from Low to High, null for no bound.</summary>
    private static (double? Low, double? High)? Band(Node mask)
    {
        bool less = mask.Op == Comparison.LessEqual || mask.Op == Comparison.Less, greater = mask.Op == Comparison.GreaterEqual || mask.Op == Comparison.Greater;
        if ((!less && !greater && mask.Op != Comparison.Equal) || Place(mask.Inputs[0]) is not var (firstAxis, first)
            || Place(mask.Inputs[1]) is not var (secondAxis, second) || firstAxis == secondAxis)
            return null;
        double bound = firstAxis == 0 ? second - first : first - second;
        if (!less && !greater)
            return (bound, bound);
        // Where the row comes first, both sides are negated.
        bool isUpperBound = less == (firstAxis == 0);
        if (mask.Op == Comparison.Less || mask.Op == Comparison.Greater)
            bound += isUpperBound ? -1 : 1;
        return isUpperBound ? (null, bound) : (bound, null);
    }

    /// <summary>A row's (1) or column's (0) number plus a constant.</summary>
    private static (int Axis, double Offset)? Place(Node x)
    {
        if (Matrices.PlaceAxis(x) is { } axis)
            return (axis, 0);
        if (x.Op == Arithmetic.Add || x.Op == Arithmetic.Subtract)
            for (int i = 0; i < 2; i++)
                if (Matrices.PlaceAxis(x.Inputs[i]) is { } at && Constants.ValueOf(x.Inputs[1 - i]) is { } offset && (i == 0 || x.Op == Arithmetic.Add))
                    return (at, x.Op == Arithmetic.Add ? offset.ToDouble() : -offset.ToDouble());
        return null;
    }

    private static bool HasSameMatrices(Node part, Node x) =>
        part.Rank >= 2 && Enumerable.Range(1, 2).All(i => x.Graph.Constraints.AreEqual(part.Shape[part.Rank - i], x.Shape[x.Rank - i]));

    private static Structure Swapped(Structure s) =>
        (s & Structure.Orthogonal) | ((s & Structure.Lower) != 0 ? Structure.Upper : 0) | ((s & Structure.Upper) != 0 ? Structure.Lower : 0);
}
