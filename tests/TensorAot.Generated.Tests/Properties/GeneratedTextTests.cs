namespace TensorAot.Generated.Tests.Properties;

// Inside the namespace, so that Dim is the compiler's.
using System.Globalization;
using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>The text itself: the same everywhere, at home in any project, with any names.</summary>
public class GeneratedTextTests
{
    private static readonly string[] s_hostile =
    [
        "class", "t17", "f", "i", "row", "Exp", "m", "m0", "call", "Check", "Loop", "state", "start", "end", "Pair", "y0", "x0Pointer", "stackalloc", "Math", "GC", "var",
        "await", "global", "Sigmoid", "workspace", "value", "result", "Gemm", "Workspace", "slot0", "rest", "Shared", "sum2", "n", "nint", "System", "TensorAot", "Loop0", "Run", "Call",
    ];

    [Test]
    public void TheSameTextInEveryCulture([Values("tr-TR", "ar-SA", "de-DE", "")] string culture)
    {
        string expected = GeneratedAssembly.TextOf(Workloads.Functions());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.That(GeneratedAssembly.TextOf(Workloads.Functions()), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void CompilesInAnyProject([Values] NullableContextOptions nullable, [Values] bool checkedArithmetic) =>
        SourceCompiler.Compile([GeneratedAssembly.TextOf([.. Workloads.Functions(), Hostile("i")])], SourceCompiler.Options
            .WithNullableContextOptions(nullable).WithOverflowChecks(checkedArithmetic).WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithWarningLevel(9999));

    [Test]
    public void IntegersWrapInCheckedProjectsToo()
    {
        var builder = new FunctionBuilder("Wraps");
        Node x = builder.Input(DType.Int32, Dim.Symbol("n"), 3);
        FunctionGraph function = builder.Returns(x + x, Sum(x * x, [1]), Sum(x + x, [0]), Cast(Cast(x, DType.UInt8), DType.Int32));
        var assembly = System.Reflection.Assembly.Load(SourceCompiler.Compile([GeneratedAssembly.TextOf([function])], SourceCompiler.Options.WithOverflowChecks(true)));
        var result = (ValueTuple<int[,], int[], int[], int[,]>)GeneratedAssembly.Call(assembly.GetType("Generated.Functions")!, null, "Wraps", new[,] { { int.MaxValue, 2, 257 }, { int.MaxValue, 0, 0 } })!;
        Assert.That(result.Item1, Is.EqualTo(new[,] { { -2, 4, 514 }, { -2, 0, 0 } }));
        Assert.That(result.Item2, Is.EqualTo(new[] { unchecked((int.MaxValue * int.MaxValue) + 4 + (257 * 257)), 1 }));
        Assert.That(result.Item3, Is.EqualTo(new[] { -4, 4, 514 }));
        Assert.That(result.Item4, Is.EqualTo(new[,] { { 255, 2, 1 }, { 255, 0, 0 } }));
    }

    /// <summary>Blocks of 256 rows fold on the stack, vectors wrap anyway; what joins two blocks is scalar.</summary>
    [Test]
    public void SumsOfColumnsWrapInCheckedProjectsToo()
    {
        var builder = new FunctionBuilder("Columns");
        FunctionGraph function = builder.Returns(Sum(builder.Input(DType.Int32, Dim.Symbol("n"), 2), [0]));
        var assembly = System.Reflection.Assembly.Load(SourceCompiler.Compile([GeneratedAssembly.TextOf([function])], SourceCompiler.Options.WithOverflowChecks(true)));
        var x = new int[300, 2];
        (x[0, 0], x[299, 0], x[299, 1]) = (int.MaxValue, int.MaxValue, 3);
        Assert.That(GeneratedAssembly.Call(assembly.GetType("Generated.Functions")!, null, "Columns", x), Is.EqualTo(new[] { -2, 3 }));
    }

    [Test]
    public void ParametersOfAnyName()
    {
        FunctionGraph[] functions = [.. s_hostile.Select((n, k) => Hostile(n) with { Name = "F" + k })];
        GeneratedAssembly assembly = GeneratedAssembly.Of(functions);
        for (int k = 0; k < functions.Length; k++)
        {
            var result = (ValueTuple<float[], float[,], float[]>)assembly.Call("F" + k, new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, 2f)!;
            Assert.That(result.Item1, Is.EqualTo(new float[] { 7, 9, 11 }), s_hostile[k]);
            Assert.That(result.Item2, Is.EqualTo(new float[,] { { 28, 64 }, { 64, 154 } }), s_hostile[k]);
            Assert.That(result.Item3, Is.EqualTo(new float[] { 12, 30 }), s_hostile[k]);
        }
    }

    [Test]
    public void FunctionsOfAnyName()
    {
        string[] names = ["Sigmoid", "Exp", "Run", "Call", "Loop0", "Pair", "Check", "class", "GetHashCode", "Vector"];
        GeneratedAssembly assembly = GeneratedAssembly.Of([.. names.Select(n => Hostile("x") with { Name = n })]);
        foreach (string name in names)
            Assert.That(((ValueTuple<float[], float[,], float[]>)assembly.Call(name, new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, 2f)!).Item3, Is.EqualTo(new float[] { 12, 30 }), name);
    }

    [Test]
    public void WithoutParametersTheDefinitionKeepsItsSignature()
    {
        var builder = new FunctionBuilder("Places");
        string text = GeneratedAssembly.TextOf([builder.Returns(Compiler.Ops.Sources.NewIota(builder.Graph, DType.Int32, 5))]);
        SourceCompiler.Compile([text, "namespace Generated { static partial class Functions { public static int[] Places() => []; } }"]);
    }

    [TestCase("Check", "")]
    [TestCase("Loop", "")]
    [TestCase("Pair", "Generated")]
    [TestCase("Functions", "TensorAot")]
    [TestCase("Shared", "System")]
    [TestCase("record", "Where.@class")]
    public void ClassesOfAnyName(string name, string space) => SourceCompiler.Compile(
        [GeneratedAssembly.TextOf(new ClassHeader(space, [], $"static partial class @{name}", name, IsStatic: true), [Hostile("x")])]);

    /// <summary>A column fold, a product and a row fold whose parameters, sizes and values all have one name.</summary>
    private static FunctionGraph Hostile(string name)
    {
        var b = new FunctionBuilder("Hostile");
        Node x = b.Input(name, DType.Float32, Dim.Symbol(name), Dim.Symbol(name + "2")), y = b.Input(name + "3", DType.Float32);
        Node column = Sum(x, [0]) + (y * 1);
        b.Graph.Name(column, name);
        Node product = Dot(x * y, Transpose(x));
        b.Graph.Name(product, name);
        return b.Returns(column, product, Sum(x * y, [1])) with
        {
            Outputs = [new FunctionOutput(name + "2", column), new FunctionOutput(name, product), new FunctionOutput("rows", Sum(x * y, [1]))],
        };
    }
}
