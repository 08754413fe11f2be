using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Runtime;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Cuda.Tests.Emit;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>Folds of rows give the bits of the CPU, whose order <see cref="LaneOrder"/> writes down once more.</summary>
[TestFixture]
internal sealed class RowKernelTests
{
    private static readonly Dim N = Dim.Symbol("n"), M = Dim.Symbol("m");

    private static readonly DeviceProgram Sums = Print(0, DType.Float32, x => Sum(Exp(x), [1]), N, M);
    private static readonly DeviceProgram Doubles = Print(10, DType.Float64, x => Sum(x * x, [1]), N, M);
    private static readonly DeviceProgram Planes = Print(20, DType.Float32, x => Sum(x, [1, 2]), N, 3, M);
    private static readonly DeviceProgram Places = Print(30, DType.Float32, x => ArgMax(x, 1), N, M);
    private static readonly DeviceProgram Deviations = Print(40, DType.Float32, x => x - Max(x, [1], keepDims: true), N, M);
    private static readonly DeviceProgram Chained = Print(50, DType.Float32, x => Sum(Sum(Exp(x), [1]), [0]), N, M);
    private static readonly DeviceProgram Truths = Print(60, DType.Bool, x => Any(x, [1]), N, M);
    private static readonly DeviceProgram Lines = Print(70, DType.Float64, x => ArgMax(x, 0), N);
    private static readonly DeviceProgram Across = Print(80, DType.Float32, x => Sum(Exp(Transpose(x)), [1]), N, M);

    private static readonly Lazy<EmulatedModule> Module =
        new(() => DeviceProgram.Load(Across, Sums, Doubles, Planes, Places, Deviations, Chained, Truths, Lines));

    private static readonly (int Rows, int Columns)[] Sizes = [(0, 3), (3, 0), (1, 1), (9, 31), (37, 45), (2, 17_000)];

    [SetUp]
    public void RequireCompiler() => Toolchain.RequireCompiler();

    [Test]
    public void RowsOfFloatsFoldIn32Lanes([Values] ThreadOrder order)
    {
        foreach (var (rows, columns) in Sizes)
        {
            var x = Samples(rows * columns);
            var expected = Rows(x, rows, columns).Select(row => LaneOrder.RowSum([.. row.Select(Runtime.Functions.Exp)]));
            Elements.AssertSame(Run(Sums, x, rows, columns, order), expected, $"{rows} x {columns}");
        }
    }

    [Test]
    public void RowsThatLieSideBySideShareABlock([Values] ThreadOrder order)
    {
        Assert.That((Sums.Kernels.Single().BlockSize, Across.Kernels.Single().BlockSize), Is.EqualTo((128, 256)));
        foreach (var (columns, rows) in Sizes)
        {
            var x = Samples(rows * columns);
            var expected = Enumerable.Range(0, rows).Select(row => LaneOrder.RowSum([.. Enumerable.Range(0, columns).Select(i => Runtime.Functions.Exp(x[(i * rows) + row]))]));
            Elements.AssertSame(Run(Across, x, columns, rows, order), expected, $"{columns} x {rows}");
        }
    }

    [Test]
    public void RowsOfDoublesFoldIn16Lanes([Values] ThreadOrder order)
    {
        foreach (var (rows, columns) in Sizes)
        {
            double[] x = [.. Samples(rows * columns).Select(value => value / 3.0)];
            var expected = Rows(x, rows, columns).Select(row => LaneOrder.RowSum([.. row.Select(value => value * value)]));
            Elements.AssertSame(Run(Doubles, x, rows, columns, order), expected, $"{rows} x {columns}");
        }
    }

    [Test]
    public void AMiddleAxisFoldsRoundByRound([Values] ThreadOrder order)
    {
        foreach (var (planes, columns) in Sizes)
        {
            var x = Samples(planes * 3 * columns);
            var expected = Rows(x, planes, 3 * columns).Select(plane => LaneOrder.RowSum(Rows(plane, 3, columns)));
            Elements.AssertSame(Run(Planes, x, planes, columns, order), expected, $"{planes} x 3 x {columns}");
        }
    }

