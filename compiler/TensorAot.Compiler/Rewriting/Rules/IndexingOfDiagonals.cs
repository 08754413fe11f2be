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
