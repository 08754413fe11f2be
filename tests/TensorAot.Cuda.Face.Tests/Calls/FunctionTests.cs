using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Functions as users call them, on the emulator: the results of the CPU.</summary>
[TestFixture]
public sealed class FunctionTests : OnEmulator
{
    private static readonly (int Rows, int Columns)[] Sizes = [(1, 1), (3, 5), (0, 4), (4, 0), (70, 33), (2, 17_000)];

    [TestCaseSource(nameof(Sizes))]
    public void ElementwiseFunctionsHaveTheBitsOfTheCpu((int Rows, int Columns) size)
    {
        double[,] x = Values.Doubles(size.Rows, size.Columns);
        if (x.Length > 2)
            (x[0, 0], x[0, 1], x[0, 2]) = (double.NaN, 1e300, -0.0);
        SameBits(() => Formulas.Sigmoid(x));
    }

    [TestCaseSource(nameof(Sizes))]
    public void RowsThatFoldHaveTheBitsOfTheCpu((int Rows, int Columns) size)
    {
        float[,] x = Values.Floats(size.Rows, size.Columns);
        SameBits(() => Formulas.Softmax(x));
    }

    [TestCase(1)]
    [TestCase(50_000)]
    public void ScalarsGoInAndOut(int length)
    {
        float[] x = Values.Flat(Values.Floats(1, length));
        SameBits(() => Formulas.SquareSum(x, 0.5f));
        Assert.That(Emulated(() => Formulas.SquareSum([1, 2, 3], 0.5f)), Is.EqualTo(7f));
    }

    [TestCase(1, 1)]
    [TestCase(70, 33)]
    [TestCase(1000, 3)]
    public void SeveralResultsComeBack(int rows, int columns)
    {
        double[,] x = Values.Doubles(rows, columns);
        SameBits(() => Formulas.Statistics(x));
    }

    [Test]
    public void SeveralResultsInSpans()
    {
        double[] x = [1, 5, 2, 7, 3, 4], columns = new double[3];
        var place = new int[2];
        double mean = Emulated(() =>
        {
            Formulas.Statistics(x, 2, 3, out double value, columns, place);
            return value;
        });
        Assert.That((mean, columns, place), Is.EqualTo((22.0 / 6, new double[] { 8, 8, 6 }, new[] { 1, 0 })));
    }

    [TestCase(1, 1, 1)]
    [TestCase(3, 5, 2)]
    [TestCase(64, 16, 64)]
    [TestCase(65, 300, 67)]
    [TestCase(5, 0, 3)]
    [TestCase(0, 3, 3)]
    [TestCase(130, 700, 1)]
    public void ProductsAreThoseOfTheCpuUpToRounding(int n, int k, int m)
    {
        float[,] a = Values.Floats(n, k, 1), b = Values.Floats(k, m, 2);
        double[,] da = Values.Doubles(k, n, 3), db = Values.Doubles(m, k, 4);
        float[,] expected = Formulas.Product(a, b);
        double[,] transposed = Formulas.Transposed(da, db);
        foreach (bool isReversed in new[] { false, true })
        {
            Assert.That(Emulated(() => Formulas.Product(a, b), isReversed), Is.EqualTo(expected).Within(4e-6f * MathF.Sqrt(k + 1)));
            Assert.That(Emulated(() => Formulas.Transposed(da, db), isReversed), Is.EqualTo(transposed).Within(1e-14 * Math.Sqrt(k + 1)));
        }
    }

    [TestCase(1, 1)]
    [TestCase(33, 65)]
    [TestCase(0, 5)]
    [TestCase(5, 0)]
    [TestCase(300, 2)]
    public void WhatIsReadAcrossHasTheBitsOfTheCpu(int n, int m)
    {
        double[,] x = Values.Doubles(n, m, 1), y = Values.Doubles(m, n, 2);
        double[] b = Values.Flat(Values.Doubles(1, n, 3));
        SameBits(() => Formulas.Crossed(x, y, b));
    }

