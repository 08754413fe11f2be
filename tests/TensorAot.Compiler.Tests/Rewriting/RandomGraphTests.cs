using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>All rules together on random expressions: the rewritten one has the value of the original one where that is well conditioned.</summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 400;
    private const int Steps = 24;

    [Test]
    public void Rewritten_graphs_compute_the_same_values()
    {
        var report = new RewriteReport();
        int compared = 0;
        for (int seed = 0; seed < Graphs; seed++)
        {
            var graphs = new RandomGraphs(seed);
            Node original = graphs.Next(Steps);
            Node rewritten = Rewriter.Run([original], RuleTable.All, report)[0];
            GraphVerifier.Verify([rewritten], $"rewriting of seed {seed}");
            Assert.That(rewritten.Type, Is.EqualTo(original.Type), $"seed {seed}");
            compared += Compare(seed, original, rewritten);
        }
        Assert.That(compared, Is.GreaterThan(500), "values compared");
        Assert.That(report.Counts, Has.Count.GreaterThan(30), "rules that fired");
    }

    /// <summary>Compares where two nearby inputs say how much rounding can matter; returns how many values were compared.</summary>
    private static int Compare(int seed, Node original, Node rewritten)
    {
        double[] values = Evaluate(original, 0), nearby = Evaluate(original, 1e-9), further = Evaluate(original, -1e-9), result = Evaluate(rewritten, 0);
        int compared = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double spread = Math.Abs(values[i] - nearby[i]) + Math.Abs(values[i] - further[i]);
            double tolerance = (1e-9 * (1 + Math.Abs(values[i]))) + (10 * spread);
            if (!IsFinite(values[i]) || !IsFinite(spread) || spread > 1e-3 * (1 + Math.Abs(values[i])))
                continue;
            compared++;
            Assert.That(result[i], Is.EqualTo(values[i]).Within(tolerance), $"seed {seed}: {GraphPrinter.Print([("original", original), ("rewritten", rewritten)])}");
        }
        return compared;
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static double[] Evaluate(Node node, double shift)
    {
        double[] Numbers(int count, double start) => [.. Enumerable.Range(0, count).Select(i => (start + (0.37 * i % 1.9)) * (1 + shift))];
        var inputs = new Dictionary<string, NdArray>
        {
            ["x"] = new([3, 4], Numbers(12, 0.31)),
            ["y"] = new([3, 4], Numbers(12, -1.07)),
            ["v"] = new([4], Numbers(4, 0.53)),
            ["s"] = NdArray.Scalar(1.37 * (1 + shift)),
        };
        return ReferenceEvaluator.Evaluate([node], inputs)[0].Values;
    }
}
