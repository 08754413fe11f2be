namespace TensorAot.Generated.Tests.Shapes;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Gathers read where their data lie: through views and reshapes, whole rows on vectors.</summary>
public class GatherTests
{
    private static readonly Dim s_n = Dim.Symbol("n");
    private static readonly FunctionGraph[] s_functions = [Rows(), Transposed(), Pairs(), ExpandedScalar(), Repeated()];
    private static readonly Lazy<GeneratedAssembly> s_assembly = new(() => GeneratedAssembly.Of(s_functions, rewrite: false));

    private static IEnumerable<string> Names => s_functions.Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void GiveWhatTheReferenceGives(string name)
    {
        FunctionGraph function = s_functions.Single(f => f.Name == name);
        var random = new Random(3);
        foreach (int count in new[] { 0, 1, 5, 40 })
        {
            var inputs = function.Parameters.Select(p => Values.Sample(p.Value.DType, [.. p.Value.Shape.Dims.Select(d => (int)(d.Constant ?? count))], random, -3, 2)).ToArray();
            Oracle.IsExact(function, inputs, s_assembly.Value.Run(function, inputs));
        }
    }

    [TestCase("Rows", 0), TestCase("Transposed", 0), TestCase("Pairs", 0), TestCase("ExpandedScalar", 0), TestCase("Repeated", 1)]
    public void ViewsAndReshapesAreNotCopied(string name, int temporaries)
    {
        Schedule schedule = Scheduler.Run(s_functions.Single(f => f.Name == name));
        Assert.That(schedule.Temporaries.Where(t => schedule.Steps.Any(s => s.Reads.Contains(t))).Select(t => t.Name), Has.Exactly(temporaries).Items);
    }

    [TestCase("Rows", true), TestCase("Transposed", false), TestCase("Pairs", true)]
    public void WholeRowsAreReadOnVectors(string name, bool vectors) =>
        Assert.That(Scheduler.Run(s_functions.Single(f => f.Name == name)).Steps.OfType<LoopStep>().Single().Kernel.Sweeps[0].IsVectorized, Is.EqualTo(vectors));

    private static FunctionGraph Rows()
    {
        var builder = new FunctionBuilder("Rows");
        Node x = builder.Input(DType.Float32, 4, 37), rows = builder.Input(DType.Int32, s_n);
        return builder.Returns(Gather(x, rows, 0) * 2);
    }

    private static FunctionGraph Transposed()
    {
        var builder = new FunctionBuilder("Transposed");
        Node x = builder.Input(DType.Float64, 6, 5), columns = builder.Input(DType.Int64, s_n);
        return builder.Returns(Gather(Slice(Transpose(x), new SliceAttribute([new AxisSlice(4, 5, -1), new AxisSlice(1, 3, 2)])), columns, 1));
    }

    private static FunctionGraph Pairs()
    {
        var builder = new FunctionBuilder("Pairs");
        Node x = builder.Input(DType.Int32, 4, 3, 2), rows = builder.Input(DType.Int32, s_n), columns = builder.Input(DType.Int32, s_n);
        return builder.Returns(Indexing.Build(builder.Graph, x, [rows, columns]));
    }

    private static FunctionGraph ExpandedScalar()
    {
        var builder = new FunctionBuilder("ExpandedScalar");
        Node x = builder.Input(DType.Float64, 1), at = builder.Input(DType.Int32, s_n);
        return builder.Returns(Gather(BroadcastTo(ExpandDims(Squeeze(x, 0), 0), Shape.Of(3)), at, 0));
    }

    /// <summary>A number is nothing that could be read at a place, so its repetition is stored.</summary>
    private static FunctionGraph Repeated()
    {
        var builder = new FunctionBuilder("Repeated");
        Node at = builder.Input(DType.Int32, s_n);
        return builder.Returns(Gather(BroadcastTo(Sources.NewConstant(builder.Graph, ConstantValue.Of(2.5)), Shape.Of(3)), at, 0));
    }
}
