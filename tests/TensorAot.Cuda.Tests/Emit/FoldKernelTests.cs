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

/// <summary>Folds give the bits of the CPU, whose order is written down here once more: chunks, lanes, tree, parts.</summary>
[TestFixture]
internal sealed class FoldKernelTests
{
    private static readonly Dim N = Dim.Symbol("n"), M = Dim.Symbol("m");

    private static readonly DeviceProgram Flat = Print(0, x => [Sum(Exp(x), [0])], N);
    private static readonly DeviceProgram Storing = Print(10, x => [x * x, Sum(x * x, [0]), Max(x, [0])], N);
    private static readonly DeviceProgram Ones = Print(20, x => [Sum(x + 1.0, [0, 1])], N, M);
    private static readonly DeviceProgram Columns = Print(30, x => [Sum(x, [0])], N, M);
    private static readonly DeviceProgram Mean = Print(40, x => [Sum(x, [0]) / Size(x.Graph, N, DType.Float32)], N);
    private static readonly DeviceProgram Rows = DeviceProgram.TryPrint(WeightedSum(), 50)!;

    private static readonly Lazy<EmulatedModule> Module =
        new(() => DeviceProgram.Load(Flat, Storing, Ones, Columns, Mean, Rows));

    [SetUp]
    public void RequireCompiler() => Toolchain.RequireCompiler();

    [Test]
    public void ASumOfFloatsHasTheBitsOfTheCpu(
        [Values] ThreadOrder order, [Values(0, 1, 31, 32, 33, 16_384, 16_385, 200_000)] int length)
    {
        var values = Samples(length);
        var grain = Loop.FoldGrain(KernelOf(Flat).CostPerItem.Evaluate(_ => length));
        Elements.AssertSame(
            Flat.Run(Module.Value, [Boxed(values)], _ => length, order)[0],
            [LaneOrder.FlatTotal([.. values.Select(Runtime.Functions.Exp)], (int)grain)]);
    }

    [Test]
    public void AFoldMayStoreOnTheWay([Values] ThreadOrder order)
    {
        float[] values = [.. Enumerable.Range(1, 20_000).Select(i => (float)(i % 16))];
        var results = Storing.Run(Module.Value, [Boxed(values)], _ => values.Length, order);
        Assert.That(Storing.Kernels, Has.Count.EqualTo(1));
        Elements.AssertSame(results[0], values.Select(v => v * v));
        Elements.AssertSame(results[1], [values.Sum(v => v * v)]);
        Elements.AssertSame(results[2], [15f]);
    }

    [Test]
    public void ManyOnesAddUpExactly()
    {
        var result = Ones.Run(Module.Value, [Boxed(new float[1_000_003])], SizesOf(1_000_003, 1), ThreadOrder.Forward);
        Elements.AssertSame(result[0], [1_000_003f]);
    }

    [TestCase(0, 3)]
    [TestCase(3, 0)]
    [TestCase(1, 1)]
    [TestCase(37, 45)]
    [TestCase(2, 17_000)]
    public void RowsThatJumpFoldRowByRow(int rows, int columns)
    {
        var values = Samples(rows * columns);
        var weights = Samples(columns);
        float[][] products = [.. Enumerable.Range(0, rows).Select(r =>
            Enumerable.Range(0, columns).Select(c => values[(r * columns) + c] * weights[c]).ToArray())];
        var grain = Loop.RowGrain(KernelOf(Rows).CostPerItem.Evaluate(SizesOf(rows, columns)));
        foreach (var order in Enum.GetValues<ThreadOrder>())
            Elements.AssertSame(
                Rows.Run(Module.Value, [Boxed(values), Boxed(weights)], SizesOf(rows, columns), order)[0],
                [LaneOrder.RowTotal(products, (int)grain)]);
    }

    [TestCase(0, 3)]
    [TestCase(1, 1)]
    [TestCase(255, 7)]
    [TestCase(600, 33)]
    public void ColumnsFoldInBlocksOfRows(int rows, int columns)
    {
        var values = Samples(rows * columns);
        var expected = Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, rows).Chunk(256)
            .Select(block => block.Aggregate(0f, (sum, r) => sum + values[(r * columns) + c]))
            .Aggregate(0f, (sum, block) => sum + block));
        foreach (var order in Enum.GetValues<ThreadOrder>())
            Elements.AssertSame(Columns.Run(Module.Value, [Boxed(values)], SizesOf(rows, columns), order)[0], expected);
    }

    [Test]
    public void AMeanDividesTheSumByTheCount()
    {
        var result = Mean.Run(Module.Value, [[1f, 2f, 6f]], _ => 3, ThreadOrder.Forward);
        Elements.AssertSame(result[0], [3f]);
    }

    private static DeviceProgram Print(int number, Func<Node, Node[]> results, params Dim[] shape) =>
        DeviceProgram.TryPrint(FunctionGraphs.Of(results(FunctionGraphs.Input(new Graph(), "x", DType.Float32, shape))), number)!;

    /// <summary>Two inputs of different rank: the loops cannot be flat.</summary>
    private static FunctionGraph WeightedSum()
    {
        var graph = new Graph();
        var x = FunctionGraphs.Input(graph, "x", DType.Float32, N, M);
        return FunctionGraphs.Of(Sum(x * FunctionGraphs.Input(graph, "w", DType.Float32, M), [0, 1]));
    }

    private static Kernel KernelOf(DeviceProgram program) => program.Schedule.Steps.OfType<LoopStep>().First().Kernel;

    private static Func<DimSymbol, long> SizesOf(int n, int m) => size => size.Name == "n" ? n : m;

    private static float[] Samples(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 8) - 4))];
    }

    private static object[] Boxed(float[] values) => [.. values.Cast<object>()];
}
