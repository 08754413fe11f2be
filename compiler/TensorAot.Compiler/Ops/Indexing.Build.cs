using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

// x[...]
public static partial class Indexing
{
    /// <summary>
    /// The value of an index expression. Each element of <paramref name="slices"/> is an <c>int</c> (negative: from the end), an
    /// <see cref="Axis"/> (from <c>^k</c>) or a <see cref="Dim"/>, which remove an axis; a <see cref="SliceRange"/>; a <see cref="Node"/>
    /// of int or long, whose shape takes the axis's place; or an <see cref="IndexMarker"/>. Several index tensors broadcast together
    /// and select as NumPy's do (<c>p[Arange(n), labels]</c>): where they do not stand side by side, the shape that they make comes first.
    /// </summary>
    /// <exception cref="GraphException">Too many indices, one out of range, or one that is no integer.</exception>
    public static Node Build(Graph graph, Node x, IReadOnlyList<object> slices) => new IndexExpression(graph, x, slices).Read();
}
