using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Cuda.Tests.Emit;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>Kernels that read across the order in which they write go through tiles, and others do not; permutations are written down here once more.</summary>
[TestFixture]
internal sealed class TiledKernelTests
{
    private static readonly Dim N = Dim.Symbol("n"), M = Dim.Symbol("m"), K = Dim.Symbol("k"), L = Dim.Symbol("l");

    private static readonly int[] Edges = [0, 1, 31, 32, 33, 65];

    private static readonly Dictionary<DType, DeviceProgram> Transposes = DTypes.All.ToDictionary(d => d, d => Print(10 * (int)d, Transpose(Input(d, N, M))));

    private static readonly DeviceProgram Wide = Print(100, Transpose(Input(DType.Float32, N, M)), IndexWidth.Bits64);

    /// <summary>The order of axes, and whether elements that are neighbours in the result lie apart in what is read.</summary>
    private static readonly (int[] Axes, bool IsTiled)[] Orders =
    [
        ([1, 0, 2], false), ([0, 2, 1], true), ([2, 1, 0], true), ([1, 2, 0], true), ([2, 0, 1], true),
        ([0, 2, 1, 3], false), ([0, 3, 1, 2], true), ([0, 2, 3, 1], true), ([3, 2, 1, 0], true), ([1, 3, 0, 2], true), ([2, 3, 0, 1], true),
    ];

    private static readonly DeviceProgram[] Permutations =
        [.. Orders.Select((order, i) => Print(110 + i, Transpose(Input(DType.Float32, [.. new[] { N, M, K, L }.Take(order.Axes.Length)]), order.Axes)))];

    private static readonly DeviceProgram
        Sum = Fused(200, (x, y, b) => (Exp(Transpose(x)) * b) + y),
        Twice = Fused(201, (x, y, b) => (Transpose(x) - (Transpose(Tanh(x)) * y)) + b),
        Mixed = Of(202, g => Cast(Transpose(Input(g, "x", DType.UInt8, N, M)), DType.Float64) + Input(g, "y", DType.Float64, M, N)),
        Counted = Of(203, g => Transpose(Input(g, "x", DType.Int32, N, M)) + Sources.NewIota(g, DType.Int32, N)),
        Turned = Of(204, g => Transpose(Slice(Input(g, "x", DType.Float32, N, M), new SliceAttribute([new(Dim.Zero, N, 1), new(M - 1, M, -1)])))),
        Taken = Of(205, g => Transpose(Input(g, "x", DType.Float32, N, M)) + Gather(Input(g, "table", DType.Float32, K, N), Input(g, "rows", DType.Int32, M), 0, isChecked: true)),
        Many = Of(206, g => Enumerable.Range(0, 7).Select(i => Transpose(Input(g, "x" + i, DType.Float64, N, M))).Aggregate((a, b) => a - b));

    /// <summary>Sizes that are known: a short axis, on either side, and matrices of which a block reads several anyway.</summary>
    private static readonly (long[] Shape, bool IsTiled)[] Known =
        [([700, 3], true), ([3, 700], true), ([700, 2], true), ([31, 1000], true), ([40, 40], true), ([5, 7], false), ([31, 31], false), ([1, 700], false), ([700, 1], false)];

    private static readonly DeviceProgram[] Knowns = [.. Known.Select((k, i) => Print(300 + i, Transpose(Input(DType.Float32, [.. k.Shape.Select(d => (Dim)d)]))))];

    private static readonly DeviceProgram Pixels = Of(320, g => Transpose(Input(g, "x", DType.UInt8, N, M, K, 3), [0, 3, 1, 2]));

    private static readonly Lazy<EmulatedModule> Module = new(() => DeviceProgram.Load(
        [.. Transposes.Values, Wide, .. Permutations, Sum, Twice, Mixed, Counted, Turned, Taken, Many, .. Knowns, Pixels]));

    [SetUp]
    public void RequireCompiler() => Toolchain.RequireCompiler();

    [Test]
    public void TransposesOfAllTypesAndSizes([ValueSource(typeof(DTypes), nameof(DTypes.All))] DType dtype, [Values] ThreadOrder order)
    {
        Assert.That(IsTiled(Transposes[dtype]));
        foreach (var n in Edges)
            foreach (var m in Edges)
            {
                var x = Numbers(dtype, n * m);
                Elements.AssertSame(Run(Transposes[dtype], order, [n, m], x), Permuted(x, [n, m], [1, 0]), $"{n} x {m}");
            }
    }

