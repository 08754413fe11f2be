namespace TensorAot.Generated.Tests.Fusion;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>
/// Random functions that give the scheduler something to decide: folds over every axis, broadcasts, views of what is computed,
/// products, joins and gathers, values used several times, several results. Values stay near 1 so that rounding can be compared.
/// </summary>
internal sealed partial class RandomFunctions(int seed)
{
    private readonly Random _random = new(seed);
    private readonly FunctionBuilder _builder = new($"Random{seed}");
    private readonly List<Node> _pool = [];

    public FunctionGraph Next(DType dtype, int steps)
    {
        Dim n = _random.Next(2) == 0 ? Dim.Symbol("n") : 4, m = _random.Next(2) == 0 ? Dim.Symbol("m") : 5;
        _pool.AddRange([_builder.Input(dtype, n, m), _builder.Input(dtype, n, m), _builder.Input(dtype, m), _builder.Input(dtype, n), _builder.Input(dtype)]);
        Grow(steps);
        return _builder.Returns([.. _pool.Skip(5).Reverse().Take(6).OrderBy(_ => _random.Next()).Take(3)]);
    }

    private void Grow(int steps)
    {
        for (int i = 0; i < steps; i++)
            if (Step() is { } node)
                _pool.Add(node);
    }

    private Node Pick() => _pool[_pool.Count - 1 - (int)(_pool.Count * Math.Pow(_random.NextDouble(), 2))];

    private Node? Step()
    {
        Node x = Pick(), y = Pick();
        try
        {
            return (x.Rank == 0 ? _random.Next(5) : _random.Next(16)) switch
            {
                0 or 1 => Tanh(x + y),
                2 => Tanh(x * y - 0.5 * x),
                3 => Sigmoid(x),
                4 => Where(Greater(x, y), x, 0.25 * y),
                5 or 6 => Fold(x),
                7 => Softmax(x, [_random.Next(x.Rank)]),
                8 => Transpose(x),
                9 => ExpandDims(x, _random.Next(x.Rank + 1)),
                10 => Tanh(Dot(x, y)),
                11 => Tanh(Dot(x, Transpose(y))),
                12 => Reshape(x, Shape.Of(x.Shape.ElementCount)),
                13 => Concatenate([x, y], _random.Next(Math.Max(1, x.Rank))),
                14 => Gather(x, Cast(Sources.NewIota(x.Graph, DType.Int32, 2), DType.Int32) - Constant(Sources.NewIota(x.Graph, DType.Int32, 2), 1), _random.Next(x.Rank)),
                _ => Reverse(x),
            };
        }
        catch (Exception e) when (e is GraphException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null; // Shapes that do not fit: another step.
        }
    }

    private Node Fold(Node x)
    {
        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(_ => _random.Next(2) == 0)];
        bool keep = _random.Next(2) == 0;
        if (axes.Length == 0)
            return Max(x, [0], keep);
        return _random.Next(3) == 0 ? Max(x, axes, keep) : Tanh(Sum(0.2 * x, axes, keep));
    }

    /// <summary>One axis backwards.</summary>
    private Node Reverse(Node x)
    {
        int axis = _random.Next(x.Rank);
        return Slice(x, new SliceAttribute(x.Shape.Dims
            .Select((d, a) => a == axis ? new AxisSlice(d - 1, d, -1) : new AxisSlice(Dim.Zero, d, 1)).ToEquatableArray()));
    }
}
