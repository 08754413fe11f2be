using System.Text.Json;
using TensorAot.Mutation.Declarations;

namespace TensorAot.Mutation;

/// <summary>The tests without any mutant: what each takes, which fail all the same, and which mutants each would meet.</summary>
/// <param name="Seconds">For each test its time.</param>
/// <param name="Failing">Tests that fail, or fail when they are run again: they kill nothing.</param>
/// <param name="Reaching">For each mutant the tests in which it would change a value, the quickest first.</param>
internal sealed record Baseline(Dictionary<string, double> Seconds, HashSet<string> Failing, SortedDictionary<string, string[]> Reaching)
{
    /// <summary>Runs all tests twice.</summary>
    public static Baseline Measure()
    {
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        var failing = new HashSet<string>(StringComparer.Ordinal);
        var reached = new Dictionary<Mutant, HashSet<string>>();
        var host = new TestHost((test, time, failed) =>
        {
            seconds[test] = Math.Max(time, seconds.GetValueOrDefault(test));
            if (failed)
                failing.Add(test);
        });
        Mutants.Reached = mutant =>
        {
            if (TestHost.Current is not { } test)
                return;
            if (!reached.TryGetValue(mutant, out HashSet<string>? tests))
                reached[mutant] = tests = [];
            tests.Add(test);
        };
        host.Run(_ => true);
        Mutants.Reached = null;
        host.Run(_ => true);
        return new Baseline(seconds, failing, Order(seconds, failing, reached));
    }

    public static Baseline Load(string path) => JsonSerializer.Deserialize<Baseline>(File.ReadAllText(path))!;

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    private static SortedDictionary<string, string[]> Order(Dictionary<string, double> seconds, HashSet<string> failing, Dictionary<Mutant, HashSet<string>> reached)
    {
        var result = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (Mutant mutant in Mutants.All)
        {
            IEnumerable<string> tests = reached.TryGetValue(mutant, out HashSet<string>? found) ? found : [];
            bool isGap = mutant.Name.EndsWith(GradientMutants.NeverAsked, StringComparison.Ordinal);
            if (isGap && tests.Any())
                continue;
            result[mutant.Name] = [.. tests.Union(seconds.Keys.Where(mutant.Concerns)).Where(t => !failing.Contains(t)).OrderBy(t => seconds[t]).ThenBy(t => t, StringComparer.Ordinal)];
        }
        return result;
    }
}
