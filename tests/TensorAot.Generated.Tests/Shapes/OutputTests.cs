namespace TensorAot.Generated.Tests.Shapes;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Results of every origin, scalars of every element type, and products in batches.</summary>
public class OutputTests
{
    private static readonly FunctionSet s_set = new(Origins(), Scalars(), MixedTypes(), Batches());

    private static IEnumerable<string> Names => s_set.Names;

    [TestCaseSource(nameof(Names))]
    public void Results(string name)
    {
        foreach ((int n, int m) in new[] { (3, 5), (1, 1), (0, 2), (17, 33) })
            s_set.Check(name, ("n", n), ("m", m));
    }

    /// <summary>Inputs, constants and sizes as they are, and one value twice.</summary>
    private static FunctionGraph Origins()
    {
        var b = new FunctionBuilder("Origins");
        Node x = b.Input(DType.Float32, Dim.Symbol("n"), Dim.Symbol("m")), s = b.Input(DType.Float32);
        Node twice = x * 2, size = Sources.NewSize(b.Graph, Dim.Symbol("n") * Dim.Symbol("m"));
        return b.Returns(x, x, twice, twice, s, s + 1, Constant(x, 7), size, Transpose(x), Reshape(x, Shape.Of(Dim.Symbol("n") * Dim.Symbol("m"))), BroadcastTo(s, Shape.Of(2, Dim.Symbol("m"))));
    }

    private static FunctionGraph Scalars()
    {
        var b = new FunctionBuilder("ScalarsOnly");
        Node f = b.Input(DType.Float32), d = b.Input(DType.Float64), i = b.Input(DType.Int32), l = b.Input(DType.Int64), t = b.Input(DType.UInt8), o = b.Input(DType.Bool);
        return b.Returns(Exp(f), Tanh(d), (i * 3) - 1, l * l, t + t, Not(o), Where(o, f, Cast(i, DType.Float32)), Less(d, Cast(f, DType.Float64)));
    }

    /// <summary>Loops over elements of different widths.</summary>
    private static FunctionGraph MixedTypes()
    {
        var b = new FunctionBuilder("MixedTypes");
        Dim[] shape = [Dim.Symbol("n"), Dim.Symbol("m")];
        Node f = b.Input(DType.Float32, shape), d = b.Input(DType.Float64, shape), i = b.Input(DType.Int32, shape), t = b.Input(DType.UInt8, shape), o = b.Input(DType.Bool, shape);
        Node wide = Cast(f, DType.Float64) * d, iota = Sources.NewIota(b.Graph, DType.Float32, Dim.Symbol("m"));
        return b.Returns(wide, Sum(Cast(t, DType.Int64), [1]), Where(o, f, Cast(i, DType.Float32)), Any(Less(f, Cast(d, DType.Float32)), [0]), f + iota, Sum(Cast(o, DType.Int32), [0, 1]), Maximum(t, Cast(i, DType.UInt8)));
    }

    private static FunctionGraph Batches()
    {
        var b = new FunctionBuilder("Batches");
        Dim n = Dim.Symbol("n"), m = Dim.Symbol("m");
        Node x = b.Input(DType.Float32, 2, 1, n, m), y = b.Input(DType.Float32, 3, m, 4), z = b.Input(DType.Float32, 2, 3, 4, n);
        Node product = MatMul(x, y);
        return b.Returns(product, MatMul(product, z), MatMul(TransposeLast(product), ExpandDims(Slice(x, new SliceAttribute([new AxisSlice(1, 1, 1), new AxisSlice(0, 1, 1), new AxisSlice(0, n, 1), new AxisSlice(0, m, 1)])), 0)));
    }
}
