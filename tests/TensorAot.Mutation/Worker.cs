namespace TensorAot.Mutation;

/// <summary>
/// The other side of a <see cref="WorkerProcess"/>: reads names of mutants and answers each with the test that kills it. A process of its own,
/// because a mutant may overflow the stack or never end.
/// </summary>
internal static class Worker
{
    /// <summary>How an answer begins: tests may print too.</summary>
    public const string Answer = "\u0001";

    /// <summary>The line that says that mutants are waited for: a process that ends before it kills nothing.</summary>
    public const string Ready = "\u0002";

    /// <summary>Tests are run in turns, the quickest first, until one fails: as many as take this long together.</summary>
    private static readonly double[] s_turns = [0.1, 3, double.PositiveInfinity];

    public static void Run(string baselinePath)
    {
        TextWriter answers = Console.Out;
        var baseline = Baseline.Load(baselinePath);
        string? killer = null;
        TestHost host = null!;
        host = new TestHost((test, _, failed) =>
        {
            if (!failed || killer is not null || baseline.Failing.Contains(test))
                return;
            killer = test;
            host.Stop();
        });
        answers.WriteLine(Ready);
        answers.Flush();
        while (Console.ReadLine() is { } name)
        {
            killer = null;
            Queue<string> tests = new(baseline.Reaching[name]);
            Mutants.Parse(name).While(() =>
            {
                foreach (double turn in s_turns)
                    if (killer is null && tests.Count > 0)
                        RunTurn(host, tests, turn, baseline);
            });
            answers.WriteLine(Answer + (killer ?? ""));
            answers.Flush();
        }
    }

    private static void RunTurn(TestHost host, Queue<string> tests, double limit, Baseline baseline)
    {
        var turn = new HashSet<string>(StringComparer.Ordinal);
        for (double spent = 0; tests.Count > 0 && (turn.Count == 0 || spent < limit); spent += baseline.Seconds[tests.Dequeue()])
            turn.Add(tests.Peek());
        host.Run(turn.Contains);
    }
}
