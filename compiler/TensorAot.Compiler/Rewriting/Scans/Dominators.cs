namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// Which points of a directed graph without cycles every way from its start to another point passes. Points are numbered in an order in
/// which edges go forward; the nearest such point of each is its parent in a tree, found as the nearest common ancestor of all that lead
/// to it. Ancestors are found in logarithmic time, by links that skip some (Myers, An applicative random-access stack, 1983).
/// </summary>
internal sealed class Dominators
{
    /// <summary>The parent of the start, and of points that nothing leads to.</summary>
    public const int None = -1;

    private readonly int[] _parents;
    private readonly int[] _jumps;
    private readonly int[] _depths;

    private Dominators(int points)
    {
        _parents = new int[points];
        _jumps = new int[points];
        _depths = new int[points];
        for (int i = 0; i < points; i++)
            (_parents[i], _depths[i]) = (None, None);
    }

    /// <summary>The dominators of the points that can be reached from point 0.</summary>
    /// <param name="edges">For each point those that it leads to, all with larger numbers.</param>
    public static Dominators Of(IReadOnlyList<IReadOnlyList<int>> edges)
    {
        var tree = new Dominators(edges.Count);
        (tree._jumps[0], tree._depths[0]) = (0, 0);
        for (int point = 0; point < edges.Count; point++)
        {
            if (point > 0 && tree._parents[point] == None)
                continue;
            if (point > 0)
                tree.Link(point);
            foreach (int next in edges[point])
                tree._parents[next] = tree._parents[next] == None ? point : tree.Common(tree._parents[next], point);
        }
        return tree;
    }

    /// <summary>Whether the start leads to a point.</summary>
    public bool IsReached(int point) => _depths[point] != None;

    /// <summary>The last point that every way to a point passes before it.</summary>
    public int ParentOf(int point) => _parents[point];

    private void Link(int point)
    {
        int parent = _parents[point], jump = _jumps[parent];
        _depths[point] = _depths[parent] + 1;
        // Two jumps of equal length in a row become one that is twice as long.
        _jumps[point] = _depths[parent] - _depths[jump] == _depths[jump] - _depths[_jumps[jump]] ? _jumps[jump] : parent;
    }

    private int Common(int a, int b)
    {
        if (_depths[a] < _depths[b])
            (a, b) = (b, a);
        while (_depths[a] > _depths[b])
            a = _depths[_jumps[a]] >= _depths[b] ? _jumps[a] : _parents[a];
        while (a != b)
            (a, b) = _jumps[a] != _jumps[b] ? (_jumps[a], _jumps[b]) : (_parents[a], _parents[b]);
        return a;
    }
}
