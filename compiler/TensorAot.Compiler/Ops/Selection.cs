using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// What index tensors select together, as NumPy's do: they broadcast, and their common shape takes the place of the axes on which they
/// stand. Several axes are brought together and seen as one, in which each selected element has one position.
/// </summary>
/// <param name="Tensors">The index tensors, int or long.</param>
/// <param name="Axes">The axis on which each stands, ascending.</param>
/// <param name="Place">Where their common shape begins in the result.</param>
internal sealed record Selection(IReadOnlyList<Node> Tensors, IReadOnlyList<int> Axes, int Place)
{
    /// <summary>Whether one tensor stands where its shape goes: no axes need to move or to merge.</summary>
    private bool IsSimple => Axes.Count == 1 && Axes[0] == Place;

    /// <summary>The selected elements.</summary>
    public Node Read(Node x)
    {
        if (IsSimple)
            return Gather(x, Tensors[0], Place);
        Node arranged = Arrange(x);
        Dim count = Sizes(x).Aggregate(Dim.One, (product, size) => product * size);
        Shape merged = Shape.Of([.. arranged.Shape.Dims.Take(Place), count, .. arranged.Shape.Dims.Skip(Place + Axes.Count)]);
        return Gather(Reshape(arranged, merged), Positions(x), Place, isChecked: true);
    }

    /// <summary><paramref name="x"/> with values in the place of the selected elements, or joined with them.</summary>
    public Node Write(Op op, Node x, Node values)
    {
        Node written = ScatterInto(op, Arrange(x), values, Positions(x), new ScatterIntoAttribute(Place, Axes.Count, IsChecked: !IsSimple));
        return Transpose(written, Inverse(Order(x.Rank)));
    }

    /// <summary>The common shape of the tensors.</summary>
    public Shape IndexShape(Graph graph) => Tensors.Skip(1).Aggregate(Tensors[0].Shape, (shape, tensor) =>
        Broadcasting.Join(new TypeRequest(graph, Indexing.Gather, [Tensors[0].Type, tensor.Type], null), shape, tensor.Shape));

    private IReadOnlyList<Dim> Sizes(Node x) => [.. Axes.Select(axis => x.Shape[axis])];

    private Node Positions(Node x) => IsSimple
        ? Tensors[0]
        : MergedPlaces.Merged([.. Tensors.Select((tensor, i) => MergedPlaces.Checked(tensor, x.Shape[Axes[i]]))], Sizes(x));

    private Node Arrange(Node x) => Transpose(x, Order(x.Rank));

    /// <summary>The axes with the indexed ones together, at their place.</summary>
    private int[] Order(int rank)
    {
        int[] kept = [.. Enumerable.Range(0, rank).Where(axis => !Axes.Contains(axis))];
        return [.. kept.Take(Place), .. Axes, .. kept.Skip(Place)];
    }

    private static int[] Inverse(int[] order) => [.. Enumerable.Range(0, order.Length).Select(axis => Array.IndexOf(order, axis))];
}
