using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// The stored values that checks of data look at (indices, divisors) or that themselves may fail (a factorisation, a loop with a check
/// in its body), and the stored values that those are computed from.
/// </summary>
internal static class CheckedValues
{
    public static HashSet<Node> Of(BlockTree blocks, Materialization materialization)
    {
        var pending = new Stack<Node>();
        var compounds = new HashSet<Block>();
        foreach (Node node in blocks.Order.Where(n => n.CanFail))
        {
            pending.Push(node.Op.Check is { } check ? node.Inputs[check.Input] : node);
            Block block = BlockOf(node, blocks);
            for (; block.Parent is not null; block = block.Parent)
                compounds.Add(block);
        }
        foreach (Node node in blocks.Order.Where(n => Runs(n, compounds, blocks)))
            pending.Push(node);
        ILookup<Node, Node> parts = blocks.Order.Where(n => n.Op.Kind == OpKind.Part).ToLookup(n => n.Inputs[0]);
        var seen = new HashSet<Node>();
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node))
                continue;
            // All results of a node are computed with it.
            foreach (Node needed in node.Inputs.Concat(parts[node]))
                pending.Push(needed);
        }
        return [.. seen.Where(materialization.IsStored)];
    }

    /// <summary>The block in which a node that can fail does so: checks of what does not change in a loop stand before it, if it is known to have steps.</summary>
    public static Block BlockOf(Node failing, BlockTree blocks) =>
        failing.Op.Check is { } check ? blocks.Hoist(blocks.Of(failing), failing.Inputs[check.Input], fromLimited: false) : blocks.Of(failing);

    /// <summary>Whether a loop or a branch runs one of some blocks.</summary>
    private static bool Runs(Node node, HashSet<Block> compounds, BlockTree blocks) => node.Op.Kind switch
    {
        OpKind.Loop => compounds.Contains(blocks.BodyOf(node)),
        OpKind.Branch => compounds.Contains(blocks.SideOf(node, true)) || compounds.Contains(blocks.SideOf(node, false)),
        _ => false,
    };
}
