namespace TensorAot.Generated.Tests.Properties;

// Inside the namespace, so that Dim is the compiler's.
using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Bad arguments: the promised exception, text that names what is wrong, and nothing written.</summary>
public class ArgumentTests
{
    private static readonly GeneratedAssembly s_assembly = GeneratedAssembly.Of([Affine(), Middle(), Labels(), Pairs(), Halves()], harness: """
        using System;
        public static class Cores
        {
            public static void Pairs(byte[] x, byte[] y, byte[] z) => Generated.Functions.Pairs(x, y, z);
            public static void Affine(float[] x, float[] w, float[] b, float[] y) => Generated.Functions.Affine(x, w, b, y);
            public static void AffineInto(float[] x, int start, int length, float[] w, float[] b) => Generated.Functions.Affine(x, w, b, x.AsSpan(start, length));
            public static void Two(float[] x, int firstStart, int secondStart, float[] y) => Generated.Functions.Middle(x, y.AsSpan(firstStart, 2), y.AsSpan(secondStart, 4));
        }
        """);

    private static readonly Action<float[], float[], float[], float[]> s_affine = s_assembly.Delegate<Action<float[], float[], float[], float[]>>("Cores", "Affine");

    private static readonly float[] s_w = new float[6], s_b = new float[2];

    [TestCase(5, 6, 2, 4, "x", "x is float[n, 3]: a multiple of 3 elements expected, 5 given.")]
    [TestCase(6, 5, 2, 4, "w", "w is float[3, 2]: 6 elements expected, 5 given.")]
    [TestCase(6, 6, 1, 4, "b", "b is float[2]: 2 elements expected, 1 given. A size of 1 broadcasts only where it is declared: declare 1 to broadcast.")]
    [TestCase(6, 6, 2, 3, "y0", "y0 is float[n, 2] (here [2, 2]): 4 elements expected, 3 given.")]
    public void WrongLengths(int x, int w, int b, int y, string parameter, string message)
    {
        float[] result = [.. Enumerable.Repeat(7f, y)];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => s_affine(new float[x], new float[w], new float[b], result))!;
        Assert.That(exception.ParamName, Is.EqualTo(parameter));
        Assert.That(exception.Message, Does.StartWith(message));
        Assert.That(result, Is.All.EqualTo(7f));
    }

    [Test]
    public void OverlappingResultsAreRefused()
    {
        float[] x = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        var into = s_assembly.Delegate<Action<float[], int, int, float[], float[]>>("Cores", "AffineInto");
        // x is 12 elements, so n = 4 and the result has 8.
        ArgumentException exception = Assert.Throws<ArgumentException>(() => into(x, 4, 8, s_w, s_b))!;
        Assert.That(exception.ParamName, Is.EqualTo("y0"));
        Assert.That(exception.Message, Does.Contain("y0").And.Contain("x"));
        Assert.That(x, Is.EqualTo(Enumerable.Range(0, 12).Select(i => (float)i)));

        var two = s_assembly.Delegate<Action<float[], int, int, float[]>>("Cores", "Two");
        Assert.That(() => two([1, 2, 3, 4], 0, 1, new float[8]), Throws.ArgumentException.With.Message.Contain("y1").And.Message.Contain("y0"));
        var y = new float[8];
        two([1, 2, 3, 4], 0, 2, y);
        Assert.That(y, Is.EqualTo(new float[] { 2, 3, 2, 4, 6, 8, 0, 0 }));
    }

    [Test]
    public void ArraysOfOtherShapesAndNull()
    {
        Assert.That(() => s_assembly.Call("Affine", new float[2, 4], new float[3, 2], s_b), Throws.ArgumentException.With.Message.StartsWith("x is float[n, 3] (here [2, 3]), but [2, 4] was given: axis 1 is 4 instead of 3."));
        Assert.That(() => s_assembly.Call("Affine", new float[2, 3], new float[2, 3], s_b), Throws.ArgumentException.With.Message.Contain("axis 0 is 2 instead of 3"));
        Assert.That(() => s_assembly.Call("Affine", null!, new float[3, 2], s_b), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
        Assert.That(() => s_assembly.Call("Labels", new float[2, 4], new int[3]), Throws.ArgumentException.With.Message.Contain("labels").And.Message.Contain("3").And.Message.Contain("2"));
    }

    [Test]
    public void SizesTooSmallForASlice()
    {
        float[] y = new float[8];
        var two = s_assembly.Delegate<Action<float[], int, int, float[]>>("Cores", "Two");
        Assert.That(() => two([1], 0, 2, y), Throws.ArgumentException.With.Message.Contain("x[1..^1]"));
        Assert.That(y, Is.All.Zero);
    }

    [Test]
    public void MessagesAreTheSameInEveryCulture([Values("tr-TR", "ar-SA", "de-DE")] string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.That(() => s_affine(new float[5], s_w, s_b, new float[4]), Throws.ArgumentException.With.Message.StartsWith("x is float[n, 3]: a multiple of 3 elements expected, 5 given."));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>65,536 times 65,536 is 0 in 32 bits: an empty result must not pass for one of 2^32 elements.</summary>
    [Test]
    public void ProductsOfSizesDoNotWrap()
    {
        var pairs = s_assembly.Delegate<Action<byte[], byte[], byte[]>>("Cores", "Pairs");
        Assert.That(() => pairs(new byte[65_536], new byte[65_536], []), Throws.ArgumentException.With.Message.Contain("4294967296"));
        Assert.That(() => s_assembly.Call("Pairs", new byte[65_536], new byte[65_536]), Throws.ArgumentException.With.Message.Contain("4294967296"));
        byte[] result = new byte[6];
        pairs([1, 2], [3, 4, 5], result);
        Assert.That(result, Is.EqualTo(new byte[] { 3, 4, 5, 6, 8, 10 }));
    }

    /// <summary>Sizes are rounded towards minus infinity, as the graph has them, where C# rounds towards 0.</summary>
    [TestCase(4, 1), TestCase(5, 2), TestCase(6, 2), TestCase(7, 3)]
    public void QuotientsOfSizesAreRoundedDown(int n, int count)
    {
        var result = (ValueTuple<int[], int, float>)s_assembly.Call("Halves", new float[n])!;
        Assert.That(result.Item1, Is.EqualTo(Enumerable.Range(0, count)));
        Assert.That(result.Item2, Is.EqualTo(count));
        Assert.That(result.Item3, Is.EqualTo(count * (count - 1) / 2));
    }

    private static FunctionGraph Pairs()
    {
        var b = new FunctionBuilder("Pairs");
        Node x = b.Input("x", DType.UInt8, Dim.Symbol("n")), y = b.Input("y", DType.UInt8, Dim.Symbol("m"));
        return b.Returns(Reshape(ExpandDims(x, 1) * y, Shape.Of(Dim.Symbol("n") * Dim.Symbol("m"))));
    }

    private static FunctionGraph Halves()
    {
        var b = new FunctionBuilder("Halves");
        b.Input("x", DType.Float32, Dim.Symbol("n"));
        Dim count = Dim.FloorDivide(Dim.Symbol("n") - 5, 2) + 2;
        return b.Returns(Sources.NewIota(b.Graph, DType.Int32, count), Size(b.Graph, count, DType.Int32), Sum(Sources.NewIota(b.Graph, DType.Float32, count), [0]));
    }

    private static FunctionGraph Affine()
    {
        var b = new FunctionBuilder("Affine");
        Node x = b.Input("x", DType.Float32, Dim.Symbol("n"), 3), w = b.Input("w", DType.Float32, 3, 2), bias = b.Input("b", DType.Float32, 2);
        return b.Returns(Dot(x, w) + bias);
    }

    private static FunctionGraph Middle()
    {
        var b = new FunctionBuilder("Middle");
        Dim n = Dim.Symbol("n");
        Node x = b.Input("x", DType.Float32, n);
        b.Graph.Source = "x[1..^1]";
        b.Graph.Constraints.TryRequireAtLeast(n - 2, 0, b.Graph.Source);
        Node middle = Slice(x, new SliceAttribute([new AxisSlice(1, n - 2, 1)]));
        b.Graph.Source = null;
        return b.Returns(middle, x * 2);
    }

    private static FunctionGraph Labels()
    {
        var b = new FunctionBuilder("Labels");
        Node x = b.Input("x", DType.Float32, Dim.Symbol("n"), 4), labels = b.Input("labels", DType.Int32, Dim.Symbol("n"));
        return b.Returns(CrossEntropy(x, labels));
    }
}
