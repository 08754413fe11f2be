using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Tests.Differentiation;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>Loops with bodies drawn at random: gradients against differences, and the same values after rewriting.</summary>
public sealed class RandomBodyTests : LoopFixture
{
    private const int Size = 2;

    [Test]
    public void GradientsAreDifferencesAndRewritingKeepsValues([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        Node[] outer = [Input("w", Size, Size), Input("b", Size), Input("c")];
        Node[] initial = [.. Enumerable.Range(0, random.Next(3)).Select(i => Input("s" + i, Size))];
        Node[] sequences = [.. Enumerable.Range(0, random.Next(1, 3)).Select(k => Input("x" + k, 3, Size))];
        (Node[] final, Node[] outputs) = Scan((states, elements) =>
        {
            List<Node> values = [.. states, .. elements, .. outer];
            for (int i = 0; i < 8; i++)
                values.Add(Draw(values, random));
            Node[] vectors = [.. values.Where(v => v.Rank == 1)];
            Node Late() => Tanh(vectors[^random.Next(1, Math.Min(4, vectors.Length))]);
            return ([.. states.Select(s => random.Next(4) == 0 ? s + Late() : Late())], [.. Enumerable.Range(0, random.Next(initial.Length == 0 ? 1 : 0, 3)).Select(_ => values[^random.Next(1, 5)])]);
        }, initial, sequences, reverse: random.Next(2) == 0);
        Node cost = final.Concat(outputs).Select((r, i) => GradientCheck.Weighted(r, i)).Aggregate((a, b) => a + b);
        Node[] wrt = [.. outer, .. initial, .. sequences];
        GradientCheck.Check(cost, wrt, Values, orders: seed % 4 == 0 ? 2 : 1);

        Node[] roots = [cost, .. final, .. outputs, .. ReverseMode.Gradient(cost, wrt, Disconnected.Zero)];
        IReadOnlyList<Node> rewritten = Rewriter.Run(roots, new RewriteReport());
        GraphVerifier.Verify(rewritten, "rewriting");
        for (int i = 0; i < roots.Length; i++)
            Assert.That(Evaluate(rewritten[i]), Is.EqualTo(Evaluate(roots[i])).Within(1e-10), $"root {i}");
    }

    private static Node Draw(List<Node> values, Random random)
    {
        Node Any(int rank)
        {
            Node[] some = [.. values.Where(v => v.Rank == rank)];
            // The newest values are the likeliest, so that bodies are deep.
            return some[Math.Max(random.Next(some.Length), random.Next(some.Length))];
        }
        return random.Next(10) switch
        {
            0 => Dot(Any(1), Any(2)),
            1 => Dot(Any(2), Any(1)),
            2 => Tanh(Any(1)),
            3 => Any(1) * Any(1),
            4 => Any(1) + Any(1),
            5 => Sin(Any(0)) * Any(1),
            6 => Sum(Any(1) * Any(1)),
            7 => ExpandDims(Any(1), 1) * Any(1),
            8 => Exp(Any(0) * 0.3) - Any(0),
            _ => Tanh(Dot(Any(2), Any(2)) * 0.5),
        };
    }
}
