using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>Which nodes depend on given ones, and so belong to the body that these are the variables of.</summary>
internal static class LoopRegion
{
    /// <summary>
    /// The nodes among those that <paramref name="roots"/> need which depend on <paramref name="seeds"/>, the seeds included. A loop
    /// that depends on them belongs there with its whole body, also where that depends on its own variables only.
    /// </summary>
    public static HashSet<Node> Of(IEnumerable<Node> roots, IEnumerable<Node> seeds)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(roots);
        var region = new HashSet<Node>(seeds);
        var opened = new HashSet<Node>();
        while (Grow(order, region) is var grown && Open(grown, opened, region))
        {
        }
        return region;
    }

    /// <summary>What nodes of a region read that lies outside it, in order.</summary>
    public static IReadOnlyList<Node> Captured(IReadOnlyCollection<Node> region, IEnumerable<Node> roots) =>
    [
        .. region.SelectMany(n => n.Inputs).Concat(roots).Where(n => !region.Contains(n)).Distinct().OrderBy(n => n.Id),
    ];

    private static HashSet<Node> Grow(IReadOnlyList<Node> order, HashSet<Node> region)
    {
        foreach (Node node in order)
            if (node.Inputs.Any(region.Contains))
                region.Add(node);
        return region;
    }

    /// <summary>Adds the variables of loops in the region; false when there are no new ones.</summary>
    private static bool Open(HashSet<Node> grown, HashSet<Node> opened, HashSet<Node> region)
    {
        Node[] loops = [.. grown.Where(n => n.Op.Kind == OpKind.Loop && !opened.Contains(n))];
        opened.UnionWith(loops);
        foreach (Node variable in loops.SelectMany(l => new ScanView(l).VariableNodes).ToArray())
            region.Add(variable);
        return loops.Length > 0;
    }
}
