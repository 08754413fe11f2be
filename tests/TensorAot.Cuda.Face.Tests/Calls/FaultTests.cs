using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>What users see when a device fails: messages that say what was running, and state that is whole.</summary>
[TestFixture]
public sealed class FaultTests : OnFaultyEmulator
{
    private static readonly float[,] Images = Values.Floats(6, 12);
    private static readonly int[] Labels = Values.Labels(6, 5);

    [SetUp]
    public void UseDevice() => Device.Default = Device;

    [TestCase("Allocate")]
    [TestCase("AllocatePinned")]
    public void TooLittleMemoryIsSaidAndTheNextCallWorks(string call)
    {
        Driver.FailAt(call, failure: CudaFailure.OutOfMemory);
        DeviceException e = Failure(() => Formulas.Sigmoid(new double[3, 4]));
        Assert.That(e.Message, Is.EqualTo($"Formulas.Sigmoid: the emulator has too little memory. {call}: CUDA_ERROR_FOR_TEST."));
        Assert.That(Emulator.LiveBytes, Is.Zero);
        Assert.That(Formulas.Sigmoid(new double[1, 1]), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void MemoryOfOtherSizesIsGivenUpFirst()
    {
        for (int n = 1; n <= 3; n++)
            Formulas.Sigmoid(new double[n, 1]);
        long before = Emulator.LiveBytes;
        Driver.FailAt("Allocate", failure: CudaFailure.OutOfMemory);
        Assert.That(Formulas.Sigmoid(new double[1, 2]), Is.EqualTo(new[,] { { 0.5, 0.5 } }));
        Assert.That(Emulator.LiveBytes, Is.EqualTo(before));
    }

    [TestCase("LoadModule")]
    [TestCase("GetKernel")]
    [TestCase("MakeCurrent")]
    [TestCase("CopyToDevice")]
    [TestCase("CopyToHost")]
    [TestCase("Synchronize")]
    public void ARefusedCallNamesTheFunctionAndTheNextOneWorks(string call)
    {
        Driver.FailAt(call);
        Assert.That(Failure(() => Formulas.Sigmoid(new double[3, 4])).Message, Does.Contain($"{call}: CUDA_ERROR_FOR_TEST.").And.StartWith("Formulas.Sigmoid"));
        Assert.That(Formulas.Sigmoid(new double[1, 1]), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void ALaunchThatFailsNamesTheExpression()
    {
        Driver.FailAt("Launch");
        Assert.That(
            Failure(() => Formulas.Sigmoid(new double[3, 4])).Message,
            Is.EqualTo("Formulas.Sigmoid, at '1 / (1 + Exp(-x))': Launch: CUDA_ERROR_FOR_TEST."));
    }

    [Test]
    public void ALostDeviceLeavesTheStateThatTheCpuLastHad()
    {
        var model = new Regression();
        Device.LaunchesOneByOne = true;
        model.Train(Images, Labels, 0.1f);
        float[] known = model.W.Value;
        model.Train(Images, Labels, 0.1f);
        Driver.FailAt("Launch", after: 3, CudaFailure.DeviceLost);
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
        Device.LaunchesOneByOne = true;
        model.Train(Images, Labels, 0.1f);
        float[] known = model.W.Value;
        Driver.FailAt("Launch", after: 12);
        string message = Failure(() => model.Train(Images, Labels, 0.1f)).Message;
        Assert.That(message, Does.EndWith("CUDA_ERROR_FOR_TEST. The shared state that the function updates is again what it was when it last was on the CPU."));
        Assert.That(model.W.Value, Is.EqualTo(known));
        Assert.That(model.Train(Images, Labels, 0.1f), Is.GreaterThan(0));
    }

    [Test]
    public void ALostDeviceCanBeDisposed()
    {
        Driver.FailAt("Synchronize", failure: CudaFailure.DeviceLost);
        Failure(() => Formulas.Sigmoid(new double[3, 4]));
        Device.Dispose();
        Assert.That(Device.Default, Is.Null);
    }

    [Test]
    public void WhatDoesNotCompileIsSaidWithTheLog()
    {
        using var device = new Device(new EmulatorDriver(), new BrokenCompiler());
        Device.Default = device;
        Assert.That(Failure(() => Formulas.Sigmoid(new double[3, 4])).Message, Does.StartWith("Formulas.Sigmoid: ").And.Contain("error: "));
        Device.Default = Device;
        Assert.That(Formulas.Sigmoid(new double[1, 1]), Is.EqualTo(new[,] { { 0.5 } }));
    }

    [Test]
    public void ADeviceThatMakesNoStreamIsNone()
    {
        Driver.FailAt("CreateStream");
        Assert.That(() => new Device(Driver, new EmulatorCompiler()), Throws.InstanceOf<DeviceException>().With.Message.Contains("CreateStream"));
    }

    [Test]
    public void ADisposedDeviceCannotBeCalled()
    {
        Device.Dispose();
        Device.Default = Device;
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
