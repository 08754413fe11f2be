using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>What fails in the middle of a loop: with the words of the CPU, or of the device, and without a half of an update.</summary>
[TestFixture]
public sealed class LoopFailureTests : OnFaultyEmulator
{
    private static readonly double[,] Regular = { { 3, 0.5 }, { 1, 2 } };

    [Test]
    public void ACheckThatFailsAtALateStep()
    {
        double[,] x = { { 1, 2 }, { 3, 1 }, { -5, 1 }, { 1, 1 } };
        SameFailure<GraphCheckException>(() => Loops.Guarded([0.5, 0.25], x));
        x[2, 0] = 5;
        double[] expected = Loops.Guarded([0.5, 0.25], x);
        Device.Default = Device;
        Assert.That(Loops.Guarded([0.5, 0.25], x), Is.EqualTo(expected));
    }

    [Test]
    public void ACheckBeforeAStepOnTheCpu()
    {
        SameFailure<GraphCheckException>(() => Loops.GuardedInverses(new double[,] { { 1, 0 }, { 0, 1 } }, [1]));
        // The second step's matrix has a zero.
        SameFailure<GraphCheckException>(() => Loops.GuardedInverses(new double[,] { { 2, 1 }, { 1, 1 } }, [1, 1, 1]));
    }

    [Test]
    public void NoStepOnTheCpuBeginsBehindACheckThatFailed()
    {
        SameFailure<GraphCheckException>(() => Loops.GuardedPowers(new double[,] { { 1, 0 }, { 0, 1 } }, [1]));
        // What the first step leaves has zeros.
        SameFailure<GraphCheckException>(() => Loops.GuardedPowers(Regular, [0, 1, 1]));
    }

    [Test]
    public void AStepOnTheCpuThatThrows()
    {
        double[,] x = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        try
        {
            GraphPrint.Output = TextWriter.Null;
            double[] expected = Loops.Shown([0.5, 1], x);
            Device.Default = Device;
            GraphPrint.Output = new FullDisk(1);
            Assert.That(() => Loops.Shown([0.5, 1], x), Throws.InstanceOf<IOException>());
            GraphPrint.Output = TextWriter.Null;
            Assert.That(Loops.Shown([0.5, 1], x), Is.EqualTo(expected));
        }
        finally
        {
            GraphPrint.Output = Console.Out;
        }
    }

    [Test]
    public void AStepOnTheCpuThatFails()
    {
        SameFailure<LinearAlgebraException>(() => Loops.Inverses(new double[,] { { 1, 2 }, { 2, 4 } }, [1]));
        Device.Default = Device;
        Assert.That(Loops.Inverses(Regular, []).Last, Is.EqualTo(Regular));
    }

    [Test]
    public void ACheckThatFailsEndsALoopThatWaitsForItsCondition() => SameFailure<GraphCheckException>(() => Loops.GuardedRoot([4, -1]));

    [Test]
    public void NothingIsUpdatedWhenAStepFails()
    {
        var model = new LoopModel();
        SameFailure<GraphCheckException>(() => model.Checked(new float[,] { { 1, 2, 3, 4 }, { 1, 1, 1, 1 }, { 1, -1, 1, 1 } }));
        Assert.That(model.W.Value, Is.All.Zero);
        Device.Default = Device;
        // A step reads what the step before has left.
        Assert.That(model.Checked(new float[,] { { 1, 2, 3, 4 }, { 1, 1, 1, 1 } }), Is.EqualTo(10));
        Assert.That(model.W.Value, Is.EqualTo(new float[] { 2, 3, 4, 5 }));
    }

    [TestCase("Launch", 5)]
    [TestCase("CopyToHost", 4)]
    [TestCase("CopyToDevice", 2)]
    [TestCase("Synchronize", 3)]
    public void ARefusedCallInALoopNamesTheExpression(string call, int after)
    {
        Device.Default = Device;
        Device.LaunchesOneByOne = true;
        var expected = Loops.Inverses(Regular, [0.1, 0.2, 0.3]);
        Driver.FailAt(call, after);
        Assert.That(
            Assert.Catch<DeviceException>(() => Loops.Inverses(Regular, [0.1, 0.2, 0.3]))!.Message,
            Does.StartWith("Loops.Inverses, at '").And.EndWith($"{call}: CUDA_ERROR_FOR_TEST."));
        Assert.That(Loops.Inverses(Regular, [0.1, 0.2, 0.3]), Is.EqualTo(expected));
    }

