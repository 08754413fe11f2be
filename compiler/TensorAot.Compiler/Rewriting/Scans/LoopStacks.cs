using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>The values of all steps of what a body computes, outside of the loop.</summary>
internal static class LoopStacks
{
    /// <summary>The stack of a value that is known without running the loop: a sequence's element, the index, a value from outside; null for others.</summary>
    public static Node? Known(ScanView scan, HashSet<Node> region, Node value)
    {
        int sequence = scan.SequenceVariables.ToList().IndexOf(value);
        return sequence >= 0 ? scan.Sequences[sequence]
            : value == scan.IndexVariable ? Sources.NewIota(value.Graph, DType.Int32, scan.Attribute.Steps)
            : region.Contains(value) ? null
            : BroadcastTo(ExpandDims(value, 0), Shape.Of([scan.Attribute.Steps, .. value.Shape.Dims]));
    }

    /// <summary>Values of a body computed for all steps at once from stacks of what they are made of; null when an op between has no batched form.</summary>
    public static IReadOnlyList<Node>? Vectorize(ScanView scan, IReadOnlyList<Node> values, IReadOnlyDictionary<Node, Node> stacks)
    {
        try
        {
            return Batching.Run(values, [.. stacks.Keys], [.. stacks.Values], scan.Attribute.Steps);
        }
        catch (GraphException)
        {
            return null;
        }
    }

    /// <summary>The nodes of a body that are no part of a loop inside it, so that they have a value in each step.</summary>
    public static HashSet<Node> Direct(HashSet<Node> region)
    {
        HashSet<Node> direct = [.. region];
        foreach (ScanView inner in region.Where(n => n.Op.Kind == OpKind.Loop).Select(n => new ScanView(n)))
            direct.ExceptWith(LoopRegion.Of(inner.Results, inner.VariableNodes));
        return direct;
    }

    /// <summary>The nodes of a body that some of its values need, these included.</summary>
    public static HashSet<Node> Cone(HashSet<Node> region, IEnumerable<Node> values)
    {
        var cone = new HashSet<Node>();
        var pending = new Stack<Node>(values.Where(region.Contains));
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (cone.Add(node))
                foreach (Node input in node.Inputs.Where(region.Contains))
                    pending.Push(input);
        }
        return cone;
    }
}
