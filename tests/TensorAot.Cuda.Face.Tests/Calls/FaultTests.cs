using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>What users see when a device fails: messages that say what was running, and state that is whole.</summary>
[TestFixture]
public sealed class FaultTests
{
    private static readonly float[,] Images = Values.Floats(6, 12);
    private static readonly int[] Labels = Values.Labels(6, 5);

    private EmulatorDriver _emulator = null!;
    private FaultyDriver _driver = null!;
    private Device _device = null!;

    [SetUp]
    public void Open()
    {
        if (!EmulatorCompiler.IsAvailable)
            Assert.Ignore("g++ is not installed");
        _emulator = new EmulatorDriver();
        _driver = new FaultyDriver(_emulator);
        _device = new Device(_driver, new EmulatorCompiler());
        Device.Default = _device;
    }

    [TearDown]
    public void Close()
    {
        Device.Default = null;
        _device?.Dispose();
    }

    [TestCase("Allocate")]
    [TestCase("AllocatePinned")]
    public void TooLittleMemoryIsSaidAndTheNextCallWorks(string call)
    {
        _driver.FailAt(call, failure: CudaFailure.OutOfMemory);
        DeviceException e = Failure(() => Formulas.Sigmoid(new double[3, 4]));
        Assert.That(e.Message, Is.EqualTo($"Formulas.Sigmoid: the emulator has too little memory. {call}: CUDA_ERROR_FOR_TEST."));
        Assert.That(_emulator.LiveBytes, Is.Zero);
        Assert.That(Formulas.Sigmoid(new double[1, 1]), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void MemoryOfOtherSizesIsGivenUpFirst()
    {
        for (int n = 1; n <= 3; n++)
            Formulas.Sigmoid(new double[n, 1]);
        long before = _emulator.LiveBytes;
        _driver.FailAt("Allocate", failure: CudaFailure.OutOfMemory);
        Assert.That(Formulas.Sigmoid(new double[1, 2]), Is.EqualTo(new[,] { { 0.5, 0.5 } }));
        Assert.That(_emulator.LiveBytes, Is.EqualTo(before));
    }

    [TestCase("LoadModule")]
    [TestCase("GetKernel")]
    [TestCase("MakeCurrent")]
    [TestCase("CopyToDevice")]
    [TestCase("CopyToHost")]
    [TestCase("Synchronize")]
    public void ARefusedCallNamesTheFunctionAndTheNextOneWorks(string call)
    {
        _driver.FailAt(call);
        Assert.That(Failure(() => Formulas.Sigmoid(new double[3, 4])).Message, Does.Contain($"{call}: CUDA_ERROR_FOR_TEST.").And.StartWith("Formulas.Sigmoid"));
        Assert.That(Formulas.Sigmoid(new double[1, 1]), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void ALaunchThatFailsNamesTheExpression()
    {
        _driver.FailAt("Launch");
        Assert.That(
            Failure(() => Formulas.Sigmoid(new double[3, 4])).Message,
            Is.EqualTo("Formulas.Sigmoid, at '1 / (1 + Exp(-x))': Launch: CUDA_ERROR_FOR_TEST."));
    }

    [Test]
    public void ALostDeviceLeavesTheStateThatTheCpuLastHad()
    {
        var model = new Regression();
        _device.LaunchesOneByOne = true;
        model.Train(Images, Labels, 0.1f);
        float[] known = model.W.Value;
        model.Train(Images, Labels, 0.1f);
        _driver.FailAt("Launch", after: 3, CudaFailure.DeviceLost);
        string message = Failure(() => model.Train(Images, Labels, 0.1f)).Message;
        Assert.That(message, Does.StartWith("Regression.Train, at '").And.EndsWith("shared state is again what it was when it last was on the CPU."));
        Assert.That(model.W.Value, Is.EqualTo(known));
        Assert.That(Failure(() => model.Train(Images, Labels, 0.1f)).Message, Does.Contain("was lost when an earlier call failed"));
        Device.Default = null;
        Assert.That(model.Train(Images, Labels, 0.1f), Is.GreaterThan(0));
    }

    [Test]
    public void AFailureInTheMiddleLeavesNoStateThatIsHalfNew()
    {
        var model = new Regression();
        _device.LaunchesOneByOne = true;
        model.Train(Images, Labels, 0.1f);
        float[] known = model.W.Value;
        _driver.FailAt("Launch", after: 12);
        string message = Failure(() => model.Train(Images, Labels, 0.1f)).Message;
        Assert.That(message, Does.EndWith("CUDA_ERROR_FOR_TEST. The shared state that the function updates is again what it was when it last was on the CPU."));
        Assert.That(model.W.Value, Is.EqualTo(known));
        Assert.That(model.Train(Images, Labels, 0.1f), Is.GreaterThan(0));
    }

    [Test]
    public void ALostDeviceCanBeDisposed()
    {
        _driver.FailAt("Synchronize", failure: CudaFailure.DeviceLost);
        Failure(() => Formulas.Sigmoid(new double[3, 4]));
        _device.Dispose();
        Assert.That(Device.Default, Is.Null);
    }

    [Test]
    public void WhatDoesNotCompileIsSaidWithTheLog()
    {
        using var device = new Device(new EmulatorDriver(), new BrokenCompiler());
        Device.Default = device;
        Assert.That(Failure(() => Formulas.Sigmoid(new double[3, 4])).Message, Does.StartWith("Formulas.Sigmoid: ").And.Contain("error: "));
        Device.Default = _device;
        Assert.That(Formulas.Sigmoid(new double[1, 1]), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void ADeviceThatMakesNoStreamIsNone()
    {
        _driver.FailAt("CreateStream");
        Assert.That(() => new Device(_driver, new EmulatorCompiler()), Throws.InstanceOf<DeviceException>().With.Message.Contains("CreateStream"));
    }

    [Test]
    public void ADisposedDeviceCannotBeCalled()
    {
        _device.Dispose();
        Device.Default = _device;
        Assert.That(() => Formulas.Sigmoid(new double[3, 4]), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static DeviceException Failure(Action call) => Assert.Catch<DeviceException>(() => call())!;

    /// <summary>A compiler that is given something else than it should be.</summary>
    private sealed class BrokenCompiler : IKernelCompiler
    {
        public byte[] Compile(string source, string name, int computeCapability) =>
            new EmulatorCompiler().Compile("this is no CUDA C;\n" + source, name, computeCapability);
    }
}
