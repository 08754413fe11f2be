using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// What a loop keeps of its steps for the loop that goes back over them. Kept are the states before each step that the way back reads,
/// and values that cost more than a few instructions per element to compute again (products, reductions, transcendental functions of
/// them). What is cheap, and what depends on sequences alone and takes no product, is computed again from these. A loop that is to be computed again
/// keeps the states alone.
/// </summary>
internal sealed class LoopTrace
{
    /// <summary>Vector instructions per pair of vectors up to which an elementwise op is computed again rather than kept.</summary>
    private const int CheapCost = 6;

    private readonly ScanView _scan;
    private readonly HashSet<Node> _forward;
    private readonly HashSet<Node> _dear = [];

    /// <summary>Kept values, variables of the states among them.</summary>
    private readonly HashSet<Node> _kept = [];

    /// <param name="scan">The loop.</param>
    /// <param name="steps">What the steps of the way back compute.</param>
    /// <param name="gradients">The variables of the way back.</param>
    public LoopTrace(ScanView scan, IReadOnlyList<Node> steps, IReadOnlyList<Node> gradients)
    {
        _scan = scan;
        HashSet<Node> back = LoopRegion.Of(steps, gradients);
        _forward = LoopRegion.Of(steps, scan.VariableNodes);
        _forward.ExceptWith(back);
        foreach (Node node in _forward.OrderBy(n => n.Id))
            if (IsDear(node) || node.Inputs.Any(_dear.Contains))
                _dear.Add(node);
        Choose(back.SelectMany(n => n.Inputs).Concat(steps).Where(_forward.Contains).Distinct());
    }

    /// <summary>The values that the loop must keep, in order.</summary>
    public IEnumerable<Node> Kept => _kept.OrderBy(n => n.Id);

    /// <summary>The variables of sequences and the index that are read, in order.</summary>
    public IReadOnlyList<Node> Read { get; private set; } = [];

    private void Choose(IEnumerable<Node> needed)
    {
        var pending = new Stack<Node>(needed);
        var seen = new HashSet<Node>();
        var read = new HashSet<Node>();
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node))
                continue;
            if (_scan.StateVariables.Contains(node))
                _kept.Add(node);
            else if (_scan.VariableNodes.Contains(node))
                read.Add(node);
            else if (MustKeep(node))
                _kept.Add(node);
            else
                foreach (Node input in node.Inputs.Where(_forward.Contains))
                    pending.Push(input);
        }
        Read = [.. read.OrderBy(n => n.Id)];
    }

    private bool MustKeep(Node node) =>
        !_scan.Attribute.Recompute && _dear.Contains(node) && (_scan.Outputs.Contains(node) || !IsCheap(node) || node.Inputs.Where(_dear.Contains).Distinct().Count() > 1);

    private static bool IsCheap(Node node) =>
        !node.Op.HasEffect && (node.Op.Kind is OpKind.View or OpKind.Reshape || (node.Op.Kind == OpKind.Elementwise && node.Op.Code!.Cost <= CheapCost));

    private static bool IsDear(Node node) =>
        node.Op.HasEffect || node.Op.Kind is not (OpKind.Source or OpKind.View or OpKind.Reshape or OpKind.Elementwise or OpKind.Join);
}
