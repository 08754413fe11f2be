using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>A loop and who reads its results.</summary>
internal sealed class LoopUse
{
    private readonly Dictionary<int, Node> _parts = [];
    private readonly Dictionary<int, List<Node>> _readers = [];
    private readonly HashSet<int> _results = [];

    private LoopUse(Node node) => Scan = new ScanView(node);

    public ScanView Scan { get; }

    /// <summary>All loops of the function, this one among them.</summary>
    public IReadOnlyList<LoopUse> All { get; private set; } = [];

    public Graph Graph => Scan.Node.Graph;

    public int StateCount => Scan.Initial.Count;

    /// <summary>The loops that some roots need, each after those that it needs.</summary>
    public static IReadOnlyList<LoopUse> Of(IReadOnlyList<Node> roots)
    {
        var uses = new Dictionary<Node, LoopUse>();
        foreach (Node node in Graph.TopologicalOrder(roots))
        {
            if (node.Op.Kind == OpKind.Loop)
                uses[node] = new LoopUse(node);
            else if (IsResult(node))
                uses[node.Inputs[0]]._parts[Tuples.IndexOf(node)] = node;
            foreach (Node part in node.Inputs.Where(IsResult))
                uses[part.Inputs[0]].Add(part, node);
        }
        foreach (Node root in roots.Where(IsResult))
            uses[root.Inputs[0]]._results.Add(Tuples.IndexOf(root));
        LoopUse[] all = [.. uses.Values];
        foreach (LoopUse use in all)
            use.All = all;
        return all;
    }

    public bool UsesFinal(int state) => _parts.ContainsKey(state);

    public bool UsesOutput(int output) => _parts.ContainsKey(StateCount + output);

    /// <summary>The nodes that read an output of all steps; null when it is a result of the function.</summary>
    public IReadOnlyList<Node>? Readers(int output) =>
        _results.Contains(StateCount + output) ? null : _readers.TryGetValue(StateCount + output, out List<Node>? readers) ? readers : [];

    private static bool IsResult(Node node) => node.Op.Kind == OpKind.Part && node.Inputs[0].Op.Kind == OpKind.Loop;

    private void Add(Node part, Node reader)
    {
        if (!_readers.TryGetValue(Tuples.IndexOf(part), out List<Node>? readers))
            _readers[Tuples.IndexOf(part)] = readers = [];
        readers.Add(reader);
    }
}
