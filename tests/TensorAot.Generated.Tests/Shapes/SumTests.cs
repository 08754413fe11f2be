namespace TensorAot.Generated.Tests.Shapes;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Sums of twenty million ones, and the softmax family on rows of any length.</summary>
public class SumTests
{
    private const int Millions = 20_000_000;

    private static readonly FunctionSet s_rows = new(Rows("Softmax", x => [Softmax(x, [1]), Softmax(x, [0])]), Rows("LogSoftmax", x => [LogSoftmax(x, [1]), LogSumExp(x, [1]), LogSumExp(x, [0])]),
        Rows("Moments", x => { Node centred = x - (Sum(x, [1], keepDims: true) / 3); return [Sum(centred * centred, [1]), Max(centred, [0])]; }));

    [Test]
    public void MillionsOfOnes()
    {
        FunctionGraph[] functions = [Rows("Total", x => [Sum(x)]), Rows("RowSums", x => [Sum(x, [1])]), Rows("ColumnSums", x => [Sum(x, [0])]), Rows("Flat", x => [Sum(Reshape(x, Shape.Of(x.Shape.ElementCount)))])];
        GeneratedAssembly assembly = GeneratedAssembly.Of(functions, harness: """
            public static class Cores
            {
                public static float[] Sums(float[] x)
                {
                    int n = x.Length;
                    float[] rows = new float[1], columns = new float[1];
                    Generated.Functions.RowSums(x, 1, n, rows);
                    Generated.Functions.ColumnSums(x, n, 1, columns);
                    return [Generated.Functions.Total(x, 4, n / 4), Generated.Functions.Total(x, n / 4, 4), rows[0], columns[0], Generated.Functions.Flat(x, 1, n)];
                }
            }
            """);
        var ones = new float[Millions];
        Array.Fill(ones, 1f);
        Assert.That(assembly.Delegate<Func<float[], float[]>>("Cores", "Sums")(ones), Is.All.EqualTo(2e7f));
    }

    [Test]
    public void RowsOfAnyLength([Values("Softmax", "LogSoftmax", "Moments")] string name, [Values(0, 1, 10, 1000)] int length) =>
        s_rows.Check(name, ("n", 3), ("m", length));

    private static FunctionGraph Rows(string name, Func<Node, Node[]> formula)
    {
        var builder = new FunctionBuilder(name);
        return builder.Returns(formula(builder.Input(DType.Float32, Dim.Symbol("n"), Dim.Symbol("m"))));
    }
}
