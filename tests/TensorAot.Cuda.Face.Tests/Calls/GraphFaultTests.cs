using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>What users see when something goes wrong with a graph: nothing where launches by themselves do it, otherwise how to find out more.</summary>
[TestFixture]
public sealed class GraphFaultTests : OnFaultyEmulator
{
    private const string Hint = " To find the expression that fails, set the environment variable TENSORAOT_CUDA_GRAPHS to 0: each kernel is then launched by itself and waited for.";

    private static readonly double[,] X = Values.Doubles(5, 4);
    private static readonly float[,] Images = Values.Floats(6, 12);
    private static readonly int[] Labels = Values.Labels(6, 5);

    protected override Device NewDevice() => new(Driver, new EmulatorCompiler { Optimization = "-O0" });

    [TestCase("CreateGraph", CudaFailure.Refused)]
    [TestCase("AddKernel", CudaFailure.Refused)]
    [TestCase("AddCopyToDevice", CudaFailure.Refused)]
    [TestCase("AddCopyToHost", CudaFailure.OutOfMemory)]
    [TestCase("Instantiate", CudaFailure.Refused)]
    [TestCase("Instantiate", CudaFailure.OutOfMemory)]
    [TestCase("LaunchGraph", CudaFailure.OutOfMemory)]
    public void WithoutTheGraphKernelsAreLaunchedByThemselves(string call, CudaFailure failure)
    {
        var expected = Formulas.Statistics(X);
        Device.Default = Device;
        Driver.FailAt(call, failure: failure);
        Assert.That(Formulas.Statistics(X), Is.EqualTo(expected));
        Assert.That((Emulator.GraphLaunchCount, Emulator.LiveGraphs), Is.EqualTo((0, 0)));
        Assert.That(Formulas.Statistics(X), Is.EqualTo(expected));
        Assert.That(Emulator.GraphLaunchCount, Is.Zero, "what was refused once is not tried again");
    }

    [Test]
    public void AGraphThatTakesNoNewArgumentsIsMadeAgain()
    {
        Regression[] cpu = [new(), new()], device = [new(), new()];
        float[] expected = [cpu[0].Train(Images, Labels, 0.1f), cpu[1].Train(Images, Labels, 0.2f)];
        Device.Default = Device;
        Assert.That(device[0].Train(Images, Labels, 0.1f), Is.EqualTo(expected[0]).Within(1e-5f));
        Driver.FailAt("SetKernel", after: 2);
        Assert.That(device[1].Train(Images, Labels, 0.2f), Is.EqualTo(expected[1]).Within(1e-5f));
        Assert.That((Emulator.GraphLaunchCount, Emulator.LiveGraphs), Is.EqualTo((2, 2)));
        Assert.That(device[0].W.Value, Is.EqualTo(cpu[0].W.Value).Within(1e-5f));
        Assert.That(device[1].W.Value, Is.EqualTo(cpu[1].W.Value).Within(1e-5f));
    }

    [Test]
    public void ARefusedLaunchSaysHowToFindTheExpressionAndLeavesTheState()
    {
        var model = new Regression();
        Device.Default = Device;
        model.Train(Images, Labels, 0.1f);
        Driver.FailAt("LaunchGraph");
        Assert.That(Failure(() => model.Train(Images, Labels, 0.1f)), Is.EqualTo("Regression.Train: LaunchGraph: CUDA_ERROR_FOR_TEST." + Hint));
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 1 }));
        model.Train(Images, Labels, 0.1f);
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void WhatGoesWrongInAGraphSaysHowToFindTheExpression()
    {
        var model = new Regression();
        Device.Default = Device;
        model.Train(Images, Labels, 0.1f);
        float[] known = model.W.Value;
        model.Train(Images, Labels, 0.1f);
        Driver.FailAt("Synchronize", failure: CudaFailure.DeviceLost);
        string message = Failure(() => model.Train(Images, Labels, 0.1f));
        Assert.That(message, Does.StartWith("Regression.Train: Synchronize: CUDA_ERROR_FOR_TEST.").And.EndWith("when it last was on the CPU." + Hint));
        Assert.That(model.W.Value, Is.EqualTo(known));
    }

    [Test]
    public void OneByOneTheExpressionIsNamed()
    {
        var model = new Regression();
        Device.Default = Device;
        Device.LaunchesOneByOne = true;
        Driver.FailAt("Synchronize", after: 1, failure: CudaFailure.DeviceLost);
        Assert.That(Failure(() => model.Train(Images, Labels, 0.1f)), Does.StartWith("Regression.Train, at '").And.Not.Contain("TENSORAOT_CUDA_GRAPHS"));
    }

    private static string Failure(Action call) => Assert.Catch<DeviceException>(() => call())!.Message;
}
