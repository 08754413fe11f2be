using System.Diagnostics;

namespace TensorAot.Mutation;

/// <summary>What became of a mutant.</summary>
/// <param name="Killer">The test that saw it; null when none did.</param>
/// <param name="Tests">How many tests could have.</param>
/// <param name="Excuse">Why no test can; null when it is no equivalent one.</param>
internal sealed record Outcome(string Mutant, string? Killer, int Tests, string? Excuse)
{
    public string Kind => Mutant[..Mutant.IndexOf(' ')];

    public bool IsCounted => Kinds.Counted.Contains(Kind);

    public bool HasSurvived => Killer is null && Excuse is null;
}

/// <summary>Tries mutants, with some processes side by side.</summary>
internal sealed class Campaign(Baseline baseline, string baselinePath, int workers)
{
    /// <summary>A mutant takes seconds at most, when every test that it concerns has to run.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Outcome>> Run(IReadOnlyList<string> mutants)
    {
        var outcomes = new Outcome[mutants.Count];
        var watch = Stopwatch.StartNew();
        int next = -1, done = 0;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            using var worker = new WorkerProcess(baselinePath, s_limit);
            for (int i = Interlocked.Increment(ref next); i < mutants.Count; i = Interlocked.Increment(ref next))
            {
                outcomes[i] = await Try(worker, mutants[i]);
                Tell(outcomes[i], Interlocked.Increment(ref done), mutants.Count, watch);
            }
        })));
        return outcomes;
    }

    private async Task<Outcome> Try(WorkerProcess worker, string mutant)
    {
        int tests = baseline.Reaching[mutant].Length;
        return new Outcome(mutant, tests == 0 ? null : await worker.Try(mutant), tests, Equivalent.ReasonFor(mutant));
    }

    private static void Tell(Outcome outcome, int done, int all, Stopwatch watch)
    {
        if (outcome.HasSurvived)
            Console.WriteLine($"survived: {outcome.Mutant} ({outcome.Tests} tests)");
        if (outcome is { Excuse: not null, Killer: not null })
            Console.WriteLine($"killed, though listed as equivalent: {outcome.Mutant}, by {outcome.Killer}");
        if (done % 100 == 0 || done == all)
            Console.WriteLine($"{done} of {all}, {watch.Elapsed:m\\:ss}");
    }
}