    [Test]
    public void IndicesOf64BitsGiveTheSame([Values] ThreadOrder order)
    {
        Assert.That(Wide.Kernels.Single().Text, Does.Contain("__shared__").And.Contain("const long long row"));
        Assert.That(Transposes[DType.Float32].Kernels.Single().Text, Does.Contain("const int row").And.Not.Contain("long long"));
        var x = Numbers(DType.Float32, 33 * 65);
        Elements.AssertSame(Run(Wide, order, [33, 65], x), Permuted(x, [33, 65], [1, 0]));
    }

    [Test]
    public void PermutationsOfThreeAndFourAxes([Range(0, 10)] int number, [Values] ThreadOrder order)
    {
        var (axes, isTiled) = Orders[number];
        Assert.That(IsTiled(Permutations[number]), Is.EqualTo(isTiled));
        int[][] shapes = axes.Length == 3
            ? [[3, 33, 40], [40, 2, 35], [1, 65, 32], [33, 31, 1], [0, 3, 3], [2, 0, 40]]
            : [[2, 3, 33, 34], [33, 2, 3, 35], [1, 40, 2, 33], [3, 35, 1, 2], [2, 3, 0, 4]];
        foreach (var shape in shapes)
        {
            var x = Numbers(DType.Float32, shape.Aggregate(1, (a, b) => a * b));
            Elements.AssertSame(Run(Permutations[number], order, shape, x), Permuted(x, shape, axes), string.Join(" x ", shape));
        }
    }

    [Test]
    public void WhatIsComputedOnTheWayHasTheBitsOfCSharp([Values] ThreadOrder order)
    {
        Assert.That(IsTiled(Sum) && IsTiled(Twice));
        foreach (var (n, m) in new[] { (33, 65), (1, 40), (40, 1), (64, 32) })
        {
            object[] x = Numbers(DType.Float32, n * m), y = Numbers(DType.Float32, m * n, 5), b = Numbers(DType.Float32, n, 3);
            float[] xt = [.. Permuted(x, [n, m], [1, 0]).Cast<float>()];
            float Y(int i) => (float)y[i];
            float B(int i) => (float)b[i % n];
            Elements.AssertSame(Run(Sum, order, [n, m], ("x", x), ("y", y), ("b", b)), xt.Select((v, i) => (Runtime.Functions.Exp(v) * B(i)) + Y(i)), $"{n} x {m}");
            Elements.AssertSame(Run(Twice, order, [n, m], ("x", x), ("y", y), ("b", b)), xt.Select((v, i) => v - (Runtime.Functions.Tanh(v) * Y(i)) + B(i)), $"{n} x {m}");
        }
    }

    [Test]
    public void OneTensorReadTwiceHasOneTile() =>
        Assert.That(Twice.Kernels.Single().Text.Split("__shared__"), Has.Length.EqualTo(2));

    [Test]
    public void TypesOfDifferentWidthsMeet([Values] ThreadOrder order)
    {
        Assert.That(IsTiled(Mixed));
        object[] x = Numbers(DType.UInt8, 40 * 70), y = Numbers(DType.Float64, 70 * 40);
        Elements.AssertSame(Run(Mixed, order, [40, 70], ("x", x), ("y", y)), Permuted(x, [40, 70], [1, 0]).Select((v, i) => (byte)v + (double)y[i]));
    }

    [Test]
    public void CountersAndStepsBackwardsGoOnAcrossTiles([Values] ThreadOrder order)
    {
        Assert.That(IsTiled(Counted) && IsTiled(Turned));
        object[] x = Numbers(DType.Int32, 40 * 70), z = Numbers(DType.Float32, 40 * 70);
        Elements.AssertSame(Run(Counted, order, [40, 70], x), Permuted(x, [40, 70], [1, 0]).Select((v, i) => (int)v + (i % 40)));
        Elements.AssertSame(Run(Turned, order, [40, 70], z), Permuted(z, [40, 70], [1, 0]).Chunk(40).Reverse().SelectMany(row => row));
    }

    [Test]
    public void PlacesThatDataGiveAreReadFromWhereTheyLie([Values] ThreadOrder order)
    {
        Assert.That(IsTiled(Taken));
        object[] x = Numbers(DType.Float32, 40 * 70), table = Numbers(DType.Float32, 9 * 40, 3), rows = [.. Enumerable.Range(0, 70).Select(i => (object)(i * 5 % 9))];
        var expected = Permuted(x, [40, 70], [1, 0]).Select((v, i) => (float)v + (float)table[((int)rows[i / 40] * 40) + (i % 40)]);
        Elements.AssertSame(Run(Taken, order, [40, 70, 9], ("x", x), ("table", table), ("rows", rows)), expected);
    }

