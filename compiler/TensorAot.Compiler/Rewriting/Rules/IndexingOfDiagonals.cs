using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Diagonals of matrices that need not be made.</summary>
public static class IndexingOfDiagonals
{
    private static readonly Pattern s_placed = new OpPattern(Diagonals.PlaceDiagonalOp, X);
    private static readonly Pattern s_places = new AnyOfPattern("i * n + i", Arithmetic.Add);
    private static readonly Pattern s_elementwise = new AnyOfPattern("f(x)", op => op.Kind == OpKind.Elementwise && !op.HasEffect);

    public static readonly Rule DiagonalOfPlaced = new("diagonal-of-placed", Stage.Canonicalize)
    {
        Form = "Diagonal(Diag(x)) -> x",
        Pattern = new OpPattern(Diagonals.Diagonal, s_placed),
        Condition = m => Equals(m.Root.Attribute, ((PlaceDiagonalAttribute)m[s_placed].Attribute!).Diagonal)
            && m.Graph.Constraints.AreEqual(m[X].Shape[m[X].Rank - 1], m.Root.Shape[m.Root.Rank - 1]),
        Result = m => m[X],
        Why = "What was placed on the diagonal is read back.",
        Covers = ["local_extract_diag_of_alloc_diag"],
    };

    public static readonly Rule DiagonalOfTranspose = new("diagonal-of-transpose", Stage.Canonicalize)
    {
        Form = "Diagonal(Transpose(x)) -> Diagonal(x), with the axes exchanged",
        Pattern = new OpPattern(Diagonals.Diagonal, new OpPattern(Shaping.Transpose, X)),
        Result = m => OfTranspose(m.Root, m[X]),
        Why = "The diagonal names its axes; where these stand does not matter.",
        Covers = ["extract_diag_of_transpose"],
    };

    public static readonly Rule DiagonalOfElementwise = new("diagonal-of-elementwise", Stage.Specialize)
    {
        Form = "Diagonal(x * y) -> Diagonal(x) * Diagonal(y); also other elementwise functions",
        Pattern = new OpPattern(Diagonals.Diagonal, s_elementwise),
        Condition = m => m[s_elementwise].Inputs.Count > 0 && !m[s_elementwise].CanFail && m.IsSingleUse(m[s_elementwise]),
        Result = m => m.Graph.Add(m[s_elementwise].Op, m[s_elementwise].Attribute, m[s_elementwise].Inputs.Select(i => OfOperand(i, m.Root))),
        Why = "Each element depends only on the elements of the operands at its place; of the identity matrix it is a constant.",
        Benefit = "computes only the diagonal",
        Covers = ["local_extract_diag_of_eye", "local_extract_diag_lift", "extract_diag_lift_pass"],
    };

    public static readonly Rule GatherAtDiagonal = new("gather-at-diagonal", Stage.Canonicalize)
    {
        Form = "x[Arange(n), Arange(n)] -> Diagonal(x)",
        Pattern = new OpPattern(Indexing.Gather, new OpPattern(Shaping.Reshape, X), s_places),
        Condition = m => m[X].Rank == m.Root.Inputs[0].Rank + 1 && m[s_places].Rank == 1,
        Result = m => AtDiagonal(m.Root, m[X], m[s_places]),
        Why = "Position i of both axes is element i of the diagonal.",
        Covers = ["local_adv_idx_to_diagonal"],
    };

    /// <summary>The diagonal of two axes that were seen as one, for positions i * n + i with i = 0, 1, ...; else null.</summary>
    private static Node? AtDiagonal(Node gather, Node x, Node places)
    {
        int axis = IndexingByTensors.AxisOf(gather);
        Shape merged = gather.Inputs[0].Shape;
        DimConstraints sizes = x.Graph.Constraints;
        Dim n = x.Shape[axis + 1];
        bool isMerged = Enumerable.Range(0, merged.Rank).All(a => sizes.AreEqual(merged[a], a == axis ? x.Shape[a] * n : x.Shape[a < axis ? a : a + 1]));
        bool isDiagonal = Enumerable.Range(0, 2).Any(i => IsCounter(places.Inputs[i])
            && places.Inputs[1 - i] is { Inputs.Count: 2 } rows && rows.Op == Arithmetic.Multiply
            && Enumerable.Range(0, 2).Any(k => IsCounter(rows.Inputs[k]) && Intervals.Number(rows.Inputs[1 - k]) is { } row && sizes.AreEqual(row, n)));
        if (!isMerged || !isDiagonal)
            return null;
        Node diagonal = x.Graph.Add(Diagonals.Diagonal, new DiagonalAttribute(0, axis, axis + 1), x);
        int last = diagonal.Rank - 1;
        return sizes.AreEqual(diagonal.Shape[last], places.Shape[0])
            ? Transpose(diagonal, Enumerable.Range(0, axis).Append(last).Concat(Enumerable.Range(axis, last - axis)))
            : null;
    }

    private static bool IsCounter(Node x)
    {
        while (x.Op == Conversion.Cast)
            x = x.Inputs[0];
        return x.Op == Sources.Iota;
    }

    private static Node OfTranspose(Node diagonal, Node x)
    {
        EquatableArray<int> order = ((PermutationAttribute)diagonal.Inputs[0].Attribute!).Axes;
        var attribute = (DiagonalAttribute)diagonal.Attribute!;
        DiagonalAttribute inner = attribute with { RowAxis = order[attribute.RowAxis], ColumnAxis = order[attribute.ColumnAxis] };
        // The other axes come first, in the order of the transposed tensor.
        int[] wanted = [.. order.Where((_, axis) => axis != attribute.RowAxis && axis != attribute.ColumnAxis)];
        int[] given = [.. wanted.OrderBy(axis => axis)];
        return Transpose(x.Graph.Add(Diagonals.Diagonal, inner, x), wanted.Select(axis => Array.IndexOf(given, axis)).Append(given.Length));
    }

    /// <summary>The diagonal of an operand, which may be repeated along one axis of it or along both.</summary>
    private static Node OfOperand(Node operand, Node diagonal)
    {
        var attribute = (DiagonalAttribute)diagonal.Attribute!;
        int shift = diagonal.Inputs[0].Rank - operand.Rank;
        (int row, int column) = (attribute.RowAxis - shift, attribute.ColumnAxis - shift);
        bool hasRows = row >= 0 && !Slices.IsOne(operand.Graph, operand.Shape[row]), hasColumns = column >= 0 && !Slices.IsOne(operand.Graph, operand.Shape[column]);
        if (hasRows && hasColumns)
            return operand.Graph.Add(Diagonals.Diagonal, attribute with { RowAxis = row, ColumnAxis = column }, operand);
        Dim length = diagonal.Shape[diagonal.Rank - 1];
        int along = hasRows ? row : column;
        if (!hasRows && !hasColumns)
            return ExpandDims(Squeeze(operand, new[] { row, column }.Where(axis => axis >= 0)), operand.Rank - new[] { row, column }.Count(axis => axis >= 0));
        Node part = Slices.Take(operand, operand.Shape.Dims.Select((size, axis) =>
            axis == along ? new AxisSlice(hasRows ? attribute.FirstRow : attribute.FirstColumn, length, 1) : Slices.Whole(size)));
        int other = hasRows ? column : row;
        Node narrow = other < 0 ? part : Squeeze(part, other);
        int moved = other >= 0 && other < along ? along - 1 : along;
        return Transpose(narrow, Enumerable.Range(0, narrow.Rank).Where(axis => axis != moved).Append(moved));
    }
}
