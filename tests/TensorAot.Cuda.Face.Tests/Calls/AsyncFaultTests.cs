using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>What fails while calls are under way: every task ends, shared state is whole, and the next call works.</summary>
[TestFixture]
public sealed class AsyncFaultTests : OnDeferredEmulator
{
    private const int Most = 6;

    private static readonly float[,] Images = Values.Floats(6, 12);
    private static readonly int[] Labels = Values.Labels(6, 5);

    // What training leaves after each step.
    private static readonly float[][] s_weights = Weights();

    private static readonly string[] s_calls =
    [
        "MakeCurrent", "Allocate", "AllocatePinned", "LoadModule", "GetKernel", "CopyToDevice", "CopyToHost", "Launch", "Synchronize", "CreateEvent",
        "RecordEvent", "SynchronizeEvent", "CreateGraph", "AddKernel", "AddCopyToDevice", "AddCopyToHost", "Instantiate", "LaunchGraph",
    ];

    [Test]
    public async Task StateIsWholeWhateverFails([ValueSource(nameof(s_calls))] string call, [Values] CudaFailure failure, [Values] bool isHeld)
    {
        for (int after = 0; after < 4; after++)
        {
            await Train(call, after, failure, isHeld);
            Driver.FailAt("");
            CloseThis();
            OpenAnother();
        }
    }

    [Test]
    public async Task ALostDeviceFailsAllThatIsPending()
    {
        Device.Default = Device;
        var model = new Regression();
        await Soon(model.TrainAsync(Values.Flat(Images), Labels, 0.1f));
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 1 }));
        _ = model.W.Value;
        Stream.Hold();
        Driver.FailAt("SynchronizeEvent", failure: CudaFailure.DeviceLost);
        Task<float>[] calls = [.. Enumerable.Range(0, 8).Select(_ => model.TrainAsync(Values.Flat(Images), Labels, 0.1f))];
        Stream.Go();
        string[] messages = [.. (await Task.WhenAll(calls.Select(Failure<DeviceException>))).Select(e => e.Message)];
        Assert.That(messages[0], Does.StartWith("Regression.Train: SynchronizeEvent: CUDA_ERROR_FOR_TEST.").And.Contain("shared state is again what it was when it last was on the CPU"));
        Assert.That(messages[1..], Has.All.Contain("was lost when an earlier call failed"));
        Device.Default = null;
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 1 }));
        Assert.That(model.W.Value, Is.EqualTo(s_weights[1]).Within(1e-5f));
        Assert.That(model.Train(Images, Labels, 0.1f), Is.GreaterThan(0));
    }

    [Test]
    public async Task ACallThatIsWaitedForSaysThatTheFailureMayBeThatOfAnother()
    {
        Device.Default = Device;
        double[] result = new double[1];
        await Soon(Formulas.SigmoidAsync(new double[] { 1 }, 1, 1, result));
        Stream.Hold();
        Task pending = Formulas.SigmoidAsync(new double[] { 1 }, 1, 1, result);
        Assert.That(Stream.WaitForRecords(2));
        Driver.FailAt("Synchronize", failure: CudaFailure.DeviceLost);
        Assert.That(() => Formulas.SquareSum([1], 1), Throws.InstanceOf<DeviceException>().With.Message.Contains("a call before this one whose task has not ended"));
        Stream.Go();
        await Failure<DeviceException>(pending);
    }

    [Test]
    public async Task WithoutMemoryForASecondCallItWaits()
    {
        Device.Default = Device;
        double[] result = new double[4], second = new double[4];
        await Soon(Formulas.SigmoidAsync(new double[4], 2, 2, result));
        long memory = Stream.LiveBytes;
        Stream.Hold();
        Task a = Formulas.SigmoidAsync(new double[4], 2, 2, result);
        Assert.That(Stream.WaitForRecords(2));
        Driver.FailAt("Allocate", failure: CudaFailure.OutOfMemory);
        Task b = Formulas.SigmoidAsync(new double[] { 1, 2, 3, 4 }, 2, 2, second), c = Formulas.SigmoidAsync(new double[4], 2, 2, result);
        Stream.Go();
        await Soon(Task.WhenAll(a, b, c));
        Assert.That(second[0], Is.EqualTo(1 / (1 + Math.Exp(-1))).Within(1e-15));
        Assert.That(Stream.LiveBytes, Is.EqualTo(memory));
    }

    private async Task Train(string call, int after, CudaFailure failure, bool isHeld)
    {
        Device.Default = Device;
        var model = new Regression();
        int known = 0;
        if (after % 2 == 1)
        {
            model.Train(Images, Labels, 0.1f);
            known = model.Steps.Value[0];
            _ = (model.W.Value, model.B.Value, model.Momentum.Value);
        }
        if (isHeld)
            Stream.Hold();
        Driver.FailAt(call, after, failure);
        Task<float>[] calls = [.. Enumerable.Range(0, 4).Select(_ => model.TrainAsync(Values.Flat(Images), Labels, 0.1f))];
        // What waits for memory or for the stream goes on.
        Stream.WaitForRecords(1, milliseconds: isHeld ? 50 : 0);
        Stream.Go();
        int failures = 0;
        foreach (Task<float> each in calls)
        {
            try
            {
                await Soon(each);
            }
            catch (DeviceException e)
            {
                failures++;
                Assert.That(e.Message, Does.StartWith("Regression.Train"));
            }
        }
        bool isLost = Device.IsLost;
        // The others come in calls that are not the first, or where there is no graph.
        Assert.That(after > 0 || !Driver.IsWaiting || call is "CopyToHost" or "CopyToDevice" or "Launch" or "Synchronize", "it has failed");
        Driver.FailAt("");
        if (isLost)
            Device.Default = null;
        int steps = model.Steps.Value[0];
        Assert.That(steps, isLost ? Is.EqualTo(known) : Is.InRange(0, known + 4 - failures), $"{failures} calls have failed");
        Assert.That(model.W.Value, Is.EqualTo(s_weights[steps]).Within(1e-5f));
        await Soon(model.TrainAsync(Values.Flat(Images), Labels, 0.1f));
        Assert.That(model.Steps.Value[0], Is.EqualTo(steps + 1));
        Assert.That(model.W.Value, Is.EqualTo(s_weights[steps + 1]).Within(1e-5f));
    }

    private static float[][] Weights()
    {
        var model = new Regression();
        var weights = new List<float[]> { model.W.Value };
        for (int i = 0; i < Most; i++)
        {
            model.Train(Images, Labels, 0.1f);
            weights.Add(model.W.Value);
        }
        return [.. weights];
    }
}
