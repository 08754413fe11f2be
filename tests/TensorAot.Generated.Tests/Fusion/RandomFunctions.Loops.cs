namespace TensorAot.Generated.Tests.Fusion;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

// Loops in loops and branches, whose bodies are random functions in turn.
internal sealed partial class RandomFunctions
{
    /// <summary>A function with loops and branches; sequences have 4 elements, so that they fit what is there.</summary>
    public FunctionGraph NextLoop(DType dtype, int steps)
    {
        Dim n = 4, m = 5;
        _pool.AddRange([_builder.Input(dtype, n, m), _builder.Input(dtype, n, n, m), _builder.Input(dtype, m), _builder.Input(dtype, n), _builder.Input(dtype)]);
        Grow(steps / 3);
        _pool.AddRange(Loop(depth: 2));
        _pool.Add(Branch());
        Grow(steps / 3);
        _pool.AddRange(Loop(depth: 1));
        _pool.Add(Branch());
        _pool.Add(Branch());
        return _builder.Returns([.. _pool.Skip(5).Reverse().Take(9).OrderBy(_ => _random.Next()).Take(4)]);
    }

    private Node[] Loop(int depth)
    {
        int outer = _pool.Count;
        var loop = new LoopBuilder(_builder.Graph, 4, reverse: _random.Next(2) == 0);
        Node[] states = [.. Enumerable.Range(0, _random.Next(3)).Select(k => loop.State("h" + k, Pick()))];
        Node[] sequences = [.. _pool.Where(x => x.Rank > 0 && x.Shape[0] == 4).OrderBy(_ => _random.Next()).Take(_random.Next(1, 3))];
        _pool.AddRange(states);
        _pool.AddRange(sequences.Select((x, k) => loop.Element("x" + k, x)));
        _pool.Add(Cast(loop.Index(), _pool[0].DType));
        Grow(5);
        if (depth > 1)
            _pool.AddRange(Loop(depth - 1));
        _pool.Add(Branch());
        Grow(4);
        Node[] body = [.. _pool.Skip(outer)];
        _pool.RemoveRange(outer, _pool.Count - outer);
        loop.Next([.. states.Select(s => body.Reverse().FirstOrDefault(x => x.Type == s.Type && _random.Next(3) > 0, s))]);
        loop.Gives([.. body.Reverse().Take(5).OrderBy(_ => _random.Next()).Take(_random.Next(1, 4))]);
        return loop.Build();
    }

    private Node Branch()
    {
        Node x = Pick(), condition = Greater(Sum(Pick()), Constant(x, 0.1));
        Node y = _pool.Where(p => p.Type == x.Type).OrderBy(_ => _random.Next()).First();
        Node result = Compiler.Ops.Loops.NewIfElse(condition, Tanh(x + 0.25), _random.Next(2) == 0 ? y : Tanh(y));
        return _random.Next(2) == 0 ? result : result + Compiler.Ops.Loops.NewIfElse(condition, x * result, y);
    }
}
