namespace TensorAot.Cuda.Emulation;

/// <summary>
/// Graphs of the emulator. They refuse what CUDA refuses and what would be wrong there: handles that are not theirs, nodes that do not
/// stand behind the one before them, other kernels than a node had, a graph that is destroyed before what was made of it.
/// </summary>
internal sealed unsafe class EmulatorGraphs(EmulatorDriver driver) : ICudaGraphs
{
    private readonly Dictionary<nint, EmulatedGraph> _graphs = [];
    private readonly Dictionary<nint, (EmulatedGraph Work, nint Graph)> _executables = [];
    private readonly Dictionary<nint, (nint Graph, int Index)> _nodes = [];
    private nint _next;

    /// <summary>What the stream is given goes here instead; null while nothing is captured.</summary>
    public EmulatedGraph? Capture { get; private set; }

    public int LaunchCount { get; private set; }

    public int LiveCount => _graphs.Count + _executables.Count;

    public nint Create() => Keep(new EmulatedGraph());

    public void Destroy(nint graph)
    {
        Require(_graphs.ContainsKey(graph), "there is no such graph");
        Require(_executables.Values.All(e => e.Graph != graph), "the graph's nodes are still needed");
        _graphs.Remove(graph);
        foreach (nint node in _nodes.Where(n => n.Value.Graph == graph).Select(n => n.Key).ToArray())
            _nodes.Remove(node);
    }

    public nint AddKernel(nint graph, nint after, nint kernel, uint grid, uint block, void** arguments) =>
        Add(graph, after, new EmulatedKernel(driver, kernel, grid, block, arguments));

    public nint AddCopyToDevice(nint graph, nint after, nint device, nint host, nint bytes) =>
        Add(graph, after, CopyToDevice(device, host, bytes));

    public nint AddCopyToHost(nint graph, nint after, nint host, nint device, nint bytes) =>
        Add(graph, after, CopyToHost(host, device, bytes));

    public nint AddFill(nint graph, nint after, nint device, byte value, nint bytes) =>
        Add(graph, after, Fill(device, value, bytes));

    public nint AddGraph(nint graph, nint after, nint child) => Add(graph, after, new EmulatedChild(_graphs[child]));

    public nint Instantiate(nint graph)
    {
        _executables.Add(++_next, (_graphs[graph].Copy(), graph));
        return _next;
    }

    public void DestroyExecutable(nint executable) => Require(_executables.Remove(executable), "there is no such executable graph");

    public void SetKernel(nint executable, nint node, nint kernel, uint grid, uint block, void** arguments)
    {
        (List<EmulatedNode> nodes, int index) = Find(executable, node);
        Require(nodes[index] is EmulatedKernel old && old.IsLike(kernel, grid, block), "a node has another kernel");
        nodes[index] = new EmulatedKernel(driver, kernel, grid, block, arguments);
    }

    public void SetGraph(nint executable, nint node, nint child)
    {
        (List<EmulatedNode> nodes, int index) = Find(executable, node);
        Require(nodes[index] is EmulatedChild old && old.Graph.Nodes.Count == _graphs[child].Nodes.Count, "a graph has other nodes");
        nodes[index] = new EmulatedChild(_graphs[child]);
    }

    public void Launch(nint executable, nint stream)
    {
        Require(Capture is null, "graphs are not captured here");
        LaunchCount++;
        _executables[executable].Work.Run();
    }

    public void BeginCapture(nint stream)
    {
        Require(Capture is null, "the stream is captured already");
        Capture = new EmulatedGraph();
    }

    public nint EndCapture(nint stream)
    {
        Require(Capture is not null, "the stream is not captured");
        nint graph = Keep(Capture!);
        Capture = null;
        return graph;
    }

    /// <summary>A copy to the device as a node. Here, so that the driver makes no closure where nothing is captured.</summary>
    internal EmulatedNode CopyToDevice(nint device, nint host, nint bytes) => new EmulatedAction(() => driver.CopyToDevice(device, host, bytes));

    /// <summary>A copy from the device as a node.</summary>
    internal EmulatedNode CopyToHost(nint host, nint device, nint bytes) => new EmulatedAction(() => driver.CopyToHost(host, device, bytes));

    /// <summary>Setting every byte as a node.</summary>
    internal static EmulatedNode Fill(nint device, byte value, nint bytes) => new EmulatedAction(() => EmulatorDriver.Fill(device, value, bytes));

    private nint Keep(EmulatedGraph graph)
    {
        _graphs.Add(++_next, graph);
        return _next;
    }

    private nint Add(nint graph, nint after, EmulatedNode node)
    {
        List<EmulatedNode> nodes = _graphs[graph].Nodes;
        Require(nodes.Count == 0 ? after == 0 : _nodes[after] == (graph, nodes.Count - 1), "a node does not stand behind the one before it");
        nodes.Add(node);
        _nodes.Add(++_next, (graph, nodes.Count - 1));
        return _next;
    }

    private (List<EmulatedNode> Nodes, int Index) Find(nint executable, nint node)
    {
        (EmulatedGraph work, nint graph) = _executables[executable];
        (nint owner, int index) = _nodes[node];
        Require(owner == graph, "a node is of another graph");
        return (work.Nodes, index);
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new CudaException(CudaFailure.Refused, $"Graphs: {otherwise}.");
    }
}
