using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Tensors that stay on a device from call to call.</summary>
public class DeviceTensorTests : OnEmulator
{
    private static readonly double[,] s_x = Values.Doubles(4, 5);

    private static double[] Flat => Values.Flat(s_x);

    [Test]
    public void ValuesGoThereAndBack()
    {
        using var tensor = DeviceTensor.From(Device, s_x);
        Assert.That(tensor.ToArray(), Is.EqualTo(Flat));
        Assert.That((tensor.Rank, tensor.Length, tensor.Lengths.ToArray()), Is.EqualTo((2, 20, new nint[] { 4, 5 })));
        tensor.CopyFrom(new double[20]);
        Assert.That(tensor.ToArray(), Is.All.Zero);
        using var one = DeviceTensor.From<double>(Device, Flat);
        Assert.That(one.Lengths.ToArray(), Is.EqualTo(new nint[] { 20 }));
    }

    [Test]
    public void NewTensorsAreZero()
    {
        using var tensor = DeviceTensor.Zeros<int>(Device, 3, 2);
        Assert.That(tensor.ToArray(), Is.EqualTo(new int[6]));
        using var none = DeviceTensor.Zeros<int>(Device, 3, 0, 2);
        Assert.That(none.ToArray(), Is.Empty);
    }

    [Test]
    public void AFunctionTakesAndReturnsThem()
    {
        double[,] expected = Formulas.Sigmoid(s_x);
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        using DeviceTensor<double> y = Formulas.Sigmoid(x);
        Assert.That(y.Lengths.ToArray(), Is.EqualTo(new nint[] { 4, 5 }));
        Assert.That(y.ToArray(), Is.EqualTo(Values.Flat(expected)));
        using DeviceTensor<double> again = Formulas.Sigmoid(y);
        Assert.That(again.ToArray(), Is.EqualTo(Values.Flat(Formulas.Sigmoid(expected))));
    }

    [Test]
    public void NothingGoesThroughTheCpu()
    {
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        using var y = DeviceTensor.Zeros<double>(Device, 4, 5);
        Formulas.Sigmoid(x, y);
        (long, long) copied = Driver.Copied;
        Formulas.Sigmoid(x, y);
        Assert.That(Driver.Copied, Is.EqualTo(copied));
    }

    [Test]
    public void AResultMayBeAnInput()
    {
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        Formulas.Sigmoid(x, x);
        Assert.That(x.ToArray(), Is.EqualTo(Values.Flat(Formulas.Sigmoid(s_x))));
    }

    [Test]
    public void BothKindsOfCallsAlternate()
    {
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        using var y = DeviceTensor.Zeros<double>(Device, 4, 5);
        double[] expected = Values.Flat(Formulas.Sigmoid(s_x)), other = [.. Flat.Select(v => -v)];
        for (int i = 0; i < 3; i++)
        {
            Formulas.Sigmoid(x, y);
            Assert.That(y.ToArray(), Is.EqualTo(expected));
            Device.Default = Device;
            double[] result = new double[20];
            Formulas.Sigmoid(other, 4, 5, result);
            Device.Default = null;
            Assert.That(result.Zip(expected, (a, b) => a + b), Is.All.EqualTo(1).Within(1e-15), "sigmoid(-x) = 1 - sigmoid(x)");
        }
    }

    [Test]
    public void ScalarsAndStateGoWithThem()
    {
        (float[,] data, int[] labels) = (Values.Floats(8, 12), Values.Labels(8, 5));
        Regression onCpu = new(), onDevice = new();
        using var x = DeviceTensor.From<float>(Device, Values.Flat(data), 8, 12);
        using var y = DeviceTensor.From<int>(Device, labels);
        for (int i = 0; i < 3; i++)
            Assert.That(onDevice.Train(x, y, 0.1f), Is.EqualTo(onCpu.Train(data, labels, 0.1f)).Within(1e-5f));
        Assert.That(onDevice.W.Value, Is.EqualTo(onCpu.W.Value).Within(1e-5f));
        Assert.That(onDevice.Steps.Value, Is.EqualTo(new[] { 3 }));
        using DeviceTensor<int> predicted = onDevice.Predict(x);
        Assert.That(predicted.ToArray(), Is.EqualTo(onCpu.Predict(data)));
    }

