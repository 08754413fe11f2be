using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Ends of calls that nobody waits for, and of what they use: cancelled, disposed or collected meanwhile, nothing is freed too early or kept.</summary>
[TestFixture]
public sealed class AsyncLifetimeTests : OnDeferredEmulator
{
    private static readonly float[] Images = Values.Flat(Values.Floats(6, 12));
    private static readonly int[] Labels = Values.Labels(6, 5);

    [Test]
    public async Task ADisposedTensorLivesAsLongAsCallsThatHaveIt()
    {
        double[,] values = Values.Doubles(4, 5);
        var x = DeviceTensor.From(Device, values);
        using var y = DeviceTensor.Zeros<double>(Device, 4, 5);
        await Held();
        long live = Stream.LiveBytes;
        Task calls = Held(x.Dispose);
        Assert.That(() => Formulas.SigmoidAsync(x, y), Throws.InstanceOf<ObjectDisposedException>(), "what is wrong with arguments is thrown at once");
        await calls;
        Assert.That(y.ToArray(), Is.EqualTo(Values.Flat(Formulas.Sigmoid(values))));
        Assert.That(SpinWait.SpinUntil(() => Stream.LiveBytes == live - (20 * sizeof(double)), 20_000), "its memory goes back behind them");

        Task Held(Action? meanwhile = null)
        {
            Stream.Hold();
            Task[] all = [.. Enumerable.Range(0, 6).Select(_ => Formulas.SigmoidAsync(x, y))];
            meanwhile?.Invoke();
            Stream.Go();
            return Soon(Task.WhenAll(all));
        }
    }

    [Test]
    public async Task WhatHasNotBegunCanBeCancelled()
    {
        Device.Default = Device;
        using var source = new CancellationTokenSource();
        double[] result = new double[1];
        using var blocked = new ManualResetEventSlim();
        Task block = Device.RunAsync(() => blocked.Wait());
        var model = new Regression();
        Task call = Formulas.SigmoidAsync(new double[] { 1 }, 1, 1, result, source.Token);
        Task<float> train = model.TrainAsync(Images, Labels, 0.1f, source.Token);
        source.Cancel();
        await Failure<OperationCanceledException>(call);
        await Failure<OperationCanceledException>(train);
        Assert.That((call.IsCanceled, train.IsCanceled, result[0]), Is.EqualTo((true, true, 0.0)));
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 0 }), "nobody waits for what will not begin");
        blocked.Set();
        await Soon(block);
        Assert.That(Formulas.SigmoidAsync(new double[] { 1 }, 1, 1, result, new CancellationToken(true)).IsCanceled);
        await Soon(Formulas.SigmoidAsync(new double[] { 0 }, 1, 1, result));
        Assert.That(result[0], Is.EqualTo(0.5));
    }

    [Test]
    public async Task DisposingWaitsForWhatIsUnderWay()
    {
        Device.Default = Device;
        var model = new Regression();
        Stream.Hold();
        Task<float> call = model.TrainAsync(Images, Labels, 0.1f);
        Assert.That(Stream.WaitForRecords(1));
        Task disposal = Task.Run(Device.Dispose);
        Assert.That(disposal.Wait(50), Is.False);
        Stream.Go();
        await Soon(disposal);
        Assert.That(await Soon(call), Is.GreaterThan(0));
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task WhatHasNotBegunFailsWhenTheDeviceIsDisposed()
    {
        Device.Default = Device;
        using var blocked = new ManualResetEventSlim();
        Task block = Device.RunAsync(() => blocked.Wait());
        double[] result = new double[1];
        Task call = Formulas.SigmoidAsync(new double[] { 1 }, 1, 1, result);
        Device.Dispose();
        blocked.Set();
        await Soon(block);
        await Failure<ObjectDisposedException>(call);
        Assert.That(result[0], Is.Zero);
    }

    [Test]
    public async Task ALoopIsStoppedBetweenItsSteps()
    {
        Device.Default = Device;
        using var source = new CancellationTokenSource();
        float[] start = [0, 1], x = new float[2000], last = new float[2], all = new float[2000];
        await Soon(Loops.RecurrenceAsync(start, x, 1000, last, all, source.Token));
        Device.LaunchesOneByOne = true;
        Stream.Hold();
        Task call = Loops.RecurrenceAsync(start, x, 1000, last, all, source.Token);
        Assert.That(SpinWait.SpinUntil(() => Stream.Waiting > 0, 20_000), "the first step waits for the stream");
        source.Cancel();
        Stream.Go();
        await Failure<OperationCanceledException>(call);
        Assert.That(call.IsCanceled);
        await Soon(Loops.RecurrenceAsync(start, x, 1000, last, all));
    }

    [Test]
    public async Task AModelThatIsCollectedMeanwhileIsNotFreed()
    {
        Device.Default = Device;
        Stream.Hold();
        Task<float> call = TrainAndForget();
        Assert.That(Stream.WaitForRecords(1));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Task<float> other = Formulas.SquareSumAsync(new float[] { 3 }, 1);
        Stream.Go();
        Assert.That(await Soon(call), Is.GreaterThan(0));
        Assert.That(await Soon(other), Is.EqualTo(9));
    }

    [Test]
    public async Task WhatACallTakesIsBounded()
    {
        Device.Default = Device;
        float[] x = [1, 2];
        for (int i = 0; i < 200; i++)
            await Soon(Formulas.SquareSumAsync(x, 1));
        long memory = Stream.LiveBytes, before = GC.GetTotalAllocatedBytes(precise: true), heap = GC.GetTotalMemory(forceFullCollection: true);
        const int Count = 10_000;
        for (int i = 0; i < Count / 50; i++)
        {
            Task<float>[] calls = new Task<float>[50];
            for (int j = 0; j < calls.Length; j++)
                calls[j] = Formulas.SquareSumAsync(x, j);
            await Soon(Task.WhenAll(calls));
        }
        Assert.That((GC.GetTotalAllocatedBytes(precise: true) - before) / Count, Is.LessThan(4000), "bytes for each call, with those of the test's stream");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - heap, Is.LessThan(1_000_000));
        Assert.That(Stream.LiveBytes, Is.LessThan(memory + 20_000), "no more memory than that of the calls under way");
    }

    private static Task<float> TrainAndForget() => new Regression().TrainAsync(Images, Labels, 0.1f);
}
