using System.Globalization;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Cuda.Tests.Emit;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>Small functions as users write them, with named sizes.</summary>
[TestFixture]
internal sealed class FunctionKernelTests
{
    private static readonly Dim N = Dim.Symbol("n"), M = Dim.Symbol("m");
    private static readonly (int N, int M)[] Sizes = [(0, 3), (1, 1), (3, 5), (33, 31), (7, 1000)];

    private static readonly DeviceProgram Narrow = DeviceProgram.TryPrint(Logistic(DType.Float32), 0)!;
    private static readonly DeviceProgram Wide = DeviceProgram.TryPrint(Logistic(DType.Float32), 10, IndexWidth.Bits64)!;
    private static readonly DeviceProgram Biased = DeviceProgram.TryPrint(BiasedTranspose(), 20)!;
    private static readonly DeviceProgram Two = DeviceProgram.TryPrint(SquareAndNegative(), 30)!;
    private static readonly Lazy<EmulatedModule> Module = new(() => DeviceProgram.Load(Narrow, Wide, Biased, Two));

    [SetUp]
    public void RequireCompiler() => Toolchain.RequireCompiler();

    [Test]
    public void LogisticHasTheBitsOfCSharp([Values] ThreadOrder order, [Values] bool wide)
    {
        foreach (var (n, m) in Sizes)
        {
            float[] x = [.. Enumerable.Range(0, n * m).Select(i => (i % 211) - 105.5f)];
            var result = (wide ? Wide : Narrow).Run(Module.Value, [[.. x.Cast<object>()]], SizesOf(n, m), order)[0];
            Elements.AssertSame(result, x.Select(value => 1 / (1 + Runtime.Functions.Exp(-value))), $"{n} x {m}");
        }
    }

    [Test]
    public void ABiasIsAddedToEveryRowOfATransposedMatrix([Values] ThreadOrder order)
    {
        foreach (var (n, m) in Sizes)
        {
            double X(int i, int j) => (i * 0.25) - (j * 0.5);
            object[] x = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, m) select (object)X(i, j)];
            object[] b = [.. Enumerable.Range(0, n).Select(i => (object)(double)i)];
            var expected = from j in Enumerable.Range(0, m) from i in Enumerable.Range(0, n) select Runtime.Functions.Tanh(X(i, j) + i);
            Elements.AssertSame(Biased.Run(Module.Value, [x, b], SizesOf(n, m), order)[0], expected, $"{n} x {m}");
        }
    }

    [Test]
    public void SeveralResultsOfOneLoopAreStoredTogether()
    {
        int[] x = [0, 1, -5, 46341, int.MinValue];
        var results = Two.Run(Module.Value, [[.. x.Cast<object>()]], SizesOf(x.Length, 0), ThreadOrder.Forward);
        Assert.That(Two.Kernels, Has.Count.EqualTo(1));
        Elements.AssertSame(results[0], x.Select(v => unchecked(v * v)));
        Elements.AssertSame(results[1], x.Select(v => unchecked(-v)));
    }

    [Test]
    public void TheTextHoldsNothingOfTheUsersAndConstantsAsBits()
    {
        var graph = new Graph { Source = "secretExpression" };
        var x = FunctionGraphs.Input(graph, "secretInput", DType.Float32, Dim.Symbol("secretSize"));
        var kernel = DeviceProgram.TryPrint(FunctionGraphs.Of((x * 0.1) + 0.5))!.Kernels.Single();
        Assert.That(kernel.Text, Does.Not.Contain("secret").And.Contain("__int_as_float(0x3DCCCCCD)"));
        Assert.That(kernel.Name, Does.Match("^k0_[0-9a-f]{8}$"));
    }

    [Test]
    public void TheTextIsTheSameInAnyCulture()
    {
        var text = Text();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.That(Text(), Is.EqualTo(text));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        static string Text() => CudaModule.Print(DeviceProgram.TryPrint(Logistic(DType.Float64))!.Kernels);
    }

    private static FunctionGraph Logistic(DType dtype)
    {
        var x = FunctionGraphs.Input(new Graph(), "x", dtype, N, M);
        return FunctionGraphs.Of(1 / (1 + Exp(-x)));
    }

    private static FunctionGraph BiasedTranspose()
    {
        var graph = new Graph();
        var x = FunctionGraphs.Input(graph, "x", DType.Float64, N, M);
        return FunctionGraphs.Of(Tanh(Transpose(x, [1, 0]) + FunctionGraphs.Input(graph, "b", DType.Float64, N)));
    }

    private static FunctionGraph SquareAndNegative()
    {
        var x = FunctionGraphs.Input(new Graph(), "x", DType.Int32, N);
        return FunctionGraphs.Of(x * x, -x);
    }

    private static Func<DimSymbol, long> SizesOf(int n, int m) => size => size.Name == "n" ? n : m;
}
