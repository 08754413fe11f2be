using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Where values are computed: the function itself, the body of a loop, or one side of a branch.</summary>
internal sealed class Block
{
    public Block(Block? parent, Node? loop = null, Node? condition = null, bool holds = false)
    {
        (Parent, Loop, Condition, Holds) = (parent, loop, condition, holds);
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    /// <summary>The block in which it runs; null for the function.</summary>
    public Block? Parent { get; }

    /// <summary>For the body of a loop: the loop.</summary>
    public Node? Loop { get; }

    /// <summary>For a side of a branch: the condition.</summary>
    public Node? Condition { get; }

    /// <summary>For a side of a branch: whether it is taken when the condition holds.</summary>
    public bool Holds { get; }

    public int Depth { get; }

    /// <summary>The values that it computes, each after its inputs.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>The body of the innermost loop around it, or the function.</summary>
    public Block Round
    {
        get
        {
            Block block = this;
            while (block.Condition is not null)
                block = block.Parent!;
            return block;
        }
    }

    /// <summary>Whether it is another block or runs inside that.</summary>
    public bool IsWithin(Block other)
    {
        Block block = this;
        while (block.Depth > other.Depth)
            block = block.Parent!;
        return block == other;
    }

    /// <summary>The innermost block that both run in.</summary>
    public static Block Common(Block a, Block b)
    {
        while (a != b)
        {
            if (a.Depth >= b.Depth)
                a = a.Parent!;
            else
                b = b.Parent!;
        }
        return a;
    }
}
