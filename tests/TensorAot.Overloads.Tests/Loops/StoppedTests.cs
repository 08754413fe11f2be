namespace OverloadTests.Loops;

/// <summary>Calls that are stopped, and calls that say how far they are.</summary>
[TestFixture]
public class StoppedTests
{
    private sealed class Heard(Action<double>? then = null) : IProgress<double>
    {
        public List<double> Parts { get; } = [];

        public void Report(double value)
        {
            Parts.Add(value);
            then?.Invoke(value);
        }
    }

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(1 + i))];

    [Test]
    public void A_watched_call_computes_the_same()
    {
        double[] x = Numbers(1000);
        Assert.That(Runs.Recur(x.AsSpan(), 0.9, CancellationToken.None), Is.EqualTo(Runs.Recur(x, 0.9)));
        Assert.That(Runs.Recur(x, 0.9, new CancellationTokenSource().Token, new Heard()), Is.EqualTo(Runs.Recur(x, 0.9)));
        double[,] rows = new double[50, 3];
        for (int i = 0; i < 150; i++)
            rows[i / 3, i % 3] = x[i];
        Assert.That(Runs.States(rows, 0.5, CancellationToken.None), Is.EqualTo(Runs.States(rows)));
        Assert.That(Runs.States(rows, cancellationToken: CancellationToken.None), Is.EqualTo(Runs.States(rows)));
        Assert.That(Runs.Trained(x, 0.9, progress: new Heard()), Is.EqualTo(Runs.Trained(x, 0.9)));
        double[] into = new double[150];
        Runs.StatesInto(x.AsMemory(0, 150), 50, 3, into, null, default);
        Assert.That(into, Is.EqualTo(Runs.States(rows).Cast<double>()));
    }

    [Test]
    public void Progress_is_heard_at_most_a_hundred_times_and_ends_at_1()
    {
        var heard = new Heard();
        Runs.Recur(Numbers(12345), 0.9, progress: heard);
        Assert.That(heard.Parts, Has.Count.EqualTo(100).And.Ordered);
        Assert.That((heard.Parts[0], heard.Parts[^1]), Is.EqualTo((124 / 12345.0, 1.0)));
        heard = new Heard();
        Runs.Recur(Numbers(4), 0.9, progress: heard);
        Assert.That(heard.Parts, Is.EqualTo(new[] { 0.25, 0.5, 0.75, 1 }));
        heard = new Heard();
        Runs.Trained(Numbers(2), 0.9, progress: heard);
        Assert.That(heard.Parts, Is.EqualTo(new[] { 0.25, 0.5, 0.75, 1 }), "both loops");
        heard = new Heard();
        Runs.Recur([], 0.9, progress: heard);
        Assert.That(heard.Parts, Is.Empty);
    }

    [Test]
    public void A_call_is_stopped_at_the_step_at_hand()
    {
        using var source = new CancellationTokenSource();
        var heard = new Heard(part => { if (part >= 0.5) source.Cancel(); });
        OperationCanceledException stopped = Assert.Throws<OperationCanceledException>(() => Runs.Recur(Numbers(1000), 0.9, source.Token, heard))!;
        Assert.That(stopped.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(heard.Parts[^1], Is.EqualTo(0.5));
        Assert.That(Runs.Recur(Numbers(1000), 0.9), Is.Not.NaN, "the next call is a new one");
    }

    [Test]
    public void A_call_that_was_cancelled_does_not_begin()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.That(() => Runs.Recur(Numbers(3), 0.9, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Runs.NoLoopStopped([1], cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Runs.NoLoopStopped([1], default), Is.EqualTo(new double[] { 2 }));
        Assert.That(Runs.Named([1], 0, cancellationToken2: CancellationToken.None, progress2: null), Is.EqualTo(Math.Tanh(1)).Within(1e-15));
    }

    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.75)]
    [TestCase(1)]
    public void A_stopped_call_has_updated_nothing(double part)
    {
        double[,] x = new double[8, 2];
        for (int i = 0; i < 16; i++)
            x[i / 2, i % 2] = Math.Cos(i);
        foreach (bool drifts in new[] { false, true })
        {
            var learner = new Learner();
            using var source = new CancellationTokenSource();
            var heard = new Heard(p => { if (p >= part) source.Cancel(); });
            bool wasStopped = false;
            try
            {
                if (drifts)
                    learner.Drift(x, source.Token, heard);
                else
                    learner.Step(x, source.Token, heard);
            }
            catch (OperationCanceledException)
            {
                wasStopped = true;
            }
            Assert.That(wasStopped, Is.EqualTo(part < 1), "after the last step nothing stops it");
            bool isUnchanged = learner.W.Value.All(w => w == 0.5) && learner.Count.Value[0] == 0;
            Assert.That(isUnchanged, Is.EqualTo(wasStopped));
        }
    }

    [Test]
    public void Updates_and_draws_wait_for_the_loop()
    {
        double[,] x = new double[4, 2];
        var noisy = new Noisy();
        RandomState before = noisy.Random.Position;
        using var source = new CancellationTokenSource();
        Assert.That(() => noisy.Step(x, source.Token, new Heard(_ => source.Cancel())), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((noisy.Random.Position, noisy.Mean.Value[0], noisy.Decayed.Value[1]), Is.EqualTo((before, 0.0, 1.0)));
        double first = noisy.Step(x);
        Assert.That(first, Is.EqualTo(new Noisy().Step(x)), "as if it had not been");
        Assert.That((noisy.Random.Position == before, noisy.Mean.Value[0] == 0, noisy.Decayed.Value[1]), Is.EqualTo((false, false, 0.5)));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        double[] x = Numbers(10), rows = Numbers(150), into = new double[150];
        using var source = new CancellationTokenSource();
        double Call() => Runs.Recur(x.AsSpan(), 0.9, source.Token) + Stepped(rows, into, source.Token);
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double Stepped(double[] rows, double[] into, CancellationToken token)
    {
        Runs.States(rows, 0.5, 50, 3, into, token);
        return into[149];
    }
}
