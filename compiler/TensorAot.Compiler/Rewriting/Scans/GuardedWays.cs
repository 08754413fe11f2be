using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>The ways from the roots to values, but for those behind a condition: through the bodies of which loops they go.</summary>
internal sealed class GuardedWays
{
    private readonly IReadOnlyList<Node> _order;
    private readonly Node _condition;
    private readonly Dictionary<Node, ScanView> _loops;
    private readonly Dictionary<Node, int> _points = [];
    private readonly List<ScanView?> _bodies = [];
    private readonly Dominators _dominators;
    private readonly int[] _around;

    /// <param name="roots">Where ways start.</param>
    /// <param name="order">All values, each after its inputs.</param>
    /// <param name="loops">The loops whose bodies are points of their own.</param>
    /// <param name="condition">What holds where these loops have a step.</param>
    public GuardedWays(IReadOnlyList<Node> roots, IReadOnlyList<Node> order, IReadOnlyList<ScanView> loops, Node condition)
    {
        (_order, _condition) = (order, condition);
        _loops = loops.ToDictionary(l => l.Node);
        // Point 0 is the start. Users come before what they use, and the body of a loop right after the loop.
        _bodies.Add(null);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            _points[order[i]] = _bodies.Count;
            _bodies.Add(null);
            if (_loops.TryGetValue(order[i], out ScanView? loop))
                _bodies.Add(loop);
        }
        _dominators = Dominators.Of(Edges(roots));
        _around = new int[_bodies.Count];
        for (int point = 0; point < _around.Length; point++)
            _around[point] = _dominators.ParentOf(point) is var parent && (parent == Dominators.None || _bodies[parent] is not null) ? parent : _around[parent];
    }

    /// <summary>
    /// What can fail in a loop, does not change in it and is needed nowhere else, with the innermost such loop; of several results those
    /// that are read.
    /// </summary>
    public IEnumerable<(ScanView Loop, Node Value)> Failing(LoopBodies bodies)
    {
        var tuples = new Dictionary<Node, ScanView>();
        foreach (Node node in _order.Where(n => _dominators.IsReached(_points[n])))
        {
            if (node.Op.Kind == OpKind.Part && tuples.TryGetValue(node.Inputs[0], out ScanView? loop))
                yield return (loop, node);
            else if (node.CanFail && LoopsAround(node).FirstOrDefault(l => !bodies.VariesIn(l, node)) is { } around)
            {
                if (node.IsTuple)
                    tuples.Add(node, around);
                else
                    yield return (around, node);
            }
        }
    }

    /// <summary>The loops whose bodies every way to a value passes, inner ones first.</summary>
    private IEnumerable<ScanView> LoopsAround(Node node)
    {
        for (int point = _around[_points[node]]; point != Dominators.None; point = _around[point])
            yield return _bodies[point]!;
    }

    private List<IReadOnlyList<int>> Edges(IReadOnlyList<Node> roots)
    {
        List<IReadOnlyList<int>> edges = [Points(roots)];
        for (int i = _order.Count - 1; i >= 0; i--)
        {
            Node node = _order[i];
            if (_loops.TryGetValue(node, out ScanView? loop))
            {
                edges.Add([.. Points(loop.Initial.Concat(loop.Sequences)), _points[node] + 1]);
                edges.Add(Points(loop.Results));
            }
            else
                edges.Add(Points(IsGuard(node) ? [node.Inputs[0], node.Inputs[2]] : node.Inputs));
        }
        return edges;
    }

    private bool IsGuard(Node node) => node.Op.Kind == OpKind.Branch && node.Inputs[0] == _condition;

    private int[] Points(IEnumerable<Node> nodes) => [.. nodes.Select(n => _points[n])];
}
