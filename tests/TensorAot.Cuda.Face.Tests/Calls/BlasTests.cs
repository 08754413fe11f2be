using System.Runtime.InteropServices;
using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Products that a library computes, and those that it must not: results of the CPU up to rounding, in both orders of threads.</summary>
[TestFixture]
public sealed class BlasTests : OnFaultyEmulator
{
    private EmulatorBlas _blas = null!;

    protected override Device NewDevice()
    {
        _blas = new EmulatorBlas(Emulator);
        return new Device(Driver, new EmulatorCompiler(), new FaultyBlas(_blas, Driver));
    }

    protected override void CheckLeft()
    {
        base.CheckLeft();
        Assert.That(_blas.IsBound, Is.False);
    }

    [Test]
    public void OperandsAreReadWhereTheyLie()
    {
        (double[,] a, double[,] b) = (Values.Doubles(61, 90, 1), Values.Doubles(90, 73, 2));
        Same(() => Products.Plain(a, b));
        Expect(new BlasProduct(true, 61, 73, 90, new(false, 90, 0), new(false, 73, 0), 1, false));
        Same(() => Products.BothTransposed(b, a));
        Expect(new BlasProduct(true, 73, 61, 90, new(true, 73, 0), new(true, 90, 0), 1, false));
        (a, b) = (Values.Doubles(66, 91, 3), Values.Doubles(91, 80, 4));
        Same(() => Products.Windows(a, b));
        Expect(new BlasProduct(true, 65, 75, 86, new(false, 91, 0), new(false, 80, 0), 1, false));
    }

    [Test]
    public void VectorsAreMatrices()
    {
        (double[,] a, double[] b) = (Values.Doubles(700, 500, 1), Values.Flat(Values.Doubles(1, 500, 2)));
        Same(() => Products.Vectors(a, b));
        Assert.That(_blas.Products, Has.Count.EqualTo(2));
        Assert.That(_blas.Products.Select(p => (long)p.Rows * p.Columns * p.Depth), Is.All.EqualTo(350_000));
    }

    [Test]
    public void BatchesHaveOneStride()
    {
        (double[,,,] a, double[,,,] b) = (Cubes(2, 3, 40, 50, 1), Cubes(2, 3, 50, 30, 2));
        Same(() => Products.Batched(a, b));
        Expect(new BlasProduct(true, 40, 30, 50, new(false, 50, 2000), new(false, 30, 1500), 6, false));
        (double[,,] c, double[,] d) = (Cube(4, 40, 50, 3), Values.Doubles(60, 50, 4));
        Same(() => Products.OneForAll(c, d));
        Assert.That(_blas.Products, Is.Not.Empty);
        Forget();
        double[,,] shared = Cube(3, 50, 30, 5);
        Same(() => Products.Crossed(a, shared));
        Assert.That(_blas.Products, Is.Empty, "an operand that repeats along one axis of two");
    }

    [Test]
    public void SmallProductsAndIntegersAreForTheKernel()
    {
        Same(() => Products.Plain(Values.Doubles(60, 60), Values.Doubles(60, 60)));
        Same(() => Products.Plain(new double[0, 60], Values.Doubles(60, 60)));
        var whole = new long[90, 90];
        whole[3, 4] = long.MaxValue;
        Device.Default = Device;
        Assert.That(Formulas.Whole(whole, whole), Has.Length.EqualTo(8100));
        Assert.That((_blas.Products.Count, _blas.IsBound, Device.MissingBlas), Is.EqualTo((0, false, (string?)null)), "nothing asked for the library");
    }

    [Test]
    public void AProductIsAddedToStateWhereItLies()
    {
        (Products[] cpu, Products[] device) = ([new(), new()], [new(), new()]);
        (double[,] x, double[,] g) = (Values.Doubles(50, 70, 1), Values.Doubles(50, 80, 2));
        for (int step = 0; step < 4; step++)
        {
            Device.Default = null;
            cpu[step % 2].Step(x, g, 0.25);
            Device.Default = Device;
            device[step % 2].Step(x, g, 0.25);
        }
        Assert.That(_blas.Products, Has.Count.EqualTo(4), "once for the graph, then for each change of the state's place");
        Assert.That((Emulator.GraphLaunchCount, Emulator.LiveGraphs), Is.EqualTo((4, 2)));
        for (int which = 0; which < 2; which++)
            Assert.That(device[which].W.Value, Is.EqualTo(cpu[which].W.Value).Within(1e-12));
    }

