using System.Text.Json;
using TensorAot;

namespace FaceTests;

/// <summary>What profiled functions tell of themselves.</summary>
[NonParallelizable]
public class MeasuredTests
{
    private static float[] Data(int rows) => [.. Enumerable.Range(0, rows * 64).Select(i => (i % 17) / 100f)];

    private static FunctionProfile AfterCalls(int calls)
    {
        var model = new Measured();
        float[] x = Data(100);
        model.Train(x, 0.1f);
        Measured.TrainProfile.Reset();
        for (int i = 0; i < calls; i++)
            model.Train(x, 0.1f);
        return Measured.TrainProfile;
    }

    [Test]
    public void EveryStepIsCounted()
    {
        FunctionProfile profile = AfterCalls(7);
        TestContext.Out.WriteLine(profile);
        Assert.Multiple(() =>
        {
            Assert.That(profile.Function, Is.EqualTo("Measured.Train"));
            Assert.That(profile.Calls, Is.EqualTo(7));
            Assert.That(profile.Entries, Is.Not.Empty);
            Assert.That(profile.Entries.Select(e => e.Runs), Is.All.EqualTo(7));
            Assert.That(profile.Entries.Sum(e => e.Total.Ticks), Is.Positive.And.LessThanOrEqualTo(profile.Total.Ticks));
            Assert.That(string.Join("; ", profile.Entries.Select(e => e.Expression)), Does.Contain("Dot(x, W)"));
            // Two products of 100 x 64 by 64 x 32 are most of it.
            Assert.That(profile.Entries.Sum(e => e.Operations) / 7.0, Is.InRange(2 * 2 * 100 * 64 * 32, 1.2 * 2 * 2 * 100 * 64 * 32));
            Assert.That(profile.ToString(), Does.StartWith("Measured.Train: 7 calls, ").And.Contain("Dot(x, W)").And.Contain("GFLOP/s"));
        });
    }

    [Test]
    public void TheTraceIsJsonThatNests()
    {
        using var stream = new MemoryStream();
        FunctionProfile profile = AfterCalls(3);
        profile.WriteTrace(stream);
        using JsonDocument trace = JsonDocument.Parse(stream.ToArray());
        JsonElement[] events = [.. trace.RootElement.GetProperty("traceEvents").EnumerateArray()];
        Assert.That(events, Has.Length.EqualTo(3 * (profile.Entries.Count + 1)));
        JsonElement[] calls = [.. events.Where(e => e.GetProperty("cat").GetString() == "call")];
        Assert.That(calls, Has.Length.EqualTo(3));
        foreach (JsonElement step in events)
        {
            double start = step.GetProperty("ts").GetDouble(), end = start + step.GetProperty("dur").GetDouble();
            Assert.That(step.GetProperty("ph").GetString(), Is.EqualTo("X"));
            Assert.That(calls.Any(c => c.GetProperty("ts").GetDouble() <= start + 0.2 && c.GetProperty("ts").GetDouble() + c.GetProperty("dur").GetDouble() >= end - 0.2), Is.True, "inside a call");
        }
    }

    [Test]
    public void TheTraceKeepsTheLastRuns()
    {
        FunctionProfile profile = AfterCalls(FunctionProfile.TraceCapacity);
        using var stream = new MemoryStream();
        FunctionProfile.WriteTrace(stream, [profile]);
        using JsonDocument trace = JsonDocument.Parse(stream.ToArray());
        Assert.That(trace.RootElement.GetProperty("traceEvents").GetArrayLength(), Is.EqualTo(FunctionProfile.TraceCapacity));
        Assert.That(profile.Calls, Is.EqualTo(FunctionProfile.TraceCapacity));
    }

    [Test]
    public void MeasuringAllocatesNothing()
    {
        var model = new Measured();
        float[] x = Data(10);
        model.Train(x, 0.1f);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            model.Train(x.AsSpan(), 0.1f);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void StepsInsideLoopsAreNested()
    {
        (double[] last, _) = new Measured().Walk([0, 1, 2], new double[5, 3]);
        Assert.That(last[0], Is.EqualTo(Math.Tanh(Math.Tanh(Math.Tanh(Math.Tanh(Math.Tanh(1)))))).Within(1e-15));
        FunctionProfile profile = FunctionProfile.All.Single(p => p.Function == "Measured.Walk");
        TestContext.Out.WriteLine(profile);
        ProfileEntry loop = profile.Entries.Single(e => e.Kind == "scan");
        Assert.That(profile.Entries.Where(e => e.Depth == 1).Select(e => e.Runs), Is.Not.Empty.And.All.EqualTo(5 * loop.Runs));
        Assert.That(Measured.WalkProfile, Is.SameAs(profile));
    }

    [Test]
    public void OthersAreNotMeasured()
    {
        new Measured().Unmeasured([1f]);
        Assert.That(FunctionProfile.All.Select(p => p.Function), Does.Not.Contain("Measured.Unmeasured"));
        Assert.That(typeof(Measured).GetProperty("UnmeasuredProfile"), Is.Null);
    }
}
