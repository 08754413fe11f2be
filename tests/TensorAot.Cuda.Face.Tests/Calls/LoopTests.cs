using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Loops and branches on the emulator: the bits of the CPU, also where steps run on the CPU in the middle.</summary>
[TestFixture]
public sealed class LoopTests : OnEmulator
{
    private static readonly (int Steps, int Size)[] Sizes = [(0, 3), (1, 1), (2, 5), (7, 300)];

    [TestCaseSource(nameof(Sizes))]
    public void StatesAndRowsHaveTheBitsOfTheCpu((int Steps, int Size) size)
    {
        float[] start = Values.Flat(Values.Floats(1, size.Size));
        float[,] x = Values.Floats(size.Steps, size.Size, 2);
        SameBits(() => Loops.Recurrence(start, x));
        SameBits(() => Loops.Alternating(Values.Flat(Values.Doubles(1, size.Size)), Values.Doubles(size.Steps, size.Size, 2)));
    }

    [TestCaseSource(nameof(Sizes))]
    public void GradientsGoBackThroughTheSteps((int Steps, int Size) size)
    {
        double[] start = Values.Flat(Values.Doubles(1, size.Size));
        double[,] x = Values.Doubles(size.Steps, size.Size, 2);
        SameBits(() => Loops.Slopes(start, x));
    }

    [TestCase(new[] { 2.0 })]
    [TestCase(new[] { 1.0, 1 })]
    [TestCase(new[] { 1e6, 2, 0.001 })]
    public void ALoopEndsWhenItsConditionDoes(double[] a)
    {
        SameBits(() => Loops.Root(a));
        SameBits(() => Loops.RootAndSlope(a));
    }

    [Test]
    public void OnlyTheChosenSideIsLaunched()
    {
        double[] x = [1, 2, 3, -0.5];
        SameBits(() => Loops.Chosen(true, x));
        SameBits(() => Loops.Chosen(false, x));
        Assert.That(LaunchesOf(() => Loops.Chosen(true, x)), Is.LessThan(LaunchesOf(() => Loops.Chosen(false, x))));
        foreach (int number in new[] { 0, 1, 2, 3, 4, -1 })
            SameBits(() => Loops.Switched(number, x));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5)]
    public void ALoopWithAStepOnTheCpu(int steps)
    {
        double[,] a = { { 3, 0.5, 0 }, { -1, 2, 0.25 }, { 0.1, 0, 4 } };
        double[] shifts = [.. Enumerable.Range(0, steps).Select(i => 0.1 * (i + 1))];
        SameBits(() => Loops.Inverses(a, shifts));
        SameBits(() => Loops.GuardedInverses(new double[,] { { 3, 0.5 }, { 1, 2 } }, shifts));
        SameBits(() => Loops.GuardedPowers(new double[,] { { 0.3, 0.5 }, { 0.1, 0.2 } }, shifts));
    }

    [Test]
    public void StepsOnTheCpuBesideOthers()
    {
        double[,] a = Values.Doubles(3, 3);
        SameBits(() => Loops.Powers(a));
        SameBits(() => Loops.Sorted(Values.Doubles(7, 33)));
        SameBits(() => Loops.Sorted(Values.Doubles(0, 33)));
    }

    [Test]
    public void SpecialFunctionsBesideFolds()
    {
        foreach (int n in new[] { 0, 1, 50_000 })
            SameBits(() => Loops.Incomplete(Values.Flat(Values.Doubles(1, n))));
    }

    [Test]
    public void ALoopForTheCpuIsCopiedOnce()
    {
        double[,] a = Values.Doubles(3, 3);
        Emulated(() => Loops.Powers(a));
        (long toDevice, long toHost) = Driver.Copied;
        Emulated(() => Loops.Powers(a));
        // The argument and the powers; the start of the loop and the result with its first word.
        Assert.That((Driver.Copied.ToDevice - toDevice, Driver.Copied.ToHost - toHost), Is.EqualTo((256 + 72, 72 + 512)));
    }

    [Test]
    public void CallsAllocateNothing()
    {
        double[] start = [0.1, 0.2, 0.3], x = Values.Flat(Values.Doubles(5, 3)), result = new double[3], matrix = Values.Flat(Values.Doubles(3, 3)), powers = new double[9];
        Device.Default = Device;
        void Call()
        {
            Loops.Alternating(start, x, 5, result);
            // A step on the CPU.
            Loops.Powers(matrix, 3, powers);
        }
        Call();
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            Call();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void WhatIsPrintedIsPrintedInEveryStep()
    {
        double[] start = [0.5, 1];
        double[,] x = { { 1, 2 }, { 3, 4 } };
        (string expected, double[] value) = Printed(() => Loops.Shown(start, x));
        Assert.That(expected.Split('\n'), Has.Length.GreaterThan(2));
        foreach (bool isReversed in new[] { false, true })
            Assert.That(Printed(() => Emulated(() => Loops.Shown(start, x), isReversed)), Is.EqualTo((expected, value)));
    }

    [Test]
    public void StateThatStepsUpdate()
    {
        (LoopModel cpu, LoopModel device) = (new(), new());
        for (int call = 0; call < 3; call++)
        {
            float[,] x = Values.Floats(call * 3, 4, call + 1);
            float[] y = Values.Flat(Values.Floats(1, call * 3, 9));
            var expected = cpu.Epoch(x, y, 0.01f);
            Assert.That(Emulated(() => device.Epoch(x, y, 0.01f), isReversed: call == 2), Is.EqualTo(expected));
        }
        Assert.That((device.Steps.Value[0], device.W.Value, device.Momentum.Value), Is.EqualTo((9, cpu.W.Value, cpu.Momentum.Value)));
    }

    [Test]
    public void ACallIsStoppedInItsLoop()
    {
        using var stop = new CancellationTokenSource();
        var reports = new List<double>();
        double[,] x = Values.Doubles(50, 3);
        double[] start = [0.1, 0.2, 0.3], expected = Loops.Alternating(start, x);
        Device.Default = Device;
        Assert.That(Loops.Alternating(start, x, stop.Token, new Listener(reports.Add)), Is.EqualTo(expected));
        Assert.That(reports, Is.Ordered.And.Count.EqualTo(50));
        Assert.That(() => Loops.Alternating(start, x, stop.Token, new Listener(part => { if (part > 0.5) stop.Cancel(); })), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Loops.Alternating(start, x), Is.EqualTo(expected));
    }

    private int LaunchesOf<T>(Func<T> call)
    {
        int before = Driver.LaunchCount;
        Emulated(call);
        return Driver.LaunchCount - before;
    }

    private static (string Text, T Value) Printed<T>(Func<T> call)
    {
        using var output = new StringWriter { NewLine = "\n" };
        GraphPrint.Output = output;
        try
        {
            T value = call();
            return (output.ToString(), value);
        }
        finally
        {
            GraphPrint.Output = Console.Out;
        }
    }

    private sealed class Listener(Action<double> hear) : IProgress<double>
    {
        public void Report(double value) => hear(value);
    }
}
