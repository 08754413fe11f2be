using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Every rule by itself: it fires where it should and gives the expected expression, it leaves the rest alone, and it keeps values.</summary>
public sealed class RuleTests
{
    private const double Infinity = double.PositiveInfinity;
    private static readonly double[] s_ordinary = [0.3, -0.7, 1.2, 2.5, -1.9, 0.01, 3.3, -0.25, 0.5, 1.75, -2.25, 0.9];
    private static readonly double[] s_positive = [.. s_ordinary.Select(Math.Abs)];
    private static readonly double[] s_limits = [5e-324, -5e-324, 1e-310, 1e-170, -1e-170, 1e154, -1.5e154, 1e308, 0.5, -0.5, 2, 30];
    private static readonly double[] s_extreme = [0.0, -0.0, 1, -1, 800, -800, 1e300, -1e300, 1e-300, Infinity, -Infinity, double.NaN];

    private static readonly double[] s_zeros = [0.0, -0.0, 0.0, -0.0, 1, -1, 2, -0.5, 1e-170, -1e-170];

    /// <summary>How many mixtures of each kind of numbers a rule is tried on.</summary>
    private const int Mixtures = 6;

    private static IEnumerable<RuleCase> Cases() => RuleCases.All;

    private static IEnumerable<RuleCase> Firing() => RuleCases.All.Where(c => c.After is not null);

    [Test]
    public void Every_rule_has_a_case_that_fires_and_one_that_does_not()
    {
        string[] firing = [.. Firing().Select(c => c.Rule).Distinct()], silent = [.. RuleCases.All.Where(c => c.After is null).Select(c => c.Rule).Distinct()];
        string[] rules = [.. RuleTable.All.Select(r => r.Name)];
        Assert.That(firing, Is.EquivalentTo(rules));
        Assert.That(silent, Is.EquivalentTo(rules));
    }

