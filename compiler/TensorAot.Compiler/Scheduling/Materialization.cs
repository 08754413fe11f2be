using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Which values get storage. Everything else is computed inside the loops that use it. Stored are: results, folds, products, what a
/// product, reshape, gather or routine reads, values that are dear and used by several loops, and cuts of bodies that would be too
/// long for the JIT's inliner.
/// </summary>
internal sealed class Materialization
{
    /// <summary>An op from this cost on is not computed twice.</summary>
    private const int DearCost = 8;

    /// <summary>Vector instructions in one body. Measured: beyond about 300 RyuJIT leaves calls in the loop.</summary>
    private const int InlineBudget = 220;

    /// <summary>Nor is a formula of this cost: long formulas would otherwise grow from loop to loop.</summary>
    private const int DearFormula = 48;

    /// <summary>A formula of scalars is one statement: a longer chain is several.</summary>
    private const int DeepestScalar = 24;

    private readonly HashSet<Node> _stored = [];

    /// <summary>What several loops need.</summary>
    private readonly HashSet<Node> _shared = [];

    private Materialization()
    {
    }

    public bool IsStored(Node node) => _stored.Contains(node);

    /// <summary>Decides what is stored; <paramref name="apart"/>: every value of floats that is not only another one's at another place.</summary>
    public static Materialization Decide(FunctionGraph function, BlockTree blocks, bool apart = false)
    {
        var result = new Materialization();
        IReadOnlyList<Node> order = blocks.Order;
        foreach (Node root in function.Roots)
            result.Store(root);
        foreach (Node node in order)
            result.StoreByKind(node);
        foreach (Node node in order.Where(n => blocks.Of(n).Round.Loop is not null))
            result.StoreInvariants(node, blocks);
        if (apart)
            foreach (Node node in order.Where(n => n.Op.Kind is OpKind.Elementwise or OpKind.Gather && n.DType.IsFloating()))
                result.Store(node);
        result.StoreShared(order);
        result.CutLongBodies(order);
        return result;
    }

    /// <summary>The node below views: an element of the view is an element of it.</summary>
    public static Node Base(Node node)
    {
        while (node.Op.Kind == OpKind.View)
            node = node.Inputs[0];
        return node;
    }

    /// <summary>What a gather reads for its data: what is below views and a reshape, which only change where an element lies.</summary>
    public static Node Gathered(Node data)
    {
        Node below = Base(data);
        return below.Op.Kind == OpKind.Reshape ? below.Inputs[0]
            : below.Op.Kind == OpKind.Source && below.Op != Sources.Input ? data
            : below;
    }

    /// <summary>The node whose elements a reshape has: in storage they lie alike.</summary>
    public static Node BelowReshapes(Node node)
    {
        while (node.Op.Kind == OpKind.Reshape)
            node = node.Inputs[0];
        return node;
    }

    private void Store(Node node)
    {
        if (node.Op.Kind != OpKind.Source)
            _stored.Add(node);
    }

    private void StoreByKind(Node node)
    {
        // A check looks at storage, so a known index or divisor gets one too.
        if (node.CanFail && node.Op.Check is { } check && node.Inputs[check.Input] is { Op.Kind: OpKind.Source } known && known.Op != Sources.Input && known.Op != Sources.Variable)
            _stored.Add(known);
        // What is printed must be somewhere.
        if (node.Attribute is PrintAttribute)
        {
            StoreDense(node.Inputs[0]);
            StoreNumber(node.Inputs[0]);
        }

        switch (node.Op.Kind)
        {
            case OpKind.Reduction or OpKind.Join or OpKind.Branch:
                Store(node);
                break;
            case OpKind.Loop:
                StoreLoop(new ScanView(node));
                break;
            case OpKind.Contraction:
                Store(node);
                if (node.Op == AccumulatedProducts.Gemm)
                    StoreAccumulated(node);
                else
                    foreach (Node input in node.Inputs)
                        StoreOperand(input);
                break;
            case OpKind.Part:
                Store(node);
                break;
            case OpKind.Routine:
                if (!node.IsTuple)
                    Store(node);
                foreach (Node input in node.Inputs)
                    StoreWhatIsRead(input);
                break;
            case OpKind.Reshape:
                StoreInputs(node);
                break;
            case OpKind.Gather:
                StoreDense(Gathered(node.Inputs[0]));
                // A check looks at the indices in storage; indices that were checked are computed in the loop.
                if (node.CanFail)
                    StoreDense(node.Inputs[1]);
                break;
            case OpKind.Elementwise or OpKind.View when node.CanFail:
                StoreDense(node.Inputs[node.Op.Check!.Input]);
                break;
        }
    }

