namespace TensorAot.Compiler.Graphs;

/// <summary>
/// What was last worked out for some nodes: many rules in a row read the same node in the same way. Few are kept, so that a large graph
/// does not hold a second one.
/// </summary>
internal sealed class RecentValues<T>
    where T : class
{
    private const int Places = 64;
    private readonly (Node? Node, T? Value)[] _places = new (Node?, T?)[Places];

    /// <summary>The value for a node, or null when it is not known any more.</summary>
    public T? Find(Node node)
    {
        (Node? known, T? value) = _places[node.Id % Places];
        return known == node ? value : null;
    }

    /// <summary>Keeps a value in the place of an older one.</summary>
    public T Keep(Node node, T value)
    {
        _places[node.Id % Places] = (node, value);
        return value;
    }
}
