using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Shared state moves between CPU and device when it is needed there, and only then.</summary>
[TestFixture]
public sealed class StateTests : OnEmulator
{
    private const int Count = 40;

    [Test]
    public void TrainingOnADeviceGivesWhatItGivesOnTheCpu()
    {
        (Regression cpu, Regression device) = (new(), new());
        float[,] x = Values.Floats(Count, 12);
        int[] labels = Values.Labels(Count, 5);
        for (int step = 0; step < 5; step++)
        {
            float expected = cpu.Train(x, labels, 0.1f);
            Assert.That(Emulated(() => device.Train(x, labels, 0.1f), isReversed: step % 2 == 1), Is.EqualTo(expected).Within(1e-5f));
        }
        Assert.That(device.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-5f));
        Assert.That(device.B.Value, Is.EqualTo(cpu.B.Value).Within(1e-5f));
        Assert.That(device.Steps.Value, Is.EqualTo(new[] { 5 }));
        Assert.That(Emulated(() => device.Predict(x)), Is.EqualTo(cpu.Predict(x)));
    }

    [Test]
    public void WhatIsWrittenOnTheCpuIsSeenOnTheDevice()
    {
        var model = new Regression();
        Assert.That(Emulated(() => model.Read(1)).W, Is.All.Zero);
        model.W.Span[3] = 2;
        Assert.That(Emulated(() => model.Read(1)).W[0, 3], Is.EqualTo(2));
        model.W.Value = [.. Enumerable.Repeat(4f, 60)];
        Assert.That(Emulated(() => model.Read(1)).W, Is.All.EqualTo(4));
        model.W.CopyFrom(new float[60]);
        Assert.That(Emulated(() => model.Read(1)).W, Is.All.Zero);
    }

    [Test]
    public void StateStaysOnTheDeviceBetweenCalls()
    {
        var model = new Regression();
        float[,] x = Values.Floats(Count, 12);
        int[] labels = Values.Labels(Count, 5);
        Emulated(() => model.Train(x, labels, 0.1f));
        (long toDevice, long toHost) = Driver.Copied;
        Emulated(() => model.Train(x, labels, 0.1f));
        // Inputs and the cost, each rounded up to 256 bytes, and the word that says whether a check failed.
        Assert.That(Driver.Copied.ToDevice - toDevice, Is.LessThanOrEqualTo((Count * 13 * 4) + (3 * 256)));
        Assert.That(Driver.Copied.ToHost - toHost, Is.LessThanOrEqualTo(2 * 256));
        _ = model.W.Value;
        toDevice = Driver.Copied.ToDevice;
        Emulated(() => model.Predict(x));
        Assert.That(Driver.Copied.ToDevice - toDevice, Is.LessThanOrEqualTo((Count * 12 * 4) + 256), "reading a value leaves the device's copy valid");
    }

    [Test]
    public void AFunctionOnTheCpuSeesWhatTheDeviceComputed()
    {
        (Regression cpu, Regression device) = (new(), new());
        float[,] x = Values.Floats(Count, 12);
        int[] labels = Values.Labels(Count, 5);
        cpu.Train(x, labels, 0.1f);
        Device.Default = Device;
        device.Train(x, labels, 0.1f);
        Assert.That(device.Condition(1), Is.EqualTo(cpu.Condition(1)).Within(1e-5f));
    }

    [Test]
    public void ADisposedDeviceLeavesTheStateOnTheCpu()
    {
        RequireEmulator();
        var driver = new EmulatorDriver();
        var model = new Regression();
        float[,] x = Values.Floats(Count, 12);
        var device = new Device(driver, new EmulatorCompiler());
        Device.Default = device;
        model.Train(x, Values.Labels(Count, 5), 0.1f);
        device.Dispose();
        Assert.That(driver.LiveBytes, Is.Zero);
        Assert.That(Device.Default, Is.Null);
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 1 }));
        Assert.That(model.W.Value, Is.Not.All.Zero);
        device.Dispose();
    }

    [Test]
    public void StateMovesFromDeviceToDevice()
    {
        RequireEmulator();
        using var other = new Device(new EmulatorDriver(), new EmulatorCompiler());
        var model = new Regression();
        float[,] x = Values.Floats(Count, 12);
        int[] labels = Values.Labels(Count, 5);
        Emulated(() => model.Train(x, labels, 0.1f));
        Device.Default = other;
        model.Train(x, labels, 0.1f);
        Assert.That(Emulated(() => model.Read(1).Steps), Is.EqualTo(2));
    }

    [Test]
    public void StateThatNobodyHasIsGivenBack()
    {
        Emulated(() => Formulas.SquareSum([1], 1));
        UseAndForget();
        Emulated(() => Formulas.SquareSum([1], 1));
        long before = Driver.LiveBytes;
        for (int i = 0; i < 20; i++)
        {
            UseAndForget();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Emulated(() => Formulas.SquareSum([1], 1));
        Assert.That(Driver.LiveBytes, Is.LessThan(before + 2000));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void UseAndForget() => Emulated(() => new Regression().Read(1));
}
