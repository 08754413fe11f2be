using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Calls that nobody waits for: they overlap, in the order in which they were made, and give what calls give that are waited for.</summary>
[TestFixture]
public sealed class AsyncTests : OnDeferredEmulator
{
    private static readonly float[,] Images = Values.Floats(6, 12);
    private static readonly int[] Labels = Values.Labels(6, 5);

    private static float[] FlatImages => Values.Flat(Images);

    [Test]
    public async Task TheNextCallIsGivenToTheDeviceBeforeTheFirstIsDone()
    {
        Device.Default = Device;
        double[] x = [1, 2, 3, 4], first = new double[4], second = new double[4];
        await Soon(Formulas.SigmoidAsync(x, 2, 2, first));
        int before = Stream.RecordCount;
        Stream.Hold();
        Task a = Formulas.SigmoidAsync(x, 2, 2, first), b = Formulas.SigmoidAsync(new double[] { 4, 3, 2, 1 }, 2, 2, second);
        Assert.That(Stream.WaitForRecords(before + 2), "both calls are in the stream");
        Assert.That((a.IsCompleted, b.IsCompleted), Is.EqualTo((false, false)));
        Stream.Go();
        await Soon(Task.WhenAll(a, b));
        Device.Default = null;
        double[] expected = new double[4];
        Formulas.Sigmoid(x, 2, 2, expected);
        Assert.That((first, second), Is.EqualTo((expected, Enumerable.Reverse(expected).ToArray())));
    }