    [Test]
    public void AFailureInALoopLeavesNoStateThatIsHalfNew()
    {
        (float[,] x, float[] y) = (Values.Floats(6, 4), Values.Flat(Values.Floats(1, 6)));
        (LoopModel model, LoopModel cpu) = (new(), new());
        cpu.Epoch(x, y, 0.01f);
        (float[] known, int steps) = (cpu.W.Value, cpu.Steps.Value[0]);
        cpu.Epoch(x, y, 0.01f);
        Device.Default = Device;
        Device.LaunchesOneByOne = true;
        model.Epoch(x, y, 0.01f);
        Assert.That((model.W.Value, model.Steps.Value[0], model.Momentum.Value.Length), Is.EqualTo((known, steps, 4)));
        int before = Emulator.LaunchCount;
        model.Epoch(x, y, 0.01f);
        int launches = Emulator.LaunchCount - before;
        // Steps of the loop leave the state alone: it is written when the loop is over.
        Assert.That(Failure(launches / 2), Does.EndWith("Launch: CUDA_ERROR_FOR_TEST."));
        Assert.That(Failure(launches - 1), Does.EndWith("CUDA_ERROR_FOR_TEST. The shared state that the function updates is again what it was when it last was on the CPU."));
        Assert.That((model.W.Value, model.Steps.Value[0]), Is.EqualTo((known, steps)));
        Assert.That(model.Epoch(x, y, 0.01f).Last, Is.GreaterThan(0));
        Assert.That((model.W.Value, model.Momentum.Value), Is.EqualTo((cpu.W.Value, cpu.Momentum.Value)));

        string Failure(int after)
        {
            Driver.FailAt("Launch", after);
            return Assert.Catch<DeviceException>(() => model.Epoch(x, y, 0.01f))!.Message;
        }
    }

    [Test]
    public void AFailureBeforeTheFirstUpdateLeavesTheStateOfTheDevice()
    {
        (float[,] x, float[] y) = (Values.Floats(6, 4), Values.Flat(Values.Floats(1, 6)));
        (LoopModel model, LoopModel cpu) = (new(), new());
        cpu.Epoch(x, y, 0.01f);
        Device.Default = Device;
        Device.LaunchesOneByOne = true;
        model.Epoch(x, y, 0.01f);
        Driver.FailAt("Launch", 6);
        Assert.Catch<DeviceException>(() => model.Epoch(x, y, 0.01f));
        Assert.That((model.W.Value, model.Momentum.Value), Is.EqualTo((cpu.W.Value, cpu.Momentum.Value)));
    }

    [Test]
    public void AGraphThatIsRefusedInALoopLeavesTheStateAsItWas()
    {
        (float[,] x, float[] y) = (Values.Floats(6, 4), Values.Flat(Values.Floats(1, 6)));
        (LoopModel model, LoopModel cpu) = (new(), new());
        cpu.Epoch(x, y, 0.01f);
        Device.Default = Device;
        model.Epoch(x, y, 0.01f);
        Driver.FailAt("LaunchGraph", after: 3);
        Assert.That(
            Assert.Catch<DeviceException>(() => model.Epoch(x, y, 0.01f))!.Message,
            Does.StartWith("LoopModel.Epoch: LaunchGraph: ").And.Contain("TENSORAOT_CUDA_GRAPHS to 0").And.Not.Contain("when it last was on the CPU"));
        Assert.That((model.W.Value, model.Momentum.Value), Is.EqualTo((cpu.W.Value, cpu.Momentum.Value)), "the loop ends before the first update");
    }

    [Test]
    public void WhatALoopFindsWhenItWaitsMayBeAnyLaunch()
    {
        Device.Default = Device;
        Loops.Inverses(Regular, [0.1, 0.2, 0.3]);
        Driver.FailAt("Synchronize", after: 1, CudaFailure.DeviceLost);
        Assert.That(
            Assert.Catch<DeviceException>(() => Loops.Inverses(Regular, [0.1, 0.2, 0.3]))!.Message,
            Does.StartWith("Loops.Inverses, at '").And.Contain("TENSORAOT_CUDA_GRAPHS to 0"));
    }

    private void SameFailure<T>(Action call)
        where T : Exception
    {
        Device.Default = null;
        string expected = Assert.Catch<T>(() => call())!.Message;
        Device.Default = Device;
        foreach (bool isReversed in new[] { false, true })
        {
            Emulator.IsReversed = isReversed;
            int before = Emulator.LaunchCount;
            Assert.That(() => call(), Throws.InstanceOf<T>().With.Message.EqualTo(expected));
            Assert.That(Emulator.LaunchCount, Is.GreaterThan(before), "nothing ran on the device");
        }
        Emulator.IsReversed = false;
        Device.Default = null;
    }

    /// <summary>Takes some texts.</summary>
    private sealed class FullDisk(int texts) : StringWriter
    {
        private int _left = texts;

        public override void WriteLine(string? value)
        {
            if (_left-- == 0)
                throw new IOException("There is no space left.");
        }
    }
}