    [Test]
    public void WhatFindsNoSharedMemoryIsReadDirectly([Values] ThreadOrder order)
    {
        Assert.That(Many.Kernels.Single().Text.Split("__shared__ double"), Has.Length.EqualTo(1 + (48 * 1024 / (32 * 33 * 8))));
        object[][] xs = [.. Enumerable.Range(0, 7).Select(i => Numbers(DType.Float64, 33 * 34, i + 1))];
        var columns = xs.Select(x => Permuted(x, [33, 34], [1, 0])).ToArray();
        Elements.AssertSame(Run(Many, order, [33, 34], [.. xs.Select((x, i) => ("x" + i, x))]), Enumerable.Range(0, 33 * 34).Select(i => columns.Select(c => (double)c[i]).Aggregate((a, b) => a - b)));
    }

    [Test]
    public void KnownSizesDecideTheShapeOfTiles([Range(0, 8)] int number, [Values] ThreadOrder order)
    {
        var (shape, isTiled) = Known[number];
        Assert.That(IsTiled(Knowns[number]), Is.EqualTo(isTiled));
        int[] lengths = [.. shape.Select(d => (int)d)];
        var x = Numbers(DType.Float32, lengths[0] * lengths[1]);
        Elements.AssertSame(Run(Knowns[number], order, lengths, x), Permuted(x, lengths, [1, 0]));
    }

    [Test]
    public void PixelsOfThreeColoursHaveShortTilesAndAxesThatLieTogetherAreOne([Values] ThreadOrder order)
    {
        // A pixel's bytes are read as they lie; rows and columns of an image are walked as one axis.
        Assert.That(Pixels.Kernels.Single().Text, Does.Contain("__shared__ unsigned char shared0[3][1348]"));
        var x = Numbers(DType.UInt8, 2 * 30 * 50 * 3);
        Elements.AssertSame(Run(Pixels, order, [2, 30, 50], x), Permuted(x, [2, 30, 50, 3], [0, 3, 1, 2]));
    }

    private static bool IsTiled(DeviceProgram program) => program.Kernels.Single().Text.Contains("__shared__");

    private static Node Input(DType dtype, params Dim[] shape) => Input(new Graph(), "x", dtype, shape);

    private static Node Input(Graph graph, string name, DType dtype, params Dim[] shape) => FunctionGraphs.Input(graph, name, dtype, shape);

    private static DeviceProgram Print(int number, Node result, IndexWidth width = IndexWidth.Bits32) => DeviceProgram.TryPrint(FunctionGraphs.Of(result), number, width)!;

    private static DeviceProgram Of(int number, Func<Graph, Node> result) => Print(number, result(new Graph()));

    private static DeviceProgram Fused(int number, Func<Node, Node, Node, Node> result) => Of(number, g =>
        result(Input(g, "x", DType.Float32, N, M), Input(g, "y", DType.Float32, M, N), Input(g, "b", DType.Float32, N)));

    /// <summary>Runs a program of one input.</summary>
    private static object[] Run(DeviceProgram program, ThreadOrder order, int[] sizes, object[] x) => Run(program, order, sizes, ("x", x));

    /// <summary>Runs a program of sizes n, m, k and l.</summary>
    private static object[] Run(DeviceProgram program, ThreadOrder order, int[] sizes, params (string Name, object[] Values)[] inputs) => program.Run(
        Module.Value, [.. program.Schedule.Parameters.Select(p => inputs.Single(i => i.Name == p.Name).Values)], size => sizes["nmkl".IndexOf(size.Name[0], StringComparison.Ordinal)], order)[0];

    /// <summary>Row by row, the axes in another order.</summary>
    private static object[] Permuted(object[] x, int[] shape, int[] axes)
    {
        int[] strides = [.. shape.Select((_, axis) => shape.Skip(axis + 1).Aggregate(1, (a, b) => a * b))];
        List<int> places = [0];
        foreach (var axis in axes)
            places = [.. places.SelectMany(place => Enumerable.Range(0, shape[axis]).Select(i => place + (i * strides[axis])))];
        return [.. places.Select(place => x[place])];
    }

    private static object[] Numbers(DType dtype, int count, int step = 7) =>
        [.. Enumerable.Range(0, count).Select(i => Elements.From(dtype, dtype == DType.Bool ? i * step % 3 % 2 : dtype.IsFloating() ? (i * step % 211 / 16.0) - 5 : i * step % 251))];
}