    [Test]
    public void TheFirstOfEqualPlacesWinsAndTheFirstNaN([Values] ThreadOrder order)
    {
        const int columns = 70;
        float[][] rows =
        [
            [.. Enumerable.Repeat(2f, columns)],
            [.. Enumerable.Repeat(float.NegativeInfinity, columns)],
            [.. Enumerable.Range(0, columns).Select(i => i is 69 or 34 ? 9f : i % 5)],
            [.. Enumerable.Range(0, columns).Select(i => i is 66 or 35 ? float.NaN : float.PositiveInfinity)],
            [.. Enumerable.Range(0, columns).Select(i => i == 64 ? 0f : -0f)],
        ];
        Elements.AssertSame(Run(Places, rows.SelectMany(row => row).ToArray(), rows.Length, columns, order), [0, 0, 34, 35, 0]);
    }

    [Test]
    public void AVectorHasOneRow([Values] ThreadOrder order)
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => (double)(i * 7919 % 997))];
        Elements.AssertSame(Run(Lines, x, x.Length, 0, order), [Array.IndexOf(x, x.Max())]);
    }

    [Test]
    public void ALaterSweepSeesWhatItsRowFolded([Values] ThreadOrder order)
    {
        Assert.That(Deviations.Kernels, Has.Count.EqualTo(1));
        foreach (var (rows, columns) in Sizes)
        {
            var x = Samples(rows * columns);
            var expected = Rows(x, rows, columns).SelectMany(row => row.Select(value => value - row.Max()));
            Elements.AssertSame(Run(Deviations, x, rows, columns, order), expected, $"{rows} x {columns}");
        }
    }

    [Test]
    public void WhatRowsFoldAddsUpInParts([Values] ThreadOrder order, [Values(0, 1, 37, 3000)] int rows)
    {
        const int columns = 9;
        var x = Samples(rows * columns);
        float[] sums = [.. Rows(x, rows, columns).Select(row => LaneOrder.RowSum([.. row.Select(Runtime.Functions.Exp)]))];
        var cost = Chained.Schedule.Steps.OfType<LoopStep>().Single().Kernel.CostPerItem.Evaluate(SizesOf(rows, columns));
        var expected = sums.Chunk((int)Loop.RowGrain(cost)).Aggregate(0.0, (total, part) => total + part.Aggregate(0.0, (sum, value) => sum + value));
        Elements.AssertSame(Run(Chained, x, rows, columns, order), [(float)expected]);
    }

    [Test]
    public void RowsOfTruthValuesFold([Values] ThreadOrder order)
    {
        bool[] x = [.. Enumerable.Range(0, 5 * 40).Select(i => i is 39 or 97 or 160)];
        Elements.AssertSame(Run(Truths, x, 5, 40, order), [true, false, true, false, true]);
    }

    [Test]
    public void FloatAndDoubleRowsInOneKernelHaveNoPrintedForm()
    {
        var x = FunctionGraphs.Input(new Graph(), "x", DType.Float32, N, M);
        var schedule = Scheduler.Run(FunctionGraphs.Of(Sum(x, [1]), Sum(Cast(x, DType.Float64), [1])));
        var kernel = schedule.Steps.OfType<LoopStep>().Single().Kernel;
        Assert.That(CudaEmitter.CanEmit(kernel), Is.False);
        Assert.That(() => CudaEmitter.Emit(kernel, 0, IndexWidth.Bits32), Throws.ArgumentException);
    }

    private static DeviceProgram Print(int number, DType dtype, Func<Node, Node> result, params Dim[] shape) =>
        DeviceProgram.TryPrint(FunctionGraphs.Of(result(FunctionGraphs.Input(new Graph(), "x", dtype, shape))), number)!;

    private static object[] Run<T>(DeviceProgram program, T[] x, int n, int m, ThreadOrder order) =>
        program.Run(Module.Value, [[.. x.Cast<object>()]], SizesOf(n, m), order)[0];

    private static Func<DimSymbol, long> SizesOf(int n, int m) => size => size.Name == "n" ? n : m;

    private static T[][] Rows<T>(T[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(r => values[(r * columns)..((r + 1) * columns)])];

    private static float[] Samples(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 8) - 4))];
    }
}
