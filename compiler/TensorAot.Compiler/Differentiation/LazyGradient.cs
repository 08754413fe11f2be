using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Differentiation;

/// <summary>
/// Gradients of what one side of a branch computes: <c>IfElse(c, g, 0)</c>. The next steps of the way back are taken inside the
/// branch, <c>IfElse(c, g * slope, 0)</c> rather than <c>IfElse(c, g, 0) * slope</c>: so they are computed for the chosen side only,
/// and an infinite slope of the other side meets no zero.
/// </summary>
internal sealed class LazyGradient
{
    private readonly List<(Node Condition, bool Then)> _sides = [];

    private LazyGradient(Node? gradient)
    {
        while (gradient is not null && Side(gradient) is { } side)
        {
            _sides.Add(side);
            gradient = gradient.Inputs[side.Then ? 1 : 2];
        }
    }

    /// <summary>The branches that all of some gradients are behind.</summary>
    public static LazyGradient Of(IEnumerable<Node?> gradients)
    {
        LazyGradient[] all = [.. gradients.Where(g => g is not null).Select(g => new LazyGradient(g))];
        return all.Length > 0 && all.All(l => l._sides.SequenceEqual(all[0]._sides)) ? all[0] : new LazyGradient(null);
    }

    /// <summary>The sum of two gradients, in their branch when it is the same one.</summary>
    public static Node? TryAdd(Node a, Node b, Func<Node, Node, Node> add)
    {
        LazyGradient both = Of([a, b]);
        return both._sides.Count > 0 && a.Shape == b.Shape ? both.Enter(add(both.Leave(a), both.Leave(b))) : null;
    }

    /// <summary>The gradient as the branch has it.</summary>
    public Node Leave(Node gradient) => _sides.Aggregate(gradient, (g, side) => g.Inputs[side.Then ? 1 : 2]);

    /// <summary>A gradient that was computed from one of those, in their branch.</summary>
    public Node Enter(Node gradient)
    {
        foreach ((Node condition, bool then) in Enumerable.Reverse(_sides))
        {
            Node zeros = BroadcastTo(Constant(gradient, 0), gradient.Shape);
            gradient = then ? Loops.NewIfElse(condition, gradient, zeros) : Loops.NewIfElse(condition, zeros, gradient);
        }
        return gradient;
    }

    private static (Node Condition, bool Then)? Side(Node gradient) =>
        gradient.Op != Loops.IfElse ? null
        : IsZero(gradient.Inputs[2]) ? (gradient.Inputs[0], true)
        : IsZero(gradient.Inputs[1]) ? (gradient.Inputs[0], false)
        : null;

    private static bool IsZero(Node node) =>
        Sources.ConstantOf(node.Op == Shaping.BroadcastTo ? node.Inputs[0] : node)?.ToDouble() == 0;
}