    [Test]
    public void BehindACheckThatFailedNothingIsOverwritten()
    {
        (Products cpu, Products device) = (new(), new());
        (double[,] x, double[,] g) = (Values.Doubles(50, 70, 1), Values.Doubles(50, 80, 2));
        int[] good = [0, -1], bad = [3, 50];
        double expected = cpu.CheckedStep(x, g, good);
        string message = Assert.Catch<IndexOutOfRangeException>(() => cpu.CheckedStep(x, g, bad))!.Message;
        Device.Default = Device;
        Assert.That(device.CheckedStep(x, g, good), Is.EqualTo(expected).Within(1e-12));
        Assert.That(() => device.CheckedStep(x, g, bad), Throws.InstanceOf<IndexOutOfRangeException>().With.Message.EqualTo(message));
        Assert.That(device.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-12));
        (double[,] a, double[,] b) = (Values.Doubles(80, 70, 3), Values.Doubles(70, 80, 4));
        int[] rows = [.. Enumerable.Range(-1, 80)];
        Same(() => Products.CheckedProduct(a, b, rows));
        Assert.That(_blas.Products, Is.Not.Empty, "what goes to a result may be the library's");
        rows[70] = 79;
        Device.Default = null;
        message = Assert.Catch<IndexOutOfRangeException>(() => Products.CheckedProduct(a, b, rows))!.Message;
        Device.Default = Device;
        Assert.That(() => Products.CheckedProduct(a, b, rows), Throws.InstanceOf<IndexOutOfRangeException>().With.Message.EqualTo(message));
    }

    [Test]
    public void AProductInALoopIsCapturedOnce()
    {
        (double[,] a, double[,] b) = (Values.Doubles(61, 90, 1), Values.Doubles(90, 73, 2));
        Same(() => Products.Looped(a, b, [0.5, 0.25, -1, 2]), 1e-9);
        Expect(new BlasProduct(true, 61, 73, 90, new(false, 90, 0), new(false, 73, 0), 1, false), 1);
        Assert.That(Emulator.GraphLaunchCount, Is.GreaterThanOrEqualTo(8), "a graph for each of four steps, in both orders of threads");
    }

    [Test]
    public void WhereALoopPointsToIsFoundOnTheDevice()
    {
        (double[,,] x, double[,] start) = (Cube(5, 60, 80, 1), Values.Doubles(60, 70, 2));
        Products[] models = [NewModel(3), NewModel(4)];
        foreach (Products model in models)
        {
            Same(() => model.Recurrent(x, start));
            Assert.That(_blas.Products.Count(p => p.IsIndirect), Is.EqualTo(1), "h moves from step to step, what its product with the weights gives does not");
        }
        Forget();
        Same(() => models[0].RecurrentSlope(x, start), 1e-10);
        Assert.That(_blas.Products.Count(p => p.IsIndirect), Is.GreaterThanOrEqualTo(4));
        Assert.That(Emulator.GraphLaunchCount, Is.GreaterThanOrEqualTo(30));
    }

    [Test]
    public void WhereALoopPointsToIsNowhereWhenACheckBeforeItHasFailed()
    {
        (double[,,] x, double[,] start, Products model) = (Cube(5, 60, 80, 1), Values.Doubles(60, 70, 2), NewModel(3));
        Same(() => model.CheckedRecurrent(x, start));
        Assert.That(_blas.Products.Select(p => p.IsIndirect), Is.All.False);
    }

    [Test]
    public void AProductInALoopDoesNotOverwriteWhatIsChecked()
    {
        (double[,] a, double[,] b) = (Values.Doubles(61, 90, 1), Values.Doubles(90, 73, 2));
        Same(() => Products.CheckedLoop(a, b, [0.5, 0.25, -1, 2]), 1e-9);
        double[] bad = [0.5, double.NaN, -1, 2];
        string message = Assert.Catch<GraphCheckException>(() => Cpu(() => Products.CheckedLoop(a, b, bad)))!.Message;
        Assert.That(() => Products.CheckedLoop(a, b, bad), Throws.InstanceOf<GraphCheckException>().With.Message.EqualTo(message));
        Assert.That(_blas.Products, Is.Empty);
    }

    [Test]
    public void FloatsAreRoundedToTf32OnlyOnRequest()
    {
        (float[,] a, float[,] b) = (Values.Floats(70, 80), Values.Floats(80, 90));
        Device.Default = Device;
        Products.Single(a, b);
        Device.AllowTf32 = true;
        Products.Single(a, b);
        Products.Plain(Values.Doubles(70, 80), Values.Doubles(80, 90));
        Device.AllowTf32 = false;
        Products.Single(a, b);
        Assert.That(_blas.Products.Select(p => p.AllowsTf32), Is.EqualTo(new[] { false, true, false, false }));
    }

    [Test]
    public void WithoutTheLibraryTheKernelComputes()
    {
        Driver.FailAt("Bind");
        Same(() => Products.Plain(Values.Doubles(70, 80), Values.Doubles(80, 90)));
        Assert.That((_blas.Products.Count, Device.MissingBlas), Is.EqualTo((0, "Bind: CUDA_ERROR_FOR_TEST.")));
        using var device = new Device(new EmulatorDriver(), new EmulatorCompiler());
        Assert.That(device.MissingBlas, Is.EqualTo("The device was made without a library for products."));
    }

    [Test]
    public void WithoutMemoryForTheLibraryTheKernelComputesAndTheNextSizesTryAgain()
    {
        // The first memory is the plan's, the second the library's.
        Driver.FailAt("Allocate", after: 1, CudaFailure.OutOfMemory);
        Same(() => Products.Plain(Values.Doubles(70, 80), Values.Doubles(80, 90)));
        Assert.That((_blas.Products.Count, Device.MissingBlas), Is.EqualTo((0, (string?)null)));
        Same(() => Products.Plain(Values.Doubles(71, 80), Values.Doubles(80, 90)));
        Assert.That(_blas.Products, Is.Not.Empty);
    }

    [TestCase("BeginCapture")]
    [TestCase("EndCapture")]
    [TestCase("AddGraph")]
    [TestCase("Multiply")]
    public void AProductThatCannotBeCapturedIsLaunchedByItself(string call)
    {
        (double[,] x, double[,] g) = (Values.Doubles(50, 70, 1), Values.Doubles(50, 80, 2));
        (Products cpu, Products device) = (new(), new());
        Driver.FailAt(call);
        for (int step = 0; step < 2; step++)
        {
            Device.Default = null;
            cpu.Step(x, g, 0.25);
            Device.Default = Device;
            device.Step(x, g, 0.25);
        }
        Assert.That(device.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-12));
        Assert.That((_blas.Products.Count > 0, Emulator.GraphLaunchCount, Emulator.LiveGraphs), Is.EqualTo((true, 0, 0)));
    }

    [Test]
    public void AGraphWhoseProductCannotBeChangedIsMadeAgain()
    {
        (double[,] x, double[,] g) = (Values.Doubles(50, 70, 1), Values.Doubles(50, 80, 2));
        (Products cpu, Products first, Products second) = (new(), new(), new());
        cpu.Step(x, g, 0.25);
        Device.Default = Device;
        first.Step(x, g, 0.25);
        Driver.FailAt("SetGraph");
        second.Step(x, g, 0.25);
        Assert.That(second.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-12));
        Assert.That((Emulator.GraphLaunchCount, Emulator.LiveGraphs), Is.EqualTo((2, 2)));
    }

    [Test]
    public void AProductThatIsRefusedNamesTheExpression()
    {
        Device.Default = Device;
        Driver.FailAt("Multiply");
        Assert.That(
            Assert.Catch<DeviceException>(() => Products.Plain(Values.Doubles(70, 80), Values.Doubles(80, 90)))!.Message,
            Is.EqualTo("Products.Plain, at 'Dot(a, b)': Multiply: CUDA_ERROR_FOR_TEST."));
    }

    /// <summary>Compares a call on the CPU with the device, in both orders.</summary>
    private void Same<T>(Func<T> call, double tolerance = 1e-12)
    {
        T expected = Cpu(call);
        foreach (bool isReversed in new[] { false, true })
        {
            Emulator.IsReversed = isReversed;
            Assert.That(call(), Is.EqualTo(expected).Within(tolerance));
        }
        Emulator.IsReversed = false;
    }

    /// <summary>A call on the CPU; what follows is on the device.</summary>
    private T Cpu<T>(Func<T> call)
    {
        Device.Default = null;
        try
        {
            return call();
        }
        finally
        {
            Device.Default = Device;
        }
    }

    /// <summary>All products since the last time were this one: one for each graph.</summary>
    private void Expect(BlasProduct product, int? count = null)
    {
        Assert.That(_blas.Products, Is.Not.Empty.And.All.EqualTo(product));
        if (count is { } number)
            Assert.That(_blas.Products, Has.Count.EqualTo(number));
        Forget();
    }

    private static Products NewModel(int seed)
    {
        var model = new Products();
        model.W.Value = Values.Flat(Values.Doubles(70, 80, seed));
        return model;
    }

    private void Forget() => _blas.Products.Clear();

    private static double[,,] Cube(int a, int b, int c, int seed)
    {
        var values = new double[a, b, c];
        Fill(MemoryMarshal.CreateSpan(ref values[0, 0, 0], values.Length), seed);
        return values;
    }

    private static double[,,,] Cubes(int a, int b, int c, int d, int seed)
    {
        var values = new double[a, b, c, d];
        Fill(MemoryMarshal.CreateSpan(ref values[0, 0, 0, 0], values.Length), seed);
        return values;
    }

    private static void Fill(Span<double> values, int seed)
    {
        var random = new Random(seed);
        foreach (ref double value in values)
            value = random.NextDouble() - 0.5;
    }
}
