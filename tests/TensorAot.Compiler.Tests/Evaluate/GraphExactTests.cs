using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Evaluate;

/// <summary>Exact evaluation of graphs: values against the reference for every op, order and rounding against arithmetic written out here.</summary>
public sealed class GraphExactTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        from op in OpTable.All
        where op.Kind != OpKind.Macro && op != Sources.Input && op.Code?.HasExactForm != false
        from dtype in op.DTypes
        select new TestCaseData(op, dtype).SetArgDisplayNames(op.Name, dtype.CSharpName());

    [TestCaseSource(nameof(Samples))]
    public void Samples_of_every_op_agree_with_the_reference(Op op, DType dtype)
    {
        foreach (Node sample in op.Samples(new OpSamples(new Graph(), dtype)))
        {
            Dictionary<string, GraphExactArray> inputs = Inputs(op, sample);
            var sizes = new Dictionary<string, long> { ["n"] = 3 };
            GraphExactArray exact = GraphExact.Evaluate([sample], inputs, sizes)[0];
            NdArray reference = ReferenceEvaluator.Evaluate([sample], inputs.ToDictionary(i => i.Key, i => new NdArray(i.Value.Shape, i.Value.ToDoubles())), sizes)[0];
            Assert.That(exact.Shape, Is.EqualTo(reference.Shape));
            double tolerance = sample.DType == DType.Float32 ? 2e-5 : sample.DType == DType.Float64 ? 1e-12 : 0;
            double[] values = exact.ToDoubles();
            for (int i = 0; i < values.Length; i++)
                Assert.That(values[i], Is.EqualTo(reference.Values[i]).Within(tolerance * (1 + Math.Abs(reference.Values[i]))), sample.ToString());
        }
    }

    /// <summary>Numbers from the op's domain for every input of a sample.</summary>
    private static Dictionary<string, GraphExactArray> Inputs(Op op, Node sample)
    {
        var random = new Random(1);
        var inputs = new Dictionary<string, GraphExactArray>();
        foreach (Node node in Graph.TopologicalOrder([sample]))
            if (node.Attribute is InputAttribute input)
            {
                // Inputs that are operands have the domain of that operand, in whatever order they are met.
                int operand = sample.Inputs.ToList().IndexOf(node) is var place and >= 0 ? place : inputs.Count;
                (double low, double high) = op.Domain[Math.Min(operand, op.Domain.Count - 1)];
                int[] shape = [.. node.Shape.Dims.Select(d => (int)d.Constant!.Value)];
                double Number() => low + (random.NextDouble() * (high - low));
                double Positive() => node.DType == DType.UInt8 ? Math.Max(1, Math.Abs(Number())) : Number();
                inputs[input.Name] = GraphExactArray.Generate(node.DType, shape, _ => ConstantValue.From(node.DType, Positive()).Bits);
            }
        return inputs;
    }

    private static GraphExactArray Evaluate(DType dtype, GraphExactArray x, Func<Node, Node> formula)
    {
        Node input = Sources.NewInput(new Graph(), "x", new TensorType(dtype, Shape.Of(x.Shape.Select(d => (Dim)d))));
        return GraphExact.Evaluate([formula(input)], new Dictionary<string, GraphExactArray> { ["x"] = x })[0];
    }

    private static float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(i => 1 / (float)(i + 1))];

    [Test]
    public void A_float_sum_uses_32_lanes_and_a_tree()
    {
        float[] x = Floats(100);
        var lanes = new float[32];
        for (int i = 0; i < x.Length; i++)
            lanes[i % 32] += x[i];
        for (int width = 16; width > 0; width /= 2)
            for (int j = 0; j < width; j++)
                lanes[j] += lanes[j + width];
        Assert.That(Evaluate(DType.Float32, GraphExactArray.Of(x), Sum)[0], Is.EqualTo(ConstantValue.Of(lanes[0])));
    }

    [Test]
    public void A_double_sum_uses_16_lanes_and_a_tree()
    {
        double[] x = [.. Floats(100).Select(v => (double)v * v)];
        var lanes = new double[16];
        for (int i = 0; i < x.Length; i++)
            lanes[i % 16] += x[i];
        for (int width = 8; width > 0; width /= 2)
            for (int j = 0; j < width; j++)
                lanes[j] += lanes[j + width];
        Assert.That(Evaluate(DType.Float64, GraphExactArray.Of(x), Sum)[0], Is.EqualTo(ConstantValue.Of(lanes[0])));
    }

    [Test]
    public void Blocks_of_float_sums_are_added_in_double()
    {
        // The blocks sum to 2^24, 1 and 1: in float both ones would be lost, each alone.
        var x = new float[3 * 16_384];
        Array.Fill(x, 1024f, 0, 16_384);
        x[20_000] = x[40_000] = 1;
        Assert.That(Evaluate(DType.Float32, GraphExactArray.Of(x), Sum)[0], Is.EqualTo(ConstantValue.Of(16_777_218f)));
    }

    [Test]
    public void A_sum_over_leading_axes_adds_in_blocks_of_256()
    {
        float[] x = Floats(600);
        float total = 0;
        for (int start = 0; start < 300; start += 256)
        {
            float block = 0;
            for (int i = start; i < Math.Min(300, start + 256); i++)
                block += x[2 * i];
            total += block;
        }
        GraphExactArray sums = Evaluate(DType.Float32, GraphExactArray.Of(x).Reshape(300, 2), m => Sum(m, [0]));
        Assert.That(sums[0], Is.EqualTo(ConstantValue.Of(total)));
    }

    [Test]
    public void Empty_reductions_are_the_identity()
    {
        Assert.That(Evaluate(DType.Float32, GraphExactArray.Of(Array.Empty<float>()), Sum)[0], Is.EqualTo(ConstantValue.Of(0f)));
        Assert.That(Evaluate(DType.Int32, GraphExactArray.Of(Array.Empty<int>()), x => Prod(x, [0]))[0], Is.EqualTo(ConstantValue.Of(1)));
    }

    [Test]
    public void Floats_are_rounded_after_every_operation()
    {
        float[] x = [1e8f, 3e38f, 1e-40f, 0.1f, -0f];
        GraphExactArray result = Evaluate(DType.Float32, GraphExactArray.Of(x), n => (n + 1) * n / 3);
        long[] expected = [.. x.Select(v => ConstantValue.Of((float)((float)((float)(v + 1f) * v) / 3f)).Bits)];
        Assert.That(result.Bits, Is.EqualTo(expected));
    }

    [Test]
    public void Integers_wrap_and_division_truncates()
    {
        GraphExactArray x = GraphExactArray.Of(int.MaxValue, int.MinValue, -7);
        Assert.That(Evaluate(DType.Int32, x, n => n + 1).Bits, Is.EqualTo(new long[] { int.MinValue, int.MinValue + 1, -6 }));
        Assert.That(Evaluate(DType.Int32, x, n => n / -1).Bits, Is.EqualTo(new long[] { -int.MaxValue, int.MinValue, 7 }));
        Assert.That(Evaluate(DType.Int32, x, n => n / 2).Bits, Is.EqualTo(new long[] { int.MaxValue / 2, int.MinValue / 2, -3 }));
        Assert.That(() => Evaluate(DType.Int32, x, n => n / 0), Throws.TypeOf<DivideByZeroException>());
    }

    [TestCase(double.NaN, 0, 0, 0)]
    [TestCase(1e30, int.MaxValue, long.MaxValue, 255)]
    [TestCase(-1e30, int.MinValue, long.MinValue, 0)]
    [TestCase(-2.9, -2, -2, 0)]
    [TestCase(300.5, 300, 300, 255)]
    public void Conversions_to_integers_truncate_and_saturate(double value, int toInt, long toLong, int toByte)
    {
        GraphExactArray x = GraphExactArray.Of(value);
        Assert.That(Evaluate(DType.Float64, x, n => Cast(n, DType.Int32)).Bits[0], Is.EqualTo(toInt));
        Assert.That(Evaluate(DType.Float64, x, n => Cast(n, DType.Int64)).Bits[0], Is.EqualTo(toLong));
        Assert.That(Evaluate(DType.Float64, x, n => Cast(n, DType.UInt8)).Bits[0], Is.EqualTo(toByte));
    }

    [Test]
    public void Products_fuse_within_chunks_of_256()
    {
        double[] x = [.. Enumerable.Range(0, 300).Select(i => Math.Sqrt(i + 0.5))];
        double first = 0, second = 0;
        for (int k = 0; k < 300; k++)
            if (k < 256)
                first = Math.FusedMultiplyAdd(x[k], x[k], first);
            else
                second = Math.FusedMultiplyAdd(x[k], x[k], second);
        Assert.That(Evaluate(DType.Float64, GraphExactArray.Of(x), n => Dot(n, n))[0], Is.EqualTo(ConstantValue.Of(first + second)));
    }

    [Test]
    public void Missing_inputs_and_wrong_types_are_named()
    {
        Assert.That(() => Evaluate(DType.Float32, GraphExactArray.Of(1.0), Exp), Throws.ArgumentException.With.Message.Contains("x"));
    }
}
