using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Gives every loop variables of its own and leaves out what nothing needs. Loops that differ only in their outputs, such as a loop
/// and the one that saves values for its gradient, become one.
/// </summary>
internal static class ScanTidying
{
    public static FunctionGraph Run(FunctionGraph function)
    {
        IReadOnlyList<Node> roots = [.. function.Roots];
        while (Change(roots) is { } change)
            roots = Replace(roots, change);
        return roots.SequenceEqual(function.Roots) ? function : function.WithRoots(roots);
    }

    /// <summary>One improvement: new nodes for some old ones; null when all is well.</summary>
    private static Dictionary<Node, Node>? Change(IReadOnlyList<Node> roots)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(roots);
        ScanView[] scans = [.. order.Where(n => n.Op.Kind == OpKind.Loop).Select(n => new ScanView(n))];
        if (scans.Length == 0)
            return null;
        var owners = new Dictionary<VariableAttribute, ScanView>();
        foreach (ScanView scan in scans)
        {
            if (scan.Variables.Select(v => owners.TryGetValue(v, out ScanView? owner) ? owner : null).FirstOrDefault(o => o is not null) is { } other)
                return CanMerge(other, scan) ? Merge(other, scan) : Rename(scan);
            foreach (VariableAttribute variable in scan.Variables)
                owners[variable] = scan;
        }
        ILookup<Node, int> used = order.Where(n => n.Op.Kind == OpKind.Part).ToLookup(n => n.Inputs[0], Tuples.IndexOf);
        return scans.Select(scan => Prune(scan, [.. used[scan.Node]])).FirstOrDefault(change => change is not null);
    }

    /// <summary>The roots with nodes replaced; the new nodes do not depend on the old ones.</summary>
    private static IReadOnlyList<Node> Replace(IReadOnlyList<Node> roots, Dictionary<Node, Node> change)
    {
        foreach (Node node in Graph.TopologicalOrder(roots).Where(n => !change.ContainsKey(n)))
            change[node] = Rebuilt(node, i => change[i]);
        return [.. roots.Select(r => change[r])];
    }

    private static Node Rebuilt(Node node, Func<Node, Node> map)
    {
        Node[] inputs = [.. node.Inputs.Select(map)];
        if (inputs.SequenceEqual(node.Inputs))
            return node;
        Node result = node.Op.Kind == OpKind.Part ? Tuples.Of(inputs[0], Tuples.IndexOf(node)) : node.Graph.Add(node.Op, node.Attribute, inputs);
        HandOn(node, result);
        return result;
    }

    private static void HandOn(Node from, Node to)
    {
        to.Graph.Explain(to, from.Graph.OriginOf(from));
        if (from.Graph.NameOf(from) is { } name)
            to.Graph.Name(to, name);
    }

    private static bool CanMerge(ScanView a, ScanView b) =>
        a.Attribute with { Outputs = 0 } == b.Attribute with { Outputs = 0 }
        && a.Initial.SequenceEqual(b.Initial) && a.Sequences.SequenceEqual(b.Sequences) && a.Next.SequenceEqual(b.Next)
        && !Graph.TopologicalOrder(b.Node.Inputs).Contains(a.Node);

    private static Dictionary<Node, Node> Merge(ScanView a, ScanView b)
    {
        Node[] outputs = [.. a.Outputs.Concat(b.Outputs).Distinct()];
        Node merged = New(a, a.Attribute with { Outputs = outputs.Length }, a.Initial, a.Sequences, a.Next, outputs);
        var change = new Dictionary<Node, Node>();
        foreach (ScanView scan in new[] { a, b })
            for (int part = 0; part < scan.Node.Parts.Count; part++)
                Map(change, scan, part, merged, part < a.Next.Count ? part : a.Next.Count + Array.IndexOf(outputs, scan.Outputs[part - a.Next.Count]));
        return change;
    }

    private static void Map(Dictionary<Node, Node> change, ScanView scan, int part, Node to, int toPart)
    {
        Node before = Tuples.Of(scan.Node, part), after = Tuples.Of(to, toPart);
        change[before] = after;
        // What replaces stays as it is, also when its own turn comes.
        change[scan.Node] = change[to] = to;
        change[after] = after;
        HandOn(before, after);
    }

    /// <summary>The same loop over variables of its own.</summary>
    private static Dictionary<Node, Node> Rename(ScanView scan)
    {
        var renamed = new Dictionary<Node, Node>();
        VariableAttribute New(VariableAttribute variable)
        {
            Node old = scan.Variable(variable), own = Sources.NewVariable(scan.Node.Graph, variable.Name, variable.Type);
            renamed[old] = own;
            return (VariableAttribute)own.Attribute!;
        }
        ScanAttribute attribute = scan.Attribute with
        {
            States = scan.Attribute.States.Select(New).ToEquatableArray(),
            Sequences = scan.Attribute.Sequences.Select(New).ToEquatableArray(),
            Index = scan.Attribute.Index is { } index ? New(index) : null,
        };
        Node Now(Node node) => renamed.TryGetValue(node, out Node? own) ? own : node;
        foreach (Node node in scan.Body().Where(n => !renamed.ContainsKey(n)))
            renamed[node] = Rebuilt(node, Now);
        Node result = ScanTidying.New(scan, attribute, scan.Initial, scan.Sequences, scan.Next.Select(Now), scan.Outputs.Select(Now));
        var change = new Dictionary<Node, Node>();
        for (int part = 0; part < scan.Node.Parts.Count; part++)
            Map(change, scan, part, result, part);
        return change;
    }

    /// <summary>The loop without results, states and sequences that nothing needs; null when it needs all.</summary>
    private static Dictionary<Node, Node>? Prune(ScanView scan, HashSet<int> used)
    {
        int states = scan.Next.Count;
        int[] outputs = [.. Enumerable.Range(0, scan.Outputs.Count).Where(k => used.Contains(states + k))];
        HashSet<VariableAttribute> read = Read(scan, outputs.Select(k => scan.Outputs[k]), used);
        int[] keptStates = [.. Enumerable.Range(0, states).Where(k => used.Contains(k) || read.Contains(scan.Attribute.States[k]))];
        int[] sequences = [.. Enumerable.Range(0, scan.Sequences.Count).Where(k => read.Contains(scan.Attribute.Sequences[k]))];
        bool index = scan.Attribute.Index is { } counter && read.Contains(counter);
        if (outputs.Length == scan.Outputs.Count && keptStates.Length == states && sequences.Length == scan.Sequences.Count && index == scan.Attribute.Index is not null)
            return null;
        ScanAttribute attribute = scan.Attribute with
        {
            States = keptStates.Select(k => scan.Attribute.States[k]).ToEquatableArray(),
            Sequences = sequences.Select(k => scan.Attribute.Sequences[k]).ToEquatableArray(),
            Index = index ? scan.Attribute.Index : null,
            Outputs = outputs.Length,
        };
        Node pruned = New(scan, attribute, keptStates.Select(k => scan.Initial[k]), sequences.Select(k => scan.Sequences[k]), keptStates.Select(k => scan.Next[k]), outputs.Select(k => scan.Outputs[k]));
        var change = new Dictionary<Node, Node>();
        for (int k = 0; k < keptStates.Length; k++)
            Map(change, scan, keptStates[k], pruned, k);
        for (int k = 0; k < outputs.Length; k++)
            Map(change, scan, states + outputs[k], pruned, keptStates.Length + k);
        return change;
    }

    /// <summary>The variables that are read to compute some outputs and every state that they or the results need.</summary>
    private static HashSet<VariableAttribute> Read(ScanView scan, IEnumerable<Node> outputs, HashSet<int> used)
    {
        HashSet<Node> needed = [.. outputs, .. scan.Next.Where((_, k) => used.Contains(k))];
        while (true)
        {
            HashSet<VariableAttribute> read = [.. Graph.TopologicalOrder(needed).Select(n => n.Attribute).OfType<VariableAttribute>()];
            int before = needed.Count;
            needed.UnionWith(scan.Next.Where((_, k) => read.Contains(scan.Attribute.States[k])));
            if (needed.Count == before)
                return read;
        }
    }

    private static Node New(ScanView scan, ScanAttribute attribute, IEnumerable<Node> initial, IEnumerable<Node> sequences, IEnumerable<Node> next, IEnumerable<Node> outputs)
    {
        Node result = scan.Node.Graph.Add(Loops.Scan, attribute, [.. initial, .. sequences, .. next, .. outputs]);
        HandOn(scan.Node, result);
        return result;
    }
}
