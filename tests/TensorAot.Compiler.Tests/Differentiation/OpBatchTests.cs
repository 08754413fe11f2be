using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Ops;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Every sample of every op on a batch: the same as one evaluation for each example.</summary>
public class OpBatchTests
{
    private const int Examples = 3;

    [TestCaseSource(nameof(Samples))]
    public void EqualsOneEvaluationForEachExample(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        foreach (Node[] batched in Choices(sample.InputNodes))
            Check(sample, batched);
    }

    /// <summary>A composite that has a rule stays what it is: its expansion has other derivatives, and rules do not see it.</summary>
    [TestCaseSource(nameof(Composites))]
    public void ACompositeWithARuleStaysOne(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        Node[] variables = sample.InputNodes;
        Dim size = Dim.Symbol("batch");
        Node[] batched = [.. variables.Select(v => Sources.NewInput(v.Graph, "batch of " + OpSample.NameOf(v), v.Type with { Shape = Shape.Of([size, .. v.Shape.Dims]) }))];
        Node result = Batching.Run([sample.Node], variables, batched, size)[0];
        Assert.That(Graph.TopologicalOrder([result]).Count(n => n.Op == sample.Op), Is.EqualTo(Graph.TopologicalOrder([sample.Node]).Count(n => n.Op == sample.Op)));
    }

    private static IEnumerable<OpSample> Composites =>
        OpSample.All(op => op.Kind == OpKind.Composite && op.Batch is not null).Where(s => s.Node.Op == s.Op && s.InputNodes.Length > 0);

    private static IEnumerable<OpSample> Samples => OpSample.All(op => op.Kind is not (OpKind.Source or OpKind.Macro)).Where(s => s.InputNodes.Length > 0);

    /// <summary>All inputs, and each one alone.</summary>
    private static IEnumerable<Node[]> Choices(Node[] inputs) =>
        inputs.Length == 1 ? [inputs] : [inputs, .. inputs.Select(i => new[] { i })];

    private static void Check(OpSample sample, Node[] variables)
    {
        Dim size = Dim.Symbol("batch");
        Node[] batched = [.. variables.Select(v => Sources.NewInput(v.Graph, "batch of " + OpSample.NameOf(v), v.Type with { Shape = Shape.Of([size, .. v.Shape.Dims]) }))];
        Node[] outputs = OpTangentTests.Results(sample.Node);
        IReadOnlyList<Node> results = Batching.Run(outputs, variables, batched, size);
        Assert.That(() => GraphVerifier.Verify(results, "batching"), Throws.Nothing);

        Dictionary<string, NdArray>[] examples = [.. Enumerable.Range(0, Examples).Select(k => Example(sample, variables, k))];
        var inputs = new Dictionary<string, NdArray>(sample.Inputs);
        foreach (Node variable in variables)
            inputs["batch of " + OpSample.NameOf(variable)] = Stack([.. examples.Select(e => e[OpSample.NameOf(variable)])]);
        NdArray[] values = ReferenceEvaluator.Evaluate([.. results], inputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            NdArray expected = Stack([.. examples.Select(e => ReferenceEvaluator.Evaluate([outputs[i]], e)[0])]);
            Assert.That(results[i].DType, Is.EqualTo(outputs[i].DType));
            Assert.That(values[i].Shape, Is.EqualTo(expected.Shape), string.Join(", ", variables.Select(OpSample.NameOf)));
            // The ops that a composite stands for have constants, which are rounded in float.
            Assert.That(values[i].Values, Is.EqualTo(expected.Values).Within(outputs[i].DType == DType.Float32 ? 1e-6 : 1e-12), string.Join(", ", variables.Select(OpSample.NameOf)));
        }
    }

    /// <summary>The sample's values, those of the variables moved round by <paramref name="places"/>: another example within the op's domain.</summary>
    private static Dictionary<string, NdArray> Example(OpSample sample, Node[] variables, int places)
    {
        var example = new Dictionary<string, NdArray>(sample.Inputs);
        foreach (string name in variables.Select(OpSample.NameOf))
        {
            NdArray value = example[name];
            example[name] = new NdArray(value.Shape, [.. value.Values.Skip(places % Math.Max(1, value.Values.Length)), .. value.Values.Take(places % Math.Max(1, value.Values.Length))]);
        }
        return example;
    }

    private static NdArray Stack(NdArray[] examples) => new([examples.Length, .. examples[0].Shape], [.. examples.SelectMany(e => e.Values)]);
}
