using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>Puts nodes in the place of others, in everything that depends on them.</summary>
internal static class Substitution
{
    /// <summary>The roots with the values of <paramref name="replacements"/> in the place of their keys.</summary>
    /// <param name="roots">What to rebuild.</param>
    /// <param name="replacements">What to put in the place of what.</param>
    /// <param name="renew">Whether loops that change get variables of their own, because the loops as they were live on beside them: a variable belongs to one loop.</param>
    public static Node[] Run(IReadOnlyList<Node> roots, IReadOnlyDictionary<Node, Node> replacements, bool renew)
    {
        var made = new Dictionary<Node, Node>();
        foreach (KeyValuePair<Node, Node> replacement in replacements)
            made[replacement.Key] = replacement.Value;
        if (made.Count == 0)
            return [.. roots];
        HashSet<Node> region = LoopRegion.Of(roots, replacements.Keys);
        if (renew)
            foreach (Node variable in region.Where(n => n.Op.Kind == OpKind.Loop).SelectMany(l => new ScanView(l).VariableNodes).Where(v => !made.ContainsKey(v)).ToArray())
                made[variable] = Renewed(variable);
        foreach (Node node in region.Where(n => !made.ContainsKey(n)).OrderBy(n => n.Id).ToArray())
            made[node] = Rebuilt(node, made);
        return [.. roots.Select(r => Of(made, r))];
    }

    /// <summary>A variable of the same name and type.</summary>
    public static Node Renewed(Node variable) =>
        Sources.NewVariable(variable.Graph, ((VariableAttribute)variable.Attribute!).Name, variable.Type);

    /// <summary>A node with what was made of its inputs.</summary>
    internal static Node Rebuilt(Node node, Dictionary<Node, Node> made)
    {
        Node[] inputs = [.. node.Inputs.Select(i => Of(made, i))];
        object? attribute = node.Attribute is ScanAttribute scan ? Renamed(scan, node.Graph, made) : node.Attribute;
        if (inputs.SequenceEqual(node.Inputs) && Equals(attribute, node.Attribute))
            return node;
        (Origin? outer, node.Graph.Origin) = (node.Graph.Origin, node.Graph.OriginOf(node));
        Node result = node.Graph.Add(node.Op, attribute, inputs);
        node.Graph.Origin = outer;
        return result;
    }

    private static ScanAttribute Renamed(ScanAttribute scan, Graph graph, Dictionary<Node, Node> made)
    {
        VariableAttribute Now(VariableAttribute variable) => (VariableAttribute)Of(made, graph.Add(Sources.Variable, variable)).Attribute!;
        return scan with
        {
            States = scan.States.Select(Now).ToEquatableArray(),
            Sequences = scan.Sequences.Select(Now).ToEquatableArray(),
            Index = scan.Index is { } index ? Now(index) : null,
            Limit = scan.Limit is { } limit ? Now(limit) : null,
        };
    }

    private static Node Of(Dictionary<Node, Node> made, Node node) => made.TryGetValue(node, out Node? now) ? now : node;
}
