using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Moves transposes from the operands of an op to its result.</summary>
internal static class Transposes
{
    /// <summary>The transpose of an elementwise op, where all its operands are that transpose or fit below it; else null.</summary>
    public static Node? Lift(Node node)
    {
        Node first = node.Inputs.First(i => i.Op == Shaping.Transpose);
        EquatableArray<int> order = Order(first);
        if (first.Shape != node.Shape)
            return null;
        var operands = new List<Node>();
        foreach (Node input in node.Inputs)
            if (input.Op == Shaping.Transpose && input.Rank == node.Rank)
            {
                if (Order(input) != order)
                    return null;
                operands.Add(input.Inputs[0]);
            }
            else if (Below(input, order) is { } operand)
                operands.Add(operand);
            else
                return null;
        return Transpose(node.Graph.Add(node.Op, node.Attribute, operands), order);
    }

    /// <summary>The reduction of what is transposed, transposed.</summary>
    public static Node OfReduction(Node node)
    {
        EquatableArray<int> order = Order(node.Inputs[0]), axes = Softmaxes.Axes(node);
        int[] folded = [.. axes.Select(axis => order[axis])];
        int[] left = [.. Enumerable.Range(0, order.Count).Where(axis => !axes.Contains(axis)).Select(axis => order[axis])];
        Node reduced = node.Graph.Add(node.Op, new AxesAttribute(folded.OrderBy(a => a).ToEquatableArray()), node.Inputs[0].Inputs[0]);
        return Transpose(reduced, left.Select(axis => left.Count(other => other < axis)));
    }

    /// <summary>The softmax of what is transposed, transposed.</summary>
    public static Node OfSoftmax(Node node)
    {
        EquatableArray<int> order = Order(node.Inputs[0]);
        EquatableArray<int> axes = Softmaxes.Axes(node).Select(axis => order[axis]).OrderBy(a => a).ToEquatableArray();
        return Transpose(node.Graph.Add(node.Op, new AxesAttribute(axes), node.Inputs[0].Inputs[0]), order);
    }

    private static EquatableArray<int> Order(Node transpose) => ((PermutationAttribute)transpose.Attribute!).Axes;

    /// <summary>An operand as it broadcasts before the transpose, when only its axes of size 1 change places; else null.</summary>
    private static Node? Below(Node operand, EquatableArray<int> order)
    {
        int shift = order.Count - operand.Rank;
        int[] ones = [.. Enumerable.Range(0, operand.Rank).Where(axis => operand.Graph.Constraints.Resolve(operand.Shape[axis]).IsOne)];
        int[] places = [.. Enumerable.Range(0, operand.Rank).Except(ones).Select(axis => order[axis + shift])];
        for (int i = 1; i < places.Length; i++)
            if (places[i] < places[i - 1])
                return null;
        Node bare = Squeeze(operand, ones);
        if (places.Length == 0)
            return bare;
        return ExpandDims(bare, Enumerable.Range(places[0], order.Count - places[0]).Except(places).Select(axis => axis - places[0]));
    }
}