    [Test]
    public void Every_rule_says_what_it_does_and_why()
    {
        Assert.That(RuleTable.All.Select(r => r.Name), Is.Unique);
        Assert.That(RuleTable.All.Where(r => !r.Form.Contains("->") || r.Why.Length < 10 || !r.Why.EndsWith('.')).Select(r => r.Name), Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Fires_where_it_should(RuleCase test)
    {
        var inputs = new CaseInputs();
        Node before = test.Before(inputs);
        var report = new RewriteReport();
        Node after = Rewriter.Run([before], [RuleTable.Find(test.Rule)], report)[0];
        Assert.That(report.HasFired(test.Rule), Is.EqualTo(test.After is not null));
        if (test.After is not null)
            Assert.That(after, Is.SameAs(test.After(inputs)), after.ToString());
        GraphVerifier.Verify([after], test.Rule);
        Assert.That(after.Type, Is.EqualTo(before.Type));
    }

    [TestCaseSource(nameof(Firing))]
    public void Keeps_ordinary_values(RuleCase test)
    {
        foreach (double[] numbers in new[] { s_ordinary, s_positive })
            foreach ((double was, double now) in Evaluate(test, numbers))
                if (!double.IsNaN(was) && !double.IsInfinity(was))
                    Assert.That(now, Is.EqualTo(was).Within(Exactness(test) * (1 + Math.Abs(was))));
    }

    [TestCaseSource(nameof(Firing))]
    public void Keeps_extreme_values_as_far_as_it_says(RuleCase test)
    {
        Deviations may = RuleTable.Find(test.Rule).MayChange;
        // Pairs of different extremes, the ends of the range, and the same extreme everywhere, where differences are 0.
        double[][] all =
        [
            s_extreme, s_limits, .. s_extreme.Concat(s_limits).Select(v => Enumerable.Repeat(v, 12).ToArray()),
            .. Mixed(s_zeros), .. Mixed([.. s_extreme, .. s_limits]), .. Mixed([.. s_extreme.Select(Math.Abs)]), .. Mixed([.. s_ordinary, .. s_zeros]),
        ];
        foreach ((double was, double now) in all.SelectMany(numbers => Evaluate(test, numbers)))
        {
            bool finite = !double.IsNaN(was) && !double.IsInfinity(was);
            if (!may.HasFlag(Deviations.NonFinite))
                Assert.That(finite ? !double.IsNaN(now) : now.Equals(was), Is.True, $"{was} became {now}");
            if (finite && !may.HasFlag(Deviations.Rounding))
                Assert.That(now, Is.EqualTo(was), $"{was} became {now}");
            if (was == 0 && now == 0 && !may.HasFlag(Deviations.SignOfZero))
                Assert.That(double.IsNegative(now), Is.EqualTo(double.IsNegative(was)), $"{was} became {now}");
        }
    }

    /// <summary>Twelve of the numbers at random, several times, the same in every run.</summary>
    private static IEnumerable<double[]> Mixed(double[] numbers) =>
        Enumerable.Range(0, Mixtures).Select(seed => new Random(seed)).Select(random => Enumerable.Range(0, 12).Select(_ => numbers[random.Next(numbers.Length)]).ToArray());

    private static double Exactness(RuleCase test) => RuleTable.Find(test.Rule).MayChange.HasFlag(Deviations.Rounding) ? 1e-14 : 0;

    private static IEnumerable<(double Was, double Now)> Evaluate(RuleCase test, double[] numbers)
    {
        var inputs = new CaseInputs();
        Node before = test.Before(inputs), after = test.After!(inputs);
        Dictionary<string, NdArray> values = Values(numbers);
        AddOthers(values, [before, after], numbers);
        NdArray[] results = ReferenceEvaluator.Evaluate([before, after], values, new Dictionary<string, long> { ["n"] = 3, ["m"] = 4, ["late"] = 5, ["k"] = 2 });
        return results[0].Values.Zip(results[1].Values, (was, now) => (was, now));
    }

    /// <summary>Every input with the numbers in another order, so that pairs differ.</summary>
    private static Dictionary<string, NdArray> Values(double[] numbers)
    {
        NdArray Matrix(int shift) => new([3, 4], [.. Enumerable.Range(0, 12).Select(i => numbers[(i + shift) % 12])]);
        double Small(double v) => double.IsNaN(v) || Math.Abs(v) > 100 ? 7 : Math.Truncate(v) + 0.0;
        return new Dictionary<string, NdArray>
        {
            ["x"] = Matrix(0),
            ["y"] = Matrix(5),
            ["z"] = Matrix(7),
            ["v"] = new([4], numbers[3..7]),
            ["s"] = NdArray.Scalar(numbers[2]),
            ["row"] = new([1, 4], numbers[..4]),
            ["f"] = Matrix(2),
            ["t"] = new([4, 3], Matrix(3).Values),
            ["i"] = new([3, 4], [.. numbers.Select(Small)]),
            ["six"] = new([6], numbers[..6]),
            ["q"] = new([4, 4], [.. Enumerable.Range(0, 16).Select(i => numbers[(5 * i) % 12])]),
            ["r"] = new([4], [2, 0, 3, 1]),
            ["j"] = NdArray.Scalar(2),
            ["t"] = NdArray.Scalar(1),
            ["b"] = new([3, 4], [.. numbers.Select(v => v > 0 ? 1.0 : 0.0)]),
        };
    }

    /// <summary>The inputs that only some cases have, by their sizes. Square ones can be factored whatever the numbers are.</summary>
    private static void AddOthers(Dictionary<string, NdArray> values, Node[] roots, double[] numbers)
    {
        double[] small = numbers.All(v => Math.Abs(v) <= 4) ? numbers : s_ordinary;
        foreach (Node input in Graph.TopologicalOrder(roots).Where(n => n.Op == Sources.Input))
        {
            string name = ((InputAttribute)input.Attribute!).Name;
            if (values.ContainsKey(name))
                continue;
            int[] shape = [.. input.Shape.Dims.Select(d => (int)d.Evaluate(s => s.Name == "n" ? 3 : s.Name == "m" ? 4 : 2))];
            int next = name.Length;
            int At(int[] index) => index.Aggregate(next, (at, k) => (3 * at) + k) % 12;
            values[name] = name.StartsWith("square", StringComparison.Ordinal)
                ? NdArray.Generate(shape, i => i[^1] == i[^2] ? 3 + i[^1] + (small[At(i)] / 3) : small[At(i)] / 3)
                : NdArray.Generate(shape, _ => (name.StartsWith("regular", StringComparison.Ordinal) ? s_ordinary : numbers)[next++ % 12]);
        }
    }
}