    /// <summary>A loop reads tensors where they lie; what a step gives goes to storage.</summary>
    private void StoreLoop(ScanView scan)
    {
        foreach (Node initial in scan.Initial.Where(i => i.Rank > 0))
            StoreWhatIsRead(initial);
        foreach (Node sequence in scan.Sequences)
            StoreWhatIsRead(sequence);
        foreach (Node result in scan.Results)
            Store(result);
    }

    /// <summary>What a loop's body reads and does not change from step to step is computed once, before the loop.</summary>
    private void StoreInvariants(Node user, BlockTree blocks)
    {
        foreach (Node input in user.Inputs)
        {
            Node below = Base(input);
            if (below.Op.Kind is OpKind.Elementwise or OpKind.Gather && below.Inputs.Count > 0 && blocks.Of(below).Round != blocks.Of(user).Round)
                Store(below);
        }
    }

    private void StoreInputs(Node node)
    {
        foreach (Node input in node.Inputs)
            StoreDense(input);
    }

    /// <summary>
    /// A product reads its operands through strides: storing what is below views is enough. A reshape's elements lie where those of
    /// its input, which is stored, do.
    /// </summary>
    private void StoreOperand(Node input)
    {
        Node below = Base(input);
        if (below.Op.Kind == OpKind.Reshape)
            StoreNumber(below.Inputs[0]);
        else
            StoreDense(below);
        StoreNumber(below);
    }

    /// <summary>A loop or routine reads memory; that of a reshape is what is below it.</summary>
    private void StoreWhatIsRead(Node node)
    {
        Node below = BelowReshapes(node);
        StoreDense(below);
        StoreNumber(below);
    }

    /// <summary>A product or routine, and what prints, reads memory: a number that it is given needs some.</summary>
    private void StoreNumber(Node node)
    {
        if (node.Op == Sources.Constant || node.Op == Sources.Size)
            _stored.Add(node);
    }

    /// <summary>What a product is added to lies dense; the factors are constants of the call, or scalars in memory.</summary>
    private void StoreAccumulated(Node node)
    {
        StoreDense(node.Inputs[0]);
        StoreOperand(node.Inputs[1]);
        StoreOperand(node.Inputs[2]);
        foreach (Node factor in node.Inputs.Skip(3))
        {
            StoreDense(factor);
            if (factor.Op == Sources.Size)
                _stored.Add(factor);
        }
    }

    private void StoreDense(Node node)
    {
        if (node.Op != Sources.Input && node.Op != Sources.Constant)
            Store(node);
    }

    /// <summary>Dear values that several loops need, or that a broadcast would repeat, are computed once.</summary>
    private void StoreShared(IReadOnlyList<Node> order)
    {
        // The one stored value whose loops need a node; null when there are several.
        var users = new Dictionary<Node, Node?>();
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Node node = order[i];
            if (users.TryGetValue(node, out Node? only) && only is null)
            {
                _shared.Add(node);
                if (IsDear(node))
                    Store(node);
            }
            Node? loops = _stored.Contains(node) ? node : only;
            foreach (Node input in node.Inputs)
            {
                users[input] = !users.TryGetValue(input, out Node? other) || other == loops ? loops : null;
                bool repeats = node.Op.Kind is OpKind.Elementwise or OpKind.View && input.Rank > 0 && node.Shape.ElementCount != input.Shape.ElementCount;
                if (repeats && IsDear(input))
                    Store(input);
            }
        }
    }

    private static bool IsDear(Node node) => node.Op.Kind == OpKind.Elementwise && node.Op.Code!.Cost >= DearCost;

    /// <summary>The cost of a value's formula, after what makes it too long has been stored.</summary>
    private int CutCost(Node node, Dictionary<Node, int> cost)
    {
        int Inlined(Node n) => _stored.Contains(n) ? 0 : cost[n];
        while (true)
        {
            int total = node.Op.Code?.Cost ?? 0;
            foreach (Node input in node.Inputs)
                total += Inlined(input);
            if (total <= InlineBudget || node.Inputs.OrderByDescending(Inlined).FirstOrDefault() is not { } heaviest || Inlined(heaviest) == 0)
                return total;
            Store(heaviest);
        }
    }

    private void CutLongBodies(IReadOnlyList<Node> order)
    {
        (Dictionary<Node, int> cost, Dictionary<Node, int> depth) = ([], []);
        foreach (Node node in order)
        {
            int deepest = 0;
            foreach (Node input in node.Inputs)
                deepest = Math.Max(deepest, _stored.Contains(input) ? 0 : depth[input]);
            depth[node] = deepest + 1;
            if (node.Rank == 0 && node.Op.Kind == OpKind.Elementwise && depth[node] >= DeepestScalar)
                Store(node);
            cost[node] = CutCost(node, cost);
            if (node.Op.Kind == OpKind.Elementwise && cost[node] >= DearFormula && _shared.Contains(node))
                Store(node);
        }
    }
}
