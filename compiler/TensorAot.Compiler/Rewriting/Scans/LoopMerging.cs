using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>Two loops that are one, and loops that are none.</summary>
internal static class LoopMerging
{
    public static readonly LoopRule Together = new(
        "merge-loops", "two loops over the same steps that share a state or a sequence -> one loop", "They run the same steps, so their results are results of one loop.",
        _ => null)
    {
        Search = Merge,
    };

    public static readonly LoopRule ShortLoop = new(
        "short-loop", "a loop of no step or of one step -> its initial states, or its body", "The steps are known.", Inline);

    /// <summary>
    /// One loop for all that share variables: a loop, the same loop with what its gradient keeps of the steps, the same loop with
    /// tangents. They run the same steps, so their results are results of one loop. Loops that start the same variables from other
    /// values run other steps and stay apart.
    /// </summary>
    /// <returns>
    /// The roots, in which loops that start with equal results of loops to merge start with the same one, and what to put in the place
    /// of what in them. So a row of loops that each start where the last one ended is merged at once.
    /// </returns>
    private static (IReadOnlyList<Node> Roots, List<Dictionary<Node, Node>> Unions) Merge(IReadOnlyList<Node> roots)
    {
        var owners = new Dictionary<Node, List<ScanView>>();
        Dictionary<Node, Node> made = [], equal = [];
        var pairs = new List<(ScanView, ScanView)>();
        foreach (Node node in Graph.TopologicalOrder(roots))
        {
            Node now = Substitution.Rebuilt(node, made);
            made[node] = equal.TryGetValue(now, out Node? same) ? same : now;
            if (now.Op.Kind != OpKind.Loop || made[node] != now)
                continue;
            var loop = new ScanView(now);
            if (Owner(loop, owners) is not { } owner)
                continue;
            foreach ((Node part, Node value) in EqualResults(loop, owner))
                equal[part] = value;
            pairs.Add((owner, loop));
        }
        var merged = new HashSet<Node>();
        List<Dictionary<Node, Node>> unions = [.. pairs.Where(p => merged.Add(p.Item1.Node)).Select(p => Union(p.Item1, p.Item2))];
        return (unions.Count == 0 ? roots : [.. roots.Select(r => made[r])], unions);
    }

    /// <summary>An earlier loop that runs the same steps, else null; then the loop is one that later ones may be merged with.</summary>
    private static ScanView? Owner(ScanView loop, Dictionary<Node, List<ScanView>> owners)
    {
        foreach (Node variable in loop.VariableNodes)
            if (owners.TryGetValue(variable, out List<ScanView>? shared) && shared.FirstOrDefault(owner => owner.Node == loop.Node || RunTheSameSteps(owner, loop)) is { } same)
                return same.Node == loop.Node ? null : same;
        foreach (Node variable in loop.VariableNodes)
        {
            if (!owners.TryGetValue(variable, out List<ScanView>? shared))
                owners[variable] = shared = [];
            shared.Add(loop);
        }
        return null;
    }

    private static IEnumerable<(Node, Node)> EqualResults(ScanView loop, ScanView owner)
    {
        for (int i = 0; i < loop.Initial.Count; i++)
            if (owner.StateVariables.ToList().IndexOf(loop.StateVariables[i]) is var at and >= 0)
                yield return (loop.Final(i), owner.Final(at));
        for (int j = 0; j < loop.Outputs.Count; j++)
            if (owner.Outputs.ToList().IndexOf(loop.Outputs[j]) is var at and >= 0)
                yield return (loop.Stacked(j), owner.Stacked(at));
    }

    /// <summary>Whether what two loops bind of the same variables is bound to the same values.</summary>
    private static bool RunTheSameSteps(ScanView a, ScanView b)
    {
        Dictionary<Node, (Node, Node?)> left = Bound(a), right = Bound(b);
        return a.Attribute.Reverse == b.Attribute.Reverse && a.Attribute.Limit == b.Attribute.Limit && a.Attribute.Recompute == b.Attribute.Recompute
            && a.Graph.Constraints.AreEqual(a.Attribute.Steps, b.Attribute.Steps)
            && (a.Attribute.Index is null || b.Attribute.Index is null || a.Attribute.Index == b.Attribute.Index)
            && left.All(l => !right.TryGetValue(l.Key, out (Node, Node?) value) || value == l.Value);
    }

