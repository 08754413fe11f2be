using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>What an op says to the scheduler computes what its reference computes.</summary>
public class OpStructureTests
{
    [TestCaseSource(nameof(Views))]
    public void AViewReadsItsInputAtTheIndexItNames(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        NdArray input = ReferenceEvaluator.Evaluate([sample.Node.Inputs[0]], sample.Inputs)[0], result = sample.Value;
        IReadOnlyList<AffineIndex> places = sample.Node.Op.View!(sample.Node, Counters(sample.Node.Rank));
        foreach (int[] index in NdArray.Indices(result.Shape))
            Assert.That(input[At(places, index)], Is.EqualTo(result[index]));
    }

    [TestCaseSource(nameof(Joins))]
    public void AJoinWritesItsInputsToThePlacesItNames(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        NdArray result = sample.Value, expected = new(result.Shape);
        var written = new HashSet<string>();
        for (int k = 0; k < sample.Node.Inputs.Count; k++)
        {
            Node input = sample.Node.Inputs[k];
            NdArray value = ReferenceEvaluator.Evaluate([input], sample.Inputs)[0];
            IReadOnlyList<AffineIndex> places = sample.Node.Op.Place!(sample.Node, k, Counters(input.Rank));
            foreach (int[] index in NdArray.Indices(value.Shape))
            {
                int[] at = At(places, index);
                Assert.That(written.Add(string.Join(",", at)), Is.True, "written twice");
                expected[at] = value[index];
            }
        }
        Assert.That(result.Values, Is.EqualTo(expected.Values));
        if (!sample.Node.Op.LeavesGaps)
            Assert.That(written, Has.Count.EqualTo(result.Values.Length));
    }

    [TestCaseSource(nameof(Folds))]
    public void AReductionFoldsWithItsCombination(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        Node x = sample.Node.Inputs[0];
        var graph = new Graph();
        Node a = Sources.NewInput(graph, "a", TensorType.Scalar(x.DType)), b = Sources.NewInput(graph, "b", TensorType.Scalar(x.DType));
        Node combined = Apply(sample.Op.Fold!.Combine(), a, b);
        double identity = sample.Op.Fold.Identity(x.DType).ToDouble();
        NdArray input = sample.Inputs.Values.Single();
        var expected = NdArray.Generate(sample.Value.Shape, _ => identity);
        int[] axes = ((AxesAttribute)sample.Node.Attribute!).Axes.ToArray();
        foreach (int[] index in NdArray.Indices(input.Shape))
        {
            int[] kept = [.. index.Where((_, axis) => !axes.Contains(axis))];
            expected[kept] = ReferenceEvaluator.Evaluate([combined], new Dictionary<string, NdArray> { ["a"] = NdArray.Scalar(expected[kept]), ["b"] = NdArray.Scalar(input[index]) })[0].Values[0];
        }
        Assert.That(sample.Value.Values, Is.EqualTo(expected.Values).Within(1e-12));
    }

    [TestCaseSource(nameof(Composites))]
    public void ACompositeExpandsToItsMeaning(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        Node expanded = sample.Node.Op.Expand!(sample.Node);
        Assert.That(expanded.Type, Is.EqualTo(sample.Node.Type));
        Assert.That(ReferenceEvaluator.Evaluate([expanded], sample.Inputs)[0].Values, Is.EqualTo(sample.Value.Values).Within(1e-12));
    }

    private static IEnumerable<OpSample> Views => OpSample.All(op => op.Kind == OpKind.View);

    private static IEnumerable<OpSample> Joins => OpSample.All(op => op.Kind == OpKind.Join);

    private static IEnumerable<OpSample> Composites => OpSample.All(op => op.Kind == OpKind.Composite).Where(s => s.Node.DType == DType.Float64);

    private static IEnumerable<OpSample> Folds => OpSample.All(op => op.Fold is { Selects: false });

    private static AffineIndex[] Counters(int rank) => [.. Enumerable.Range(0, rank).Select(axis => AffineIndex.Counter(axis, rank))];

    private static int[] At(IReadOnlyList<AffineIndex> places, int[] counters) =>
        [.. places.Select(p => (int)(p.Offset + p.Strides.Select((stride, i) => stride * counters[i]).Aggregate(Dim.Zero, (sum, d) => sum + d)).Constant!.Value)];
}
