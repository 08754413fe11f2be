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
        while (Changes(roots) is { Count: > 0 } changes)
            roots = Replace(roots, changes);
        return roots.SequenceEqual(function.Roots) ? function : function.WithRoots(roots);
    }

    /// <summary>Improvements of different loops, which see each other as they are now: new nodes for some old ones; none when all is well.</summary>
    private static List<Dictionary<Node, Node>> Changes(IReadOnlyList<Node> roots)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(roots);
        ScanView[] scans = [.. order.Where(n => n.Op.Kind == OpKind.Loop).Select(n => new ScanView(n))];
        var owners = new Dictionary<VariableAttribute, ScanView>();
        var changes = new List<Dictionary<Node, Node>>();
        var merged = new HashSet<Node>();
        foreach (ScanView scan in scans)
        {
            ScanView? other = scan.Variables.Select(v => owners.TryGetValue(v, out ScanView? owner) ? owner : null).FirstOrDefault(o => o is not null);
            if (other is null)
                foreach (VariableAttribute variable in scan.Variables)
                    owners[variable] = scan;
            else if (!CanMerge(other, scan))
                changes.Add(Rename(scan));
            else if (merged.Add(other.Node))
                changes.Add(Merge(other, scan));
        }
        if (changes.Count > 0)
            return changes;
        ILookup<Node, int> used = order.Where(n => n.Op.Kind == OpKind.Part).ToLookup(n => n.Inputs[0], Tuples.IndexOf);
        return [.. scans.Select(scan => Prune(scan, [.. used[scan.Node]])).Where(change => change is not null).Select(change => change!)];
    }

    /// <summary>The roots after all changes, or as many of them as do not make loops wait for each other: two that each merge a loop with one that needs the other's.</summary>
    private static IReadOnlyList<Node> Replace(IReadOnlyList<Node> roots, List<Dictionary<Node, Node>> changes)
    {
        for (int count = changes.Count; count > 0; count /= 2)
        {
            var change = new Dictionary<Node, Node>();
            foreach (KeyValuePair<Node, Node> one in changes.Take(count).SelectMany(c => c))
                change[one.Key] = one.Value;
            if (TryReplace(roots, change) is { } made)
                return [.. roots.Select(r => made[r])];
        }
        throw new InvalidOperationException("a loop needs its own result");
    }

    /// <summary>What becomes of every node that the roots need; null when one would need itself.</summary>
    private static Dictionary<Node, Node>? TryReplace(IReadOnlyList<Node> roots, Dictionary<Node, Node> change)
    {
        var made = new Dictionary<Node, Node>();
        var open = new HashSet<Node>();
        var pending = new Stack<Node>(roots.Reverse());
        while (pending.Count > 0)
        {
            Node node = pending.Peek(), target = change.TryGetValue(node, out Node? changed) ? changed : node;
            if (made.ContainsKey(node))
            {
                pending.Pop();
                continue;
            }
            if (!open.Add(node))
            {
                made[pending.Pop()] = Rebuilt(target, i => made[i]);
                continue;
            }
            foreach (Node input in target.Inputs.Reverse().Where(i => !made.ContainsKey(i)))
            {
                if (open.Contains(input))
                    return null;
                pending.Push(input);
            }
        }
        return made;
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
        // What was there before a loop does not need it.
        && !Graph.TopologicalOrder(b.Node.Inputs, node => node.Id < a.Node.Id).Contains(a.Node);

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
        change[scan.Node] = to;
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
        if (scan.LimitPlace is var limit and >= 0)
            attribute = attribute with { Limit = attribute.States[limit] };
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
        used.UnionWith(scan.LimitPlace is var limit and >= 0 ? [limit] : []);
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
