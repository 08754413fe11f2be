namespace TensorAot.Fuzz.Tests;

using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;
using TensorAot.Fuzz.Report;
using TensorAot.Fuzz.Shrink;

/// <summary>A small run of the fuzzer, and what makes a large one worth its time. <c>./build.sh fuzz</c> runs as many graphs as asked.</summary>
public sealed class FuzzTests
{
    [Test]
    public void Random_graphs_agree_in_every_way_of_computing_them()
    {
        var fuzzer = new Fuzzer(new Options { Graphs = 300, Seed = 2, PerBatch = 30, Compile = 5, Portable = 2 });
        Mismatch[] mismatches = [.. fuzzer.Run().OfType<Mismatch>()];
        Assert.That(mismatches.Select(m => $"{m.Case.Name} {m.Fault}: {m.Message}"), Is.Empty);
        Assert.That(fuzzer.Tally.Graphs, Is.GreaterThan(280));
        Assert.That(fuzzer.Tally.Compared, Is.GreaterThan(20 * fuzzer.Tally.Unjudged), "most values can be judged");
        Assert.That(fuzzer.Tally.Functions, Is.GreaterThan(100));
        Assert.That(fuzzer.Tally.Portable, Is.GreaterThan(40));
    }

    [Test]
    public void Every_rule_fires_when_its_turn_comes()
    {
        var fuzzer = new Fuzzer(new Options { Graphs = 500, Seed = 3, Compile = 0 });
        Mismatch[] mismatches = [.. fuzzer.Run().OfType<Mismatch>()];
        Assert.That(mismatches.Select(m => $"{m.Case.Name} {m.Fault}: {m.Message}"), Is.Empty);
        Assert.That(Schedule.Rules.Where(r => fuzzer.Tally.Firings.GetValueOrDefault(r) == 0), Is.Empty);
    }

    [Test]
    public void The_same_seed_gives_the_same_graphs_and_values()
    {
        for (int index = 0; index < 20; index++)
        {
            FuzzCase? first = GraphGenerator.Make(new CaseNumber(5, index)), second = GraphGenerator.Make(new CaseNumber(5, index));
            Assert.That(Text(second), Is.EqualTo(Text(first)));
        }
    }

    [Test]
    public void A_wrong_result_is_noticed_and_made_small()
    {
        FuzzCase test = GraphGenerator.Make(new CaseNumber(5, 3))!;
        Mismatch? Wrong(FuzzCase c) => c.Roots.Length > 0 ? new Mismatch(c, Fault.Rewrite, "always", []) : null;
        Mismatch small = new Shrinker(Wrong, 500).Run(Wrong(test)!);
        Assert.That(small.Case.Roots, Has.Length.EqualTo(1));
        Assert.That(Compiler.Graphs.Graph.TopologicalOrder(small.Case.Roots), Has.Count.LessThanOrEqualTo(2));
        var judge = new Judge(test, test.Roots, rounded: false, anySign: false);
        double[] values = [.. judge.Values[0].Values];
        Assert.That(judge.FirstDifference(0, values, mayBecomeFinite: false, new Tally()), Is.EqualTo(-1));
    }

    [Test]
    public void The_page_names_rules_that_fired_rarely()
    {
        string page = FuzzingPage.Text(new Options(), new Tally(), TimeSpan.FromMinutes(2));
        Assert.That(page, Does.Contain("`log1p` (0)").And.Contain("--graphs=2000 --seed=1"));
    }

    [Test]
    public void A_number_is_read_as_it_is_written()
    {
        foreach (var number in new[] { new CaseNumber(4, 17), new CaseNumber(4, 17, "log1p", Growth.Gentle) })
            Assert.That(CaseNumber.Parse(number.ToString()), Is.EqualTo(number));
    }

    private static string Text(FuzzCase? test) => test is null ? "none" : CodePrinter.Print(new Mismatch(test, Fault.Rewrite, "", []));
}