    /// <summary>For each state its initial and next value, for the element of each sequence the sequence.</summary>
    private static Dictionary<Node, (Node, Node?)> Bound(ScanView scan)
    {
        var bound = new Dictionary<Node, (Node, Node?)>();
        for (int i = 0; i < scan.Initial.Count; i++)
            bound[scan.StateVariables[i]] = (scan.Initial[i], scan.Next[i]);
        for (int k = 0; k < scan.Sequences.Count; k++)
            bound[scan.SequenceVariables[k]] = (scan.Sequences[k], null);
        return bound;
    }

    private static Dictionary<Node, Node> Union(ScanView a, ScanView b)
    {
        var states = new Dictionary<Node, (Node Initial, Node Next)>();
        var sequences = new Dictionary<Node, Node>();
        foreach (ScanView scan in new[] { a, b })
        {
            for (int i = 0; i < scan.Initial.Count; i++)
                states[scan.StateVariables[i]] = (scan.Initial[i], scan.Next[i]);
            for (int k = 0; k < scan.Sequences.Count; k++)
                sequences[scan.SequenceVariables[k]] = scan.Sequences[k];
        }
        Node[] outputs = [.. a.Outputs.Concat(b.Outputs).Distinct()];
        var attribute = new ScanAttribute(
            Of(states.Keys), Of(sequences.Keys), a.Attribute.Index ?? b.Attribute.Index, outputs.Length, a.Attribute.Steps, a.Attribute.Reverse)
        {
            Limit = a.Attribute.Limit,
            Recompute = a.Attribute.Recompute,
        };
        var union = new ScanView(Loops.NewScan(
            attribute, [.. states.Values.Select(s => s.Initial)], [.. sequences.Values], [.. states.Values.Select(s => s.Next)], outputs));
        var replacements = new Dictionary<Node, Node>();
        foreach (ScanView scan in new[] { a, b })
        {
            for (int i = 0; i < scan.Initial.Count; i++)
                replacements[scan.Final(i)] = union.Final(states.Keys.ToList().IndexOf(scan.StateVariables[i]));
            for (int j = 0; j < scan.Outputs.Count; j++)
                replacements[scan.Stacked(j)] = union.Stacked(Array.IndexOf(outputs, scan.Outputs[j]));
        }
        return replacements;
    }

    private static Dictionary<Node, Node>? Inline(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        long? steps = loop.Graph.Constraints.Resolve(scan.Attribute.Steps).Constant;
        if (steps is not (0 or 1))
            return null;
        var replacements = new Dictionary<Node, Node>();
        Node[] results = steps == 0 ? [.. scan.Initial, .. scan.Outputs.Select((_, j) => Empty(scan, j))] : OneStep(scan);
        for (int i = 0; i < results.Length; i++)
            replacements[Tuples.Of(scan.Node, i)] = results[i];
        return replacements;
    }

    private static Node[] OneStep(ScanView scan)
    {
        var bound = new Dictionary<Node, Node>();
        for (int i = 0; i < scan.Initial.Count; i++)
            bound[scan.StateVariables[i]] = scan.Initial[i];
        for (int k = 0; k < scan.Sequences.Count; k++)
            bound[scan.SequenceVariables[k]] = Squeeze(scan.Sequences[k], 0);
        if (scan.IndexVariable is { } index)
            bound[index] = Sources.NewConstant(scan.Node.Graph, ConstantValue.Of(0));
        Node[] results = Substitution.Run([.. scan.Results], bound, renew: true);
        return [.. results.Select((r, i) => i < scan.Initial.Count ? r : ExpandDims(r, 0))];
    }

    private static Node Empty(ScanView scan, int output)
    {
        TensorType type = scan.Node.Parts[scan.Initial.Count + output];
        return BroadcastTo(Sources.NewConstant(scan.Node.Graph, ConstantValue.From(type.DType, 0)), type.Shape);
    }

    private static EquatableArray<VariableAttribute> Of(IEnumerable<Node> variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
