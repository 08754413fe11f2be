using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>Recognises the element of the last step among the stacked outputs of a loop: <c>outputs[^1]</c>.</summary>
internal static class LastElements
{
    /// <summary>Whether a slice takes just the element of the last step along axis 0, and all of the other axes.</summary>
    public static bool IsLast(ScanView scan, SliceAttribute slice, Shape shape)
    {
        // The last element is not that of the last step where a loop ends before.
        if (scan.Attribute.Limit is not null)
            return false;
        DimConstraints constraints = scan.Graph.Constraints;
        Dim last = scan.Attribute.Reverse ? Dim.Zero : shape[0] - 1;
        return constraints.Resolve(slice.Axes[0].Length).IsOne && constraints.AreEqual(slice.Axes[0].Start, last)
            && slice.Axes.Skip(1).Select((a, i) => (a, i)).All(p => p.a.Step == 1 && constraints.AreEqual(p.a.Start, Dim.Zero) && constraints.AreEqual(p.a.Length, shape[p.i + 1]));
    }

    /// <summary>
    /// Where an output is a state's next value, the gradient of its last element is one of the state's final value: so a cost that reads
    /// only <c>outputs[^1]</c> needs no stack of gradients, which are zero but for one.
    /// </summary>
    public static void MoveToFinals(ScanView scan, Node?[] stacked, Node?[] finals)
    {
        for (int j = 0; j < stacked.Length; j++)
        {
            int state = IndexOf(scan.Next, scan.Outputs[j]);
            if (stacked[j] is not { } gradient || state < 0)
                continue;
            Node? rest = null;
            foreach (Node term in Terms(gradient))
                if (term.Attribute is PlaceSliceAttribute place && IsLast(scan, place.Slice, place.Shape))
                    finals[state] = Plus(finals[state], NodeOperators.Squeeze(term.Inputs[0], 0));
                else
                    rest = Plus(rest, term);
            stacked[j] = rest;
        }
    }

    private static Node Plus(Node? sum, Node term) => sum is null ? term : NodeOperators.Apply(Arithmetic.Add, sum, term);

    private static IEnumerable<Node> Terms(Node gradient)
    {
        var pending = new Stack<Node>([gradient]);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (node.Op != Arithmetic.Add || node.Inputs.Any(i => i.Shape != node.Shape))
                yield return node;
            else
                foreach (Node input in node.Inputs.Reverse())
                    pending.Push(input);
        }
    }

    private static int IndexOf(IReadOnlyList<Node> nodes, Node node)
    {
        for (int i = 0; i < nodes.Count; i++)
            if (nodes[i] == node)
                return i;
        return -1;
    }
}
