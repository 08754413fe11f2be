using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>All rules together on random expressions: the rewritten ones have the values of the original ones where those are well conditioned.</summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 200;
    private const int Steps = 24;

    [Test]
    public void Rewritten_expressions_have_the_same_values()
    {
        var report = new RewriteReport();
        int compared = 0;
        for (int seed = 0; seed < Graphs; seed++)
            compared += Compare(seed, new RandomGraphs(seed).Next(Steps), report);
        Assert.That(compared, Is.GreaterThan(20_000), "values compared");
        Assert.That(report.Counts, Has.Count.GreaterThan(50), "rules that fired");
    }

    [Test]
    public void Rewritten_gradients_have_the_same_values()
    {
        var report = new RewriteReport();
        int compared = 0;
        for (int seed = 0; seed < Graphs / 2; seed++)
        {
            var graphs = new RandomGraphs(seed);
            Node[] costs = [.. graphs.Next(Steps).Skip(Steps / 2).Select(NodeOperators.Sum)];
            compared += Compare(seed, [.. costs.Select(c => ReverseMode.Gradient(c, [graphs.X], Disconnected.Zero)[0])], report);
        }
        Assert.That(compared, Is.GreaterThan(15_000), "values compared");
    }

    private static int Compare(int seed, IReadOnlyList<Node> originals, RewriteReport report)
    {
        IReadOnlyList<Node> rewritten = Rewriter.Run([.. originals], RuleTable.All, report);
        GraphVerifier.Verify(rewritten, $"rewriting of seed {seed}");
        Assert.That(rewritten.Select(n => n.Type), Is.EqualTo(originals.Select(n => n.Type)), $"seed {seed}");
        HashSet<Node> sound = Sound(originals);
        NdArray[] values = Evaluate(originals, 0), results = Evaluate(rewritten, 0);
        int compared = 0;
        for (int i = 0; i < values.Length; i++)
            for (int j = 0; j < values[i].Values.Length && sound.Contains(originals[i]); j++, compared++)
                if (!(Math.Abs(results[i].Values[j] - values[i].Values[j]) <= 1e-9 * (1 + Math.Abs(values[i].Values[j]))))
                    Assert.Fail($"seed {seed}: {values[i].Values[j]} became {results[i].Values[j]}\n{GraphPrinter.Print([("original", originals[i]), ("rewritten", rewritten[i])])}");
        return compared;
    }

    /// <summary>
    /// The values that can be compared: finite and well conditioned at every step on the way. How much rounding matters is seen from
    /// two nearby inputs; a step where it matters too much, a cancellation, is not a place to compare.
    /// </summary>
    private static HashSet<Node> Sound(IReadOnlyList<Node> roots)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(roots);
        NdArray[] values = Evaluate(order, 0), nearby = Evaluate(order, 1e-9), further = Evaluate(order, -1e-9);
        var sound = new HashSet<Node>();
        for (int i = 0; i < order.Count; i++)
            if (order[i].Inputs.All(sound.Contains) && Enumerable.Range(0, values[i].Values.Length).All(j => IsSound(values[i].Values[j], nearby[i].Values[j], further[i].Values[j])))
                sound.Add(order[i]);
        return sound;
    }

    private static bool IsSound(double value, double nearby, double further) =>
        Math.Abs(value - nearby) + Math.Abs(value - further) <= 1e-6 * Math.Abs(value) && Math.Abs(value) < 1e100;

    private static NdArray[] Evaluate(IReadOnlyList<Node> nodes, double shift)
    {
        double[] Numbers(int count, double start) => [.. Enumerable.Range(0, count).Select(i => (start + (0.37 * i % 1.9)) * (1 + shift))];
        var inputs = new Dictionary<string, NdArray>
        {
            ["x"] = new([3, 4], Numbers(12, 0.31)),
            ["y"] = new([3, 4], Numbers(12, -1.07)),
            ["v"] = new([4], Numbers(4, 0.53)),
            ["s"] = NdArray.Scalar(1.37 * (1 + shift)),
        };
        return ReferenceEvaluator.Evaluate(nodes, inputs);
    }
}
