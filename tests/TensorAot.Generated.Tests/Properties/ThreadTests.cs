using TensorAot.Generated.Tests.Testing;
using TensorAot.Runtime;
using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Generated.Tests.Properties;

/// <summary>Threads change how fast results come, and nothing else.</summary>
[NonParallelizable]
public class ThreadTests
{
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    [TestCaseSource(typeof(Workloads), nameof(Workloads.Names))]
    public void TheSameBitsForEveryNumberOfThreads(string name)
    {
        Action<float[], float[]> core = Workloads.Core(name);
        float[] x = Workloads.Input();
        float[][] results = [.. new[] { 1, 2, 5 }.Select(threads =>
        {
            ParallelFor.MaxThreads = threads;
            var y = new float[x.Length];
            core(x, y);
            return y;
        })];
        Assert.That(results[0].Any(v => v != 0));
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    [TestCaseSource(typeof(Workloads), nameof(Workloads.Names))]
    public void CoresDoNotAllocate(string name)
    {
        Hardware.RequireFusedMultiplyAdd("a call takes seconds, and the test host allocates meanwhile");
        ParallelFor.MaxThreads = 2;
        Action<float[], float[]> core = Workloads.Core(name);
        float[] x = Workloads.Input(), y = new float[x.Length];
        Assert.That(Allocations.Least(() => core(x, y)), Is.Zero);
    }

    [Test]
    public void ManyCallersAtOnce()
    {
        (string Name, Action<float[], float[]> Core)[] cores = [.. new[] { "Softmax", "ColumnSums", "Total" }.Select(n => (n, Workloads.Core(n)))];
        float[][] inputs = [.. Enumerable.Range(0, 4).Select(seed => Workloads.Input(seed))];
        float[][][] expected = [.. inputs.Select(x => cores.Select(c => Result(c.Core, x)).ToArray())];
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            for (int round = 0; round < 6; round++)
                for (int c = 0; c < cores.Length; c++)
                    if (!Result(cores[c].Core, inputs[t]).AsSpan().SequenceEqual(expected[t][c]))
                        Interlocked.Increment(ref wrong);
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.That(wrong, Is.Zero);
    }

    private static float[] Result(Action<float[], float[]> core, float[] x)
    {
        var y = new float[x.Length];
        core(x, y);
        return y;
    }
}
