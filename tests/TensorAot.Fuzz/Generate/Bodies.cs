namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Loops and branches, whose bodies are random values in turn.</summary>
internal static class Bodies
{
    private const int BodySteps = 5;

    /// <summary>The results of a loop over axis 0 of a value, which other values of that length join.</summary>
    public static IReadOnlyList<Node> Loop(Pool pool, Action<Pool> step, int depth = 1)
    {
        Node? first = pool.Pick(n => n.Rank is > 0 and < 4 && n.DType.IsFloating());
        if (first is null)
            return [];
        int outer = pool.Values.Count;
        Random random = pool.Random;
        var loop = new LoopBuilder(pool.Graph, first.Shape[0], reverse: pool.Chance(0.5));
        Node[] states = [.. Enumerable.Range(0, random.Next(3)).Select(k => loop.State("h" + k, pool.Pick(n => n.DType.IsFloating())!))];
        Node[] sequences = [first, .. pool.Values.Where(x => x.Rank > 0 && x != first && x.Shape[0] == first.Shape[0]).OrderBy(_ => random.Next()).Take(random.Next(2))];
        pool.Values.AddRange([.. states, .. sequences.Select((x, k) => loop.Element("e" + k, x))]);
        if (pool.Chance(0.5))
            pool.Values.Add(Cast(loop.Index(), DType.Float64));
        for (int i = 0; i < BodySteps; i++)
            step(pool);
        if (depth > 1 && pool.Chance(0.3))
            foreach (Node result in Loop(pool, step, depth - 1))
                pool.Add(result);
        Node[] body = [.. pool.Values.Skip(outer)];
        pool.Values.RemoveRange(outer, pool.Values.Count - outer);
        Node[] outputs = [.. body.Where(x => x.Rank < Pool.MostAxes - 1).Reverse().Take(4).OrderBy(_ => random.Next()).Take(random.Next(1, 3))];
        if (outputs.Length + states.Length == 0)
            return [];
        return loop.Next([.. states.Select(s => body.Reverse().FirstOrDefault(x => x.Type == s.Type && random.Next(3) > 0, s))]).Gives(outputs).Build();
    }

    /// <summary>One of two values by a condition on all of a third.</summary>
    public static Node Branch(Pool pool)
    {
        Node x = pool.Pick(n => n.DType.IsFloating())!, condition = Greater(pool.ScalarOf(DType.Float64) ?? pool.Seeds.S, Constant(pool.Seeds.S, 0.1));
        Node y = pool.Pick(n => n.Type == x.Type)!;
        return pool.Random.Next(3) switch
        {
            0 => Loops.NewIfElse(condition, Tanh(x), y),
            1 => Loops.NewIfElse(condition, x, x * y) + Loops.NewIfElse(condition, y, x),
            _ => Loops.NewIfElse(condition, Exp(x), Constant(x, 1)),
        };
    }
}