    [Test]
    public void CallsAllocateNothing()
    {
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        using var y = DeviceTensor.Zeros<double>(Device, 4, 5);
        for (int i = 0; i < 3; i++)
            Formulas.Sigmoid(x, y);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Formulas.Sigmoid(x, y);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShapesAreChecked()
    {
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        using var wrong = DeviceTensor.Zeros<double>(Device, 5, 4);
        using var flat = DeviceTensor.Zeros<double>(Device, 20);
        Assert.That(() => Formulas.Sigmoid(x, wrong), Throws.ArgumentException.With.Message.Contains("[5, 4]"));
        Assert.That(() => Formulas.Sigmoid(flat, x), Throws.ArgumentException.With.Message.Contains("double["));
        Assert.That(() => Formulas.Sigmoid((DeviceTensor<double>)null!, x), Throws.ArgumentNullException);
        Assert.That(() => x.CopyFrom(new double[19]), Throws.ArgumentException.With.Message.Contains("20 elements").And.Message.Contains("19"));
        Assert.That(() => DeviceTensor.From<double>(Device, Flat, 4, 4), Throws.ArgumentException);
        Assert.That(() => DeviceTensor.Zeros<byte>(Device, int.MaxValue, 2), Throws.ArgumentException.With.Message.Contains("elements"));
        Assert.That(() => DeviceTensor.Zeros<byte>(Device, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void TensorsOfTwoDevicesDoNotGoTogether()
    {
        (ICountingDriver driver, CountingCompiler compiler) = TestDevice.Open();
        using var second = new Device(driver, compiler);
        using var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        using var y = DeviceTensor.Zeros<double>(second, 4, 5);
        Assert.That(() => Formulas.Sigmoid(x, y), Throws.ArgumentException.With.Message.Contains("lies on"));
        Formulas.Sigmoid(y, y);
        Assert.That(y.ToArray(), Is.All.EqualTo(0.5), "a call runs where its tensors are, whatever the default is");
    }

    [Test]
    public void ADisposedTensorIsRefused()
    {
        var x = DeviceTensor.From<double>(Device, Flat, 4, 5);
        long live = Driver.LiveBytes;
        x.Dispose();
        x.Dispose();
        Assert.That(Driver.LiveBytes, Is.LessThan(live));
        Assert.That(() => Formulas.Sigmoid(x, x), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => x.ToArray(), Throws.InstanceOf<ObjectDisposedException>());
        using var fine = DeviceTensor.From<double>(Device, Flat, 4, 5);
        Assert.That(Formulas.Sigmoid(fine).Length, Is.EqualTo(20), "the device is free again");
    }

    [Test]
    public async Task CallsCanBeAwaited()
    {
        using var x = DeviceTensor.From(Device, s_x);
        int caller = Environment.CurrentManagedThreadId;
        (double[] Values, int Thread) found = await Device.RunAsync(() => (Formulas.Sigmoid(x).ToArray(), Environment.CurrentManagedThreadId));
        Assert.That(found.Values, Is.EqualTo(Values.Flat(Formulas.Sigmoid(s_x))));
        Assert.That(found.Thread, Is.Not.EqualTo(caller));
    }

    [Test]
    public async Task AwaitedCallsKeepTheirOrder()
    {
        using var x = DeviceTensor.From(Device, s_x);
        double[,] expected = s_x;
        Task[] steps = [.. Enumerable.Range(0, 20).Select(_ => Device.RunAsync(() => Formulas.Sigmoid(x, x)))];
        for (int i = 0; i < steps.Length; i++)
            expected = Formulas.Sigmoid(expected);
        await Task.WhenAll(steps);
        Assert.That(x.ToArray(), Is.EqualTo(Values.Flat(expected)));
    }

    [Test]
    public void FailuresOfAwaitedCallsAreThoseOfTheCalls()
    {
        using var table = DeviceTensor.From<float>(Device, [1, 2, 3, 4], 2, 2);
        using var rows = DeviceTensor.From<int>(Device, [7]);
        Assert.That(() => Device.RunAsync(() => Formulas.Pick(table, rows)), Throws.InstanceOf<IndexOutOfRangeException>());
        Assert.That(() => Device.RunAsync(() => Assert.Fail("begun"), new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AFailedCheckLeavesTheResultAsItWas()
    {
        using var table = DeviceTensor.From<float>(Device, [1, 2, 3, 4], 2, 2);
        using var rows = DeviceTensor.From<int>(Device, [0, 1, 7]);
        using var result = DeviceTensor.From<float>(Device, [5, 6, 7, 8, 9, 10], 3, 2);
        Assert.That(() => Formulas.Pick(table, rows, result), Throws.InstanceOf<IndexOutOfRangeException>().With.Message.Contains("7"));
        Assert.That(result.ToArray(), Is.EqualTo(new float[] { 5, 6, 7, 8, 9, 10 }));
        rows.CopyFrom([0, 1, -2]);
        Formulas.Pick(table, rows, result);
        Assert.That(result.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4, 1, 2 }));
    }
}
