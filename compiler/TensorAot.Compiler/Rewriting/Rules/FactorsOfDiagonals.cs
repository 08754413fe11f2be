using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Factors of diagonal matrices: a sort, or nothing at all.</summary>
public static class FactorsOfDiagonals
{
    private const string NoFactorisation = "no factorisation";

    public static readonly Rule EighOfDiagonal = new("eigh-of-diagonal", Stage.Canonicalize)
    {
        Form = "Eigh(Diag(v)) -> Sort(v), and columns of I in that order",
        Pattern = new OpPattern(Tuples.Part, new OpPattern(LinearAlgebra.Eigh, Patterns.X)),
        Result = m => Matrices.DiagonalOf(m[Patterns.X]) is { } v ? OfEigh(m.Root, v) : null,
        Why = "The diagonal holds the eigenvalues, and axes are the eigenvectors. NaN and infinity no longer spread to all of them.",
        Benefit = NoFactorisation,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.Failure,
        Covers = ["eigh_of_diag", "eigvalsh_of_diag"],
    };

    public static readonly Rule SvdOfDiagonal = new("svd-of-diagonal", Stage.Canonicalize)
    {
        Form = "Svd(Diag(v)) -> Sort(Abs(v), descending), and columns of I in that order, signs in Vh",
        Pattern = new OpPattern(Tuples.Part, new OpPattern(LinearAlgebra.Svd, Patterns.X)),
        Result = m => Matrices.DiagonalOf(m[Patterns.X]) is { } v ? OfSvd(m.Root, v) : null,
        Why = "U, of which the largest element of each column is positive, permutes; Vh permutes back and has the signs. NaN and infinity no longer spread to all values.",
        Benefit = NoFactorisation,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero | Deviations.Failure,
        Covers = ["svd_of_diag"],
    };

    public static readonly Rule QrOfDiagonal = new("qr-of-diagonal", Stage.Canonicalize)
    {
        Form = "Qr(Diag(v)) -> Diag(-1 where v < 0, else 1), Diag(Abs(v))",
        Pattern = new OpPattern(Tuples.Part, new OpPattern(LinearAlgebra.Qr, Patterns.X)),
        Result = m => Matrices.DiagonalOf(m[Patterns.X]) is { } v ? Diagonals.ToMatrices(Tuples.IndexOf(m.Root) == 0 ? Signs(v) : Abs(v)) : null,
        Why = "The diagonal of r is not negative, so q has the signs. NaN no longer spreads to all columns.",
        Benefit = NoFactorisation,
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["qr_of_diag"],
    };

    public static readonly Rule LuOfDiagonal = new("lu-of-diagonal", Stage.Canonicalize)
    {
        Form = "LuFactor(Diag(v)) -> Diag(v), 0, 1, 2, ..., and 1",
        Pattern = new OpPattern(Tuples.Part, new OpPattern(LinearAlgebra.LuFactor, Patterns.X)),
        Result = m => Matrices.DiagonalOf(m[Patterns.X]) is not null ? OfLu(m.Root, m[Patterns.X]) : null,
        Why = "A diagonal matrix is its own upper factor, and no rows are exchanged. NaN and infinity no longer spread.",
        Benefit = NoFactorisation,
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["lu_of_diag", "lu_factor_of_diag"],
    };

    private static Node OfEigh(Node part, Node v)
    {
        Node sorted = SortWithPositions(v, v.Rank - 1, descending: false);
        return Tuples.IndexOf(part) == 0 ? Tuples.Of(sorted, 0) : Cast(IsAt(Tuples.Of(sorted, 1), columns: true), v.DType);
    }

    private static Node OfSvd(Node part, Node v)
    {
        Node sorted = SortWithPositions(Abs(v), v.Rank - 1, descending: true), positions = Tuples.Of(sorted, 1);
        return Tuples.IndexOf(part) switch
        {
            0 => Cast(IsAt(positions, columns: true), v.DType),
            1 => Tuples.Of(sorted, 0),
            _ => Where(IsAt(positions, columns: false), ExpandDims(Signs(v), v.Rank - 1), Constant(v, 0)),
        };
    }

    private static Node OfLu(Node part, Node x) => Tuples.IndexOf(part) switch
    {
        0 => x,
        1 => Sources.NewIota(x.Graph, part.DType, part.Shape[part.Rank - 1]),
        _ => Constant(part, 1),
    };

    private static Node Signs(Node v) => Where(Less(v, Constant(v, 0)), Constant(v, -1), Constant(v, 1));

    /// <summary>Where column j (or row j) has its one: at position j of the given ones.</summary>
    private static Node IsAt(Node positions, bool columns)
    {
        int n = positions.Rank;
        Node place = Sources.NewIota(positions.Graph, positions.DType, positions.Shape[n - 1]);
        return columns ? Equal(ExpandDims(place, 1), ExpandDims(positions, n - 1)) : Equal(place, ExpandDims(positions, n));
    }
}