    [TestCase(2, 5, 9, 3)]
    [TestCase(1, 33, 1, 40)]
    [TestCase(3, 1, 34, 32)]
    public void AxesOfImagesChangePlaces(int count, int height, int width, int channels)
    {
        float[] means = Values.Flat(Values.Floats(1, channels, 3)), values = Values.Flat(Values.Floats(count, height * width * channels));
        var images = new float[count, height, width, channels];
        Buffer.BlockCopy(values, 0, images, 0, values.Length * sizeof(float));
        SameBits(() => Formulas.ChannelsFirst(images, means));
        Assert.That(Emulated(() => Formulas.ChannelsFirst(images, means))[count - 1, channels - 1, height - 1, width - 1], Is.EqualTo(values[^1] - means[^1]));
    }

    [TestCase(3, 1000, 1)]
    [TestCase(2, 8256, 14)]
    [TestCase(65, 8256, 1)]
    public void SizesSayWhetherBlocksShareARow(int rows, int columns, int launches)
    {
        float[,] x = Values.Floats(rows, columns);
        for (int i = 0; i < x.Length; i++)
            x[i / columns, i % columns] = MathF.Round(x[i / columns, i % columns] * 100) is var value && value % 50 == 0 ? float.NaN : value * (i % 2 == 0 ? 1 : -1);
        SameBits(() => Formulas.Ordered(x));
        int before = Driver.LaunchCount;
        Emulated(() => Formulas.Ordered(x));
        Assert.That(Driver.LaunchCount - before, Is.EqualTo(launches));
    }

    [TestCase(900, 1000, 1)]
    [TestCase(2, 1500, 3)]
    [TestCase(500, 1500, 1)]
    [TestCase(0, 1500, 3)]
    public void SizesSayWhetherThreadsShareALine(int lines, int length, int launches)
    {
        var x = new long[lines, length];
        for (int i = 0; i < x.Length; i++)
            x[i / length, i % length] = (i * 7919L % 100_003) << (i % 40);
        SameBits(() => Formulas.Running(x));
        int before = Driver.LaunchCount;
        Emulated(() => Formulas.Running(x));
        Assert.That(Driver.LaunchCount - before, Is.EqualTo(launches));
    }

    [Test]
    public void ProductsOfIntegersWrap()
    {
        long[,] a = { { long.MaxValue, 2 }, { 3, 4 } }, b = { { 2, -1 }, { 5, 6 } };
        SameBits(() => Formulas.Whole(a, b));
    }

    [Test]
    public void TruthValuesGoIn()
    {
        Assert.That(Emulated(() => Formulas.Doubled([1, 2], true)), Is.EqualTo(new float[] { 2, 4 }));
        Assert.That(Emulated(() => Formulas.Doubled([1, 2], false)), Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void AFunctionWithoutAFormForDevicesRunsOnTheCpu()
    {
        Device.Default = Device;
        int before = Driver.LaunchCount;
        Assert.That(Formulas.OnCpu(new double[,] { { 2, 0 }, { 0, 4 } }), Is.EqualTo(new double[] { 4, 2 }));
        Assert.That(Driver.LaunchCount, Is.EqualTo(before));
    }

    [Test]
    public void SizesHavePlansAndKernelsAreCompiledOnce()
    {
        Emulated(() => Formulas.Sigmoid(new double[1, 1]));
        int compiled = Compiler.Count;
        for (int n = 1; n <= 20; n++)
            Emulated(() => Formulas.Sigmoid(new double[n, 2]));
        Assert.That(Compiler.Count, Is.EqualTo(compiled));
    }

    [Test]
    public void CallsAllocateNothing()
    {
        double[] x = Values.Flat(Values.Doubles(4, 5)), result = new double[20];
        Device.Default = Device;
        Formulas.Sigmoid(x, 4, 5, result);
        Formulas.Sigmoid(x, 4, 5, result);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Formulas.Sigmoid(x, 4, 5, result);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void CallsFromManyThreadsTakeTurns()
    {
        Device.Default = Device;
        double[,] x = Values.Doubles(8, 8);
        double[,] expected = Formulas.Sigmoid(x);
        Parallel.For(0, 50, i =>
        {
            double[,] own = Values.Doubles(8, 8, i), result = Formulas.Sigmoid(own);
            Assert.That(result[3, 4], Is.EqualTo(1 / (1 + Math.Exp(-own[3, 4]))).Within(1e-15));
        });
        Assert.That(Formulas.Sigmoid(x), Is.EqualTo(expected));
    }
}
