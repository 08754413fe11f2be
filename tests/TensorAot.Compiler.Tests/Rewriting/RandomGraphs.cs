using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Random well-typed expressions of double over x, y [3, 4], v [4], s and constants, from a seed.</summary>
public sealed class RandomGraphs
{
    private static readonly double[] s_constants = [0, 1, -1, 2, 0.5, -2, 3];
    private readonly Random _random;
    private readonly List<Node> _values = [];

    public RandomGraphs(int seed)
    {
        _random = new Random(seed);
        foreach ((string name, Dim[] shape) in new (string, Dim[])[] { ("x", [3, 4]), ("y", [3, 4]), ("v", [4]), ("s", []) })
            _values.Add(Sources.NewInput(G, name, new TensorType(DType.Float64, Shape.Of(shape))));
    }

    public Graph G { get; } = new();

    public Node X => _values[0];

    /// <summary>Expressions, each of values made before.</summary>
    public IReadOnlyList<Node> Next(int steps)
    {
        for (int i = 0; i < steps; i++)
            _values.Add(Step());
        return _values;
    }

    private Node Step()
    {
        Node a = Pick(), b = _random.Next(4) == 0 ? Constant() : Pick();
        return _random.Next(24) switch
        {
            0 or 1 => a + b,
            2 or 3 => a - b,
            4 or 5 => a * b,
            6 or 7 => a / b,
            8 => b / a,
            9 => -a,
            10 => Exp(a),
            11 => Log(a),
            12 => 1 + Exp(a),
            13 => 1 / (1 + Exp(-a)),
            14 => Square(a),
            15 => Sqrt(a),
            16 => Abs(a),
            17 => Sigmoid(a),
            18 => Where(Greater(a, b), a, b),
            19 => Minimum(a, b),
            20 => Pow(a, Constant()),
            21 => a.Rank == 0 ? Log1p(a) : Sum(a, [a.Rank - 1], keepDims: true),
            22 => a.Rank == 0 ? Expm1(a) : Sum(a, [0]),
            _ => a.Rank == 2 ? Softmax(a, [1]) : Tanh(a),
        };
    }

    private Node Constant() => Sources.NewConstant(G, ConstantValue.Of(s_constants[_random.Next(s_constants.Length)]));

    /// <summary>Recent values more often, so that expressions get deep; only shapes that broadcast with all others.</summary>
    private Node Pick() => _values[Math.Max(_random.Next(_values.Count), _random.Next(_values.Count))];
}
