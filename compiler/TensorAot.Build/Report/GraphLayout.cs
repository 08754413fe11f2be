namespace TensorAot.Build.Report;

/// <summary>
/// A layered drawing of a graph without cycles: each node below its inputs; edges over several layers pass through places of their own;
/// few crossings by barycentres, then places near the middle of what a node is joined with.
/// (K. Sugiyama, S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system structures, 1981.)
/// </summary>
internal sealed class GraphLayout
{
    private const double Gap = 20;
    private const double PassageWidth = 10;
    private const int Sweeps = 12;

    private readonly List<double> _widths;
    private readonly List<int> _layer;
    private readonly List<List<int>> _above;
    private readonly List<List<int>> _below;
    private readonly double[] _x;

    /// <param name="widths">The widths of the nodes; every node stands behind its inputs.</param>
    /// <param name="edges">From inputs to what uses them.</param>
    public GraphLayout(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To)> edges)
    {
        _widths = [.. widths];
        _layer = [.. LayersOf(widths.Count, edges)];
        _above = [.. widths.Select(_ => new List<int>())];
        _below = [.. widths.Select(_ => new List<int>())];
        List<List<int>> paths = [.. edges.Select(Route)];
        List<int>[] layers = [.. Enumerable.Range(0, _layer.DefaultIfEmpty(-1).Max() + 1).Select(l => Enumerable.Range(0, _layer.Count).Where(v => _layer[v] == l).ToList())];
        Layers = Math.Max(1, layers.Length);
        _x = new double[_layer.Count];
        Order(layers);
        Arrange(layers);
        Paths = [.. paths.Select(path => (IReadOnlyList<(double, int)>)[.. path.Select(v => (_x[v], _layer[v]))])];
    }

    /// <summary>The number of layers.</summary>
    public int Layers { get; }

    /// <summary>The width of the drawing.</summary>
    public double Width { get; private set; }

    /// <summary>The middle of a node, and its layer.</summary>
    public (double X, int Layer) Place(int node) => (_x[node], _layer[node]);

    /// <summary>For each edge the places through which it goes, its ends included.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, int Layer)>> Paths { get; }

    /// <summary>As far up as inputs allow, then down again where that makes edges shorter: a leaf stands just above its first use.</summary>
    private static int[] LayersOf(int count, IReadOnlyList<(int From, int To)> edges)
    {
        int[] layers = new int[count];
        ILookup<int, int> inputs = edges.ToLookup(e => e.To, e => e.From), users = edges.ToLookup(e => e.From, e => e.To);
        for (int node = 0; node < count; node++)
            layers[node] = inputs[node].Select(i => layers[i] + 1).DefaultIfEmpty(0).Max();
        for (int node = count - 1; node >= 0; node--)
            if (users[node].Any() && inputs[node].Count() <= users[node].Count())
                layers[node] = users[node].Min(u => layers[u]) - 1;
        return layers;
    }

    private List<int> Route((int From, int To) edge)
    {
        List<int> path = [edge.From];
        for (int layer = _layer[edge.From] + 1; layer < _layer[edge.To]; layer++)
        {
            path.Add(_layer.Count);
            _layer.Add(layer);
            _widths.Add(PassageWidth);
            _above.Add([]);
            _below.Add([]);
        }
        path.Add(edge.To);
        for (int i = 0; i + 1 < path.Count; i++)
        {
            _below[path[i]].Add(path[i + 1]);
            _above[path[i + 1]].Add(path[i]);
        }
        return path;
    }

    private void Order(List<int>[] layers)
    {
        double[] rank = new double[_layer.Count];
        void Number(List<int> layer)
        {
            for (int i = 0; i < layer.Count; i++)
                rank[layer[i]] = i;
        }
        foreach (List<int> layer in layers)
            Number(layer);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool down = sweep % 2 == 0;
            foreach (List<int> layer in down ? layers : layers.Reverse())
            {
                var middle = layer.ToDictionary(v => v, v => (down ? _above[v] : _below[v]).Select(n => rank[n]).DefaultIfEmpty(rank[v]).Average());
                List<int> sorted = [.. layer.OrderBy(v => middle[v])];
                layer.Clear();
                layer.AddRange(sorted);
                Number(layer);
            }
        }
    }

    private void Arrange(List<int>[] layers)
    {
        foreach (List<int> layer in layers)
            Settle(layer, _ => 0);
        for (int sweep = 0; sweep < Sweeps; sweep++)
            foreach (List<int> layer in sweep % 2 == 0 ? layers : layers.Reverse())
                Settle(layer, v => (sweep == Sweeps - 1 ? _above[v].Concat(_below[v]) : sweep % 2 == 0 ? _above[v] : _below[v]).Select(n => _x[n]).DefaultIfEmpty(_x[v]).Average());
        double left = Enumerable.Range(0, _x.Length).Select(v => _x[v] - (_widths[v] / 2)).DefaultIfEmpty(0).Min();
        for (int v = 0; v < _x.Length; v++)
            _x[v] -= left;
        Width = Enumerable.Range(0, _x.Length).Select(v => _x[v] + (_widths[v] / 2)).DefaultIfEmpty(0).Max();
    }

    /// <summary>
    /// Puts a layer as near to where its nodes want to be as their order and widths let it: neighbours that push each other become one
    /// block, whose place is the mean of what they want.
    /// </summary>
    private void Settle(List<int> layer, Func<int, double> wanted)
    {
        var blocks = new List<(int First, double Sum, int Count)>();
        double[] offset = new double[layer.Count];
        for (int i = 1; i < layer.Count; i++)
            offset[i] = offset[i - 1] + ((_widths[layer[i - 1]] + _widths[layer[i]]) / 2) + Gap;
        for (int i = 0; i < layer.Count; i++)
        {
            blocks.Add((i, wanted(layer[i]) - offset[i], 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                (int first, double sum, int count) = blocks[^2];
                blocks[^2] = (first, sum + blocks[^1].Sum, count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        foreach ((int first, double sum, int count) in blocks)
            for (int i = first; i < first + count; i++)
                _x[layer[i]] = (sum / count) + offset[i];
    }
}