    [Test]
    public async Task ManyCallsOfManyInputsGiveTheirOwnResults()
    {
        Device.Default = Device;
        double[][] inputs = [.. Enumerable.Range(0, 40).Select(i => Values.Flat(Values.Doubles(3, 4, i)))];
        double[][] results = [.. inputs.Select(_ => new double[12])];
        Stream.Hold();
        Task[] calls = [.. inputs.Select((x, i) => Formulas.SigmoidAsync(x, 3, 4, results[i]))];
        Assert.That(Stream.WaitForRecords(4), "as many as have memory");
        Stream.Go();
        await Soon(Task.WhenAll(calls));
        Device.Default = null;
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] expected = new double[12];
            Formulas.Sigmoid(inputs[i], 3, 4, expected);
            Assert.That(results[i], Is.EqualTo(expected), $"call {i}");
        }
        Assert.That(Stream.RecordCount, Is.EqualTo(40));
    }

    [Test]
    public async Task DifferentFunctionsAndSizesTakeTurns()
    {
        Device.Default = Device;
        var tasks = new List<(Task<(double, int)> Call, double Mean)>();
        var squares = new List<(Task<float> Call, float Sum)>();
        for (int i = 1; i <= 30; i++)
        {
            double[,] x = Values.Doubles(1 + (i % 11), 3, i);
            squares.Add((Formulas.SquareSumAsync(new float[] { i, 1 }, 2), ((i * i) + 1) * 2f));
            tasks.Add((Mean(x), x.Cast<double>().Average()));
        }
        foreach ((Task<(double, int)> call, double mean) in tasks)
            Assert.That((await Soon(call)).Item1, Is.EqualTo(mean).Within(1e-12));
        foreach ((Task<float> call, float sum) in squares)
            Assert.That(await Soon(call), Is.EqualTo(sum));

        static async Task<(double, int)> Mean(double[,] x)
        {
            double[] columns = new double[x.GetLength(1)];
            int[] places = new int[x.GetLength(0)];
            double mean = await Formulas.StatisticsAsync(Values.Flat(x), x.GetLength(0), x.GetLength(1), columns, places);
            for (int j = 0; j < columns.Length; j++)
                Assert.That(columns[j], Is.EqualTo(Enumerable.Range(0, places.Length).Sum(i => x[i, j])).Within(1e-12));
            return (mean, places[0]);
        }
    }

    [Test]
    public async Task StateIsUpdatedInOrderAndReadWhereItStands()
    {
        (Regression cpu, Regression model) = (new(), new());
        float[] costs = new float[12];
        for (int i = 0; i < costs.Length; i++)
            costs[i] = cpu.Train(Images, Labels, 0.1f);
        Device.Default = Device;
        Task<float>[] calls = [.. Enumerable.Range(0, 6).Select(_ => model.TrainAsync(FlatImages, Labels, 0.1f))];
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 6 }), "reading state comes behind calls that were made before");
        calls = [.. calls, .. Enumerable.Range(0, 6).Select(_ => model.TrainAsync(FlatImages, Labels, 0.1f))];
        int[] predicted = model.Predict(Images);
        Assert.That(model.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-5f));
        Assert.That(await Soon(Task.WhenAll(calls)), Is.EqualTo(costs).Within(1e-5f));
        Device.Default = null;
        Assert.That(predicted, Is.EqualTo(cpu.Predict(Images)));
    }

    [Test]
    public async Task TrainingOverlapsThoughItHasAnUpdateAndACheck()
    {
        Device.Default = Device;
        var model = new Regression();
        await Soon(model.TrainAsync(FlatImages, Labels, 0.1f));
        int before = Stream.RecordCount;
        Stream.Hold();
        Task<float>[] calls = [model.TrainAsync(FlatImages, Labels, 0.1f), model.TrainAsync(FlatImages, Labels, 0.1f)];
        Assert.That(Stream.WaitForRecords(before + 2));
        Stream.Go();
        await Soon(Task.WhenAll(calls));
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task AFailedCheckIsThatOfItsCallAlone()
    {
        Device.Default = Device;
        var model = new Regression();
        Stream.Hold();
        Task<float> good = model.TrainAsync(FlatImages, Labels, 0.1f);
        Task<float> wrong = model.TrainAsync(FlatImages, new[] { 0, 1, 2, 9, 1, 1 }, 0.1f);
        Task<float> next = model.TrainAsync(FlatImages, Labels, 0.1f);
        Stream.Go();
        await Soon(good);
        Assert.That((await Failure<IndexOutOfRangeException>(wrong)).Message, Does.Contain("9"));
        await Soon(next);
        (Regression cpu, int[] steps) = (new(), model.Steps.Value);
        Device.Default = null;
        cpu.Train(Images, Labels, 0.1f);
        float expected = cpu.Train(Images, Labels, 0.1f);
        Assert.That(steps, Is.EqualTo(new[] { 2 }));
        Assert.That(await next, Is.EqualTo(expected).Within(1e-5f));
        Assert.That(model.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-5f));
    }

    [Test]
    public async Task TensorsOnTheDeviceGoFromCallToCall()
    {
        double[,] values = Values.Doubles(4, 5), expected = values;
        for (int i = 0; i < 8; i++)
            expected = Formulas.Sigmoid(expected);
        using var x = DeviceTensor.From(Device, values);
        Stream.Hold();
        Task[] calls = [.. Enumerable.Range(0, 8).Select(_ => Formulas.SigmoidAsync(x, x))];
        Stream.Go();
        Assert.That(x.ToArray(), Is.EqualTo(Values.Flat(expected)), "copying comes behind calls that were made before");
        await Soon(Task.WhenAll(calls));
        using DeviceTensor<double> next = await Soon(Formulas.SigmoidAsync(x));
        Assert.That(next.Lengths.ToArray(), Is.EqualTo(new nint[] { 4, 5 }));
        Assert.That(next.ToArray(), Is.EqualTo(Values.Flat(Formulas.Sigmoid(expected))));
    }

    [Test]
    public async Task SeveralResultsAreATuple()
    {
        double[,] values = Values.Doubles(4, 5);
        (double mean, double[] columns, int[] place) = Formulas.Statistics(values);
        using var x = DeviceTensor.From(Device, values);
        var found = await Soon(Formulas.StatisticsAsync(x));
        Assert.That((found.Mean, found.Columns.ToArray(), found.Place.ToArray()), Is.EqualTo((mean, columns, place)));
        using var into = DeviceTensor.Zeros<double>(Device, 5);
        using var places = DeviceTensor.Zeros<int>(Device, 4);
        Assert.That(await Soon(Formulas.StatisticsAsync(x, into, places)), Is.EqualTo(mean));
        Assert.That(into.ToArray(), Is.EqualTo(columns));
        found.Columns.Dispose();
        found.Place.Dispose();
    }

    [Test]
    public async Task FunctionsThatNeedTheCpuAreWaitedForInOrder()
    {
        Device.Default = Device;
        double[] a = [2, 3, 5], root = new double[3], after = new double[3];
        Stream.Hold();
        Task<int> first = Loops.RootAsync(a, root);
        Task second = Formulas.SigmoidAsync(new double[] { 1, 2, 3 }, 1, 3, after);
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)), "the caller is not kept");
        Stream.Go();
        Assert.That(await Soon(first), Is.GreaterThan(3));
        await Soon(second);
        Assert.That(root, Is.EqualTo(new[] { Math.Sqrt(2), Math.Sqrt(3), Math.Sqrt(5) }).Within(1e-12));
        Assert.That(after[0], Is.EqualTo(1 / (1 + Math.Exp(-1))).Within(1e-15));
    }

    [Test]
    public async Task WholeBlocksStandInTheSameOrder()
    {
        double[,] values = Values.Doubles(4, 5), expected = values;
        for (int i = 0; i < 6; i++)
            expected = Formulas.Sigmoid(expected);
        using var x = DeviceTensor.From(Device, values);
        var tasks = new List<Task>();
        for (int i = 0; i < 2; i++)
        {
            tasks.Add(Formulas.SigmoidAsync(x, x));
            tasks.Add(Device.RunAsync(() => Task.Run(() => Formulas.Sigmoid(x, x)).Wait()));
            tasks.Add(Formulas.SigmoidAsync(x, x));
        }
        await Soon(Task.WhenAll(tasks));
        Assert.That(x.ToArray(), Is.EqualTo(Values.Flat(expected)));
    }

    [Test]
    public async Task WithoutADeviceTheCpuComputesInOrder()
    {
        (Regression cpu, Regression model) = (new(), new());
        float[] costs = [cpu.Train(Images, Labels, 0.1f), cpu.Train(Images, Labels, 0.1f)];
        Task<float>[] calls = [model.TrainAsync(FlatImages, Labels, 0.1f), model.TrainAsync(FlatImages, Labels, 0.1f)];
        Assert.That(await Soon(Task.WhenAll(calls)), Is.EqualTo(costs));
        double[] columns = new double[2];
        int[] places = new int[2];
        Assert.That(await Soon(Formulas.StatisticsAsync(new double[] { 1, 2, 4, 3 }, 2, 2, columns, places)), Is.EqualTo(2.5));
        Assert.That((columns, places), Is.EqualTo((new double[] { 5, 5 }, new[] { 1, 0 })));
        Assert.That(Stream.RecordCount, Is.Zero);
        await Failure<IndexOutOfRangeException>(model.TrainAsync(FlatImages, new[] { 0, 1, 2, 9, 1, 1 }, 0.1f));
        Assert.That(model.TrainAsync(FlatImages, Labels, 0.1f, new CancellationToken(true)).IsCanceled);
    }

    [Test]
    public void WrongArgumentsAreThrownAtOnce()
    {
        foreach (Device? device in new[] { Device, null })
        {
            Device.Default = device;
            double[] x = new double[6];
            Assert.That(() => Formulas.SigmoidAsync(x, 2, 2, new double[4]), Throws.ArgumentException.With.Message.Contains("x"));
            Assert.That(() => Formulas.SigmoidAsync(x, 2, 3, new double[4]), Throws.ArgumentException.With.Message.Contains("result"));
            Assert.That(() => Formulas.SigmoidAsync(x, 2, 3, x), Throws.ArgumentException.With.Message.Contains("memory"));
        }
        using var tensor = DeviceTensor.Zeros<double>(Device, 2, 3);
        using var wrong = DeviceTensor.Zeros<double>(Device, 3, 2);
        Assert.That(() => Formulas.SigmoidAsync(tensor, wrong), Throws.ArgumentException.With.Message.Contains("[3, 2]"));
        Assert.That(() => Formulas.SigmoidAsync((DeviceTensor<double>)null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task LoopsOfKnownLengthOverlapToo()
    {
        float[][] starts = [[0, 1], [0.5f, -1], [2, 3]];
        float[] x = Values.Flat(Values.Floats(7, 2));
        (float[] Last, float[] All)[] expected = [.. starts.Select(Results)];
        Device.Default = Device;
        (float[] Last, float[] All)[] found = [.. starts.Select(_ => (new float[2], new float[14]))];
        Stream.Hold();
        Task[] calls = [.. starts.Select((start, i) => Loops.RecurrenceAsync(start, x, 7, found[i].Last, found[i].All))];
        Assert.That(Stream.WaitForRecords(3));
        Stream.Go();
        await Soon(Task.WhenAll(calls));
        Assert.That(found, Is.EqualTo(expected));

        (float[], float[]) Results(float[] start)
        {
            (float[] last, float[] all) = (new float[2], new float[14]);
            Loops.Recurrence(start, x, 7, last, all);
            return (last, all);
        }
    }

    [Test]
    public async Task CallsOfManyThreadsAreNotMixedUp()
    {
        Device.Default = Device;
        var model = new Regression();
        int[] trained = new int[6];
        Task[] threads = [.. trained.Select((_, thread) => Task.Factory.StartNew(() => Calls(thread), TaskCreationOptions.LongRunning))];
        await Soon(Task.WhenAll(threads));
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { trained.Sum() }));

        void Calls(int thread)
        {
            var pending = new List<(Task<float> Task, float Expected)>();
            for (int i = 0; i < 40; i++)
            {
                float value = (thread * 100) + i;
                float[] x = new float[1 + (i % 5)];
                x[0] = value;
                pending.Add((Formulas.SquareSumAsync(x, 2), 2 * value * value));
                if (i % 4 == 0)
                    Assert.That(Formulas.SquareSum(x, 1), Is.EqualTo(value * value));
                if (i % 8 != 0)
                    continue;
                trained[thread]++;
                pending.Add((model.TrainAsync(FlatImages, Labels, 0), float.NaN));
            }
            foreach ((Task<float> task, float expected) in pending)
                Assert.That(task.WaitAsync(TimeSpan.FromSeconds(60)).Result, float.IsNaN(expected) ? Is.GreaterThan(0) : Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task StateMovesToAnotherDeviceBehindCallsThatWereGivenToTheFirst()
    {
        using var other = new Device(new DeferredDriver(new EmulatorDriver()), new EmulatorCompiler { Optimization = "-O0" });
        var model = new Regression();
        var calls = new List<Task<float>>();
        for (int i = 0; i < 9; i++)
        {
            Device.Default = i % 3 == 2 ? other : Device;
            calls.Add(model.TrainAsync(FlatImages, Labels, 0.1f));
        }
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 9 }));
        float[] costs = await Soon(Task.WhenAll(calls));
        Device.Default = null;
        var cpu = new Regression();
        Assert.That(costs, Is.EqualTo(costs.Select(_ => cpu.Train(Images, Labels, 0.1f)).ToArray()).Within(1e-5f));
        Assert.That(model.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-5f));
    }
}
