using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Says for each value in which block it is computed: as far inside as all its users, so that a branch computes only what its side
/// needs, but outside every loop whose variables it does not depend on.
/// </summary>
internal sealed class BlockTree
{
    private static readonly HashSet<Node> s_none = [];

    private readonly Dictionary<Node, Block> _blocks = [];
    private readonly Dictionary<Node, Block> _bodies = [];
    private readonly Dictionary<(Block, Node, bool), Block> _sides = [];
    private readonly Dictionary<Node, HashSet<Node>> _loops;

    private BlockTree(IReadOnlyList<Node> order)
    {
        Root = new Block(null);
        Order = order;
        _loops = VaryWith(order);
    }

    public Block Root { get; }

    /// <summary>All values, each after its inputs.</summary>
    public IReadOnlyList<Node> Order { get; }

    public Block Of(Node node) => _blocks[node];

    /// <summary>The body of a loop.</summary>
    public Block BodyOf(Node loop) => _bodies[loop];

    /// <summary>A side of a branch.</summary>
    public Block SideOf(Node branch, bool holds) => Side(Of(branch), branch.Inputs[0], holds);

    public static BlockTree Of(IEnumerable<Node> roots)
    {
        Node[] results = [.. roots];
        var tree = new BlockTree(Graph.TopologicalOrder(results));
        foreach (Node root in results)
            tree._blocks[root] = tree.Root;
        for (int i = tree.Order.Count - 1; i >= 0; i--)
            tree.Settle(tree.Order[i]);
        foreach (Node node in tree.Order)
        {
            // All results of a node are computed with it.
            if (node.Op.Kind == OpKind.Part)
                tree._blocks[node] = tree._blocks[node.Inputs[0]];
            tree._blocks[node].Nodes.Add(node);
        }
        return tree;
    }

    /// <summary>The outermost block around <paramref name="block"/> in which a value can be computed, without leaving a side of a branch.</summary>
    /// <param name="block">The block.</param>
    /// <param name="node">The value.</param>
    /// <param name="fromLimited">Whether it leaves loops that may end before their first step.</param>
    public Block Hoist(Block block, Node node, bool fromLimited = true)
    {
        while (block.Loop is { } loop && !_loops[node].Contains(loop) && (fromLimited || ((ScanAttribute)loop.Attribute!).Limit is null))
            block = block.Parent!;
        return block;
    }

    private void Settle(Node node)
    {
        if (node.Op.Kind == OpKind.Source && node.Attribute is not VariableAttribute)
            _blocks[node] = Root;
        Block block = _blocks[node] = Hoist(_blocks[node], node);
        switch (node.Op.Kind)
        {
            case OpKind.Loop:
                var scan = new ScanView(node);
                Block body = _bodies[node] = new Block(block, loop: node);
                Use(scan.Initial.Concat(scan.Sequences), block);
                Use(scan.Results, body);
                break;
            case OpKind.Branch:
                Use([node.Inputs[0]], block);
                Use([node.Inputs[1]], Side(block, node.Inputs[0], true));
                Use([node.Inputs[2]], Side(block, node.Inputs[0], false));
                break;
            default:
                Use(node.Inputs, block);
                break;
        }
    }

    private void Use(IEnumerable<Node> nodes, Block block)
    {
        foreach (Node node in nodes)
            _blocks[node] = _blocks.TryGetValue(node, out Block? other) ? Block.Common(other, block) : block;
    }

    private Block Side(Block parent, Node condition, bool holds)
    {
        if (!_sides.TryGetValue((parent, condition, holds), out Block? side))
            _sides[(parent, condition, holds)] = side = new Block(parent, condition: condition, holds: holds);
        return side;
    }

    /// <summary>The loops whose variables each value depends on; equal sets are mostly one object.</summary>
    private static Dictionary<Node, HashSet<Node>> VaryWith(IReadOnlyList<Node> order)
    {
        var owners = new Dictionary<VariableAttribute, Node>();
        foreach (Node loop in order.Where(n => n.Op.Kind == OpKind.Loop))
            foreach (VariableAttribute variable in new ScanView(loop).Variables)
                owners[variable] = loop;
        var loops = new Dictionary<Node, HashSet<Node>>();
        foreach (Node node in order)
        {
            HashSet<Node> own = node.Attribute is VariableAttribute variable
                ? [owners.TryGetValue(variable, out Node? owner) ? owner : throw new InvalidOperationException($"{node} stands outside its loop")]
                : s_none;
            foreach (Node input in node.Inputs)
                own = Union(own, loops[input]);
            loops[node] = own.Contains(node) ? [.. own.Where(l => l != node)] : own;
        }
        return loops;
    }

    private static HashSet<Node> Union(HashSet<Node> a, HashSet<Node> b) =>
        b.IsSubsetOf(a) ? a : a.IsSubsetOf(b) ? b : [.. a, .. b];
}
