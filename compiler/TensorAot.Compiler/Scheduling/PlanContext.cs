using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>What all plans of a function share: the decisions before planning, and what has been placed.</summary>
internal sealed class PlanContext
{
    private readonly HashSet<Node> _placed = [];
    private Node? _walked;
    private IReadOnlyList<Node> _region = [];
    private IReadOnlyCollection<Node> _needed = [];
    private int _kernels;

    public PlanContext(FunctionGraph function, bool apart, bool allStates)
    {
        Function = function;
        IsApart = apart;
        Blocks = BlockTree.Of(function.Roots);
        Materialization = Materialization.Decide(function, Blocks, apart);
        Storage = new StorageTable(function, Materialization, Blocks, allStates);
    }

    public FunctionGraph Function { get; }

    /// <summary>Whether every expression gets loops of its own.</summary>
    public bool IsApart { get; }

    public Graph Graph => Function.Graph;

    public BlockTree Blocks { get; }

    public Materialization Materialization { get; }

    public StorageTable Storage { get; }

    /// <summary>Marks a value as placed; false when it was.</summary>
    public bool TryPlace(Node node) => _placed.Add(node);

    public bool IsPlaced(Node node) => _placed.Contains(node);

    public bool IsStored(Node node) => Materialization.IsStored(node);

    public string NewKernel() => "Loop" + _kernels++;

    public KernelDraft NewDraft(LoopRoot root) => new(NewKernel(), root, Storage.Of, IsStored, Storage.NewName);

    /// <summary>The value of a scalar; <paramref name="compute"/>: not read from its storage.</summary>
    public Value Scalar(Node node, bool compute)
    {
        // A number may be an element of a stored tensor, below a slice.
        ValueBuilder? builder = null;
        builder = new ValueBuilder(0, (n, i) => IsStored(n) ? builder!.Load(Storage.Of(n), i) : null, Storage.Of);
        return builder.Build(node, [], compute);
    }

    /// <summary>The nodes that are computed in the loops of a stored node, itself included.</summary>
    public IReadOnlyList<Node> Region(Node root)
    {
        Walk(root);
        return _region;
    }

    /// <summary>The stored values that the loops of a node read.</summary>
    public IReadOnlyCollection<Node> Needed(Node node)
    {
        Walk(node);
        return _needed;
    }

    /// <summary>Finds region and needs of a node. The last one's are kept: placing a node asks for them several times.</summary>
    private void Walk(Node root)
    {
        if (root == _walked)
            return;
        (List<Node> region, HashSet<Node> needed, HashSet<Node> seen) = ([], [], [root]);
        var pending = new Stack<Node>([root]);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            region.Add(node);
            IReadOnlyList<Node> operands = Operands(node);
            for (int i = 0; i < operands.Count; i++)
            {
                Node input = operands[i];
                if (IsStored(input))
                    needed.Add(input);
                else if (seen.Add(input))
                    pending.Push(input);
            }
        }
        (_walked, _region, _needed) = (root, region, needed);
    }

    /// <summary>What a node reads in its own block: a loop's body and the sides of a branch are blocks of their own.</summary>
    private static IReadOnlyList<Node> Operands(Node node) => node.Op.Kind switch
    {
        OpKind.Loop => new ScanView(node) is var scan ? [.. scan.Initial, .. scan.Sequences] : [],
        OpKind.Branch => [node.Inputs[0]],
        _ => node.Inputs,
    };
}
