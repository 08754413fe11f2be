using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Tests.Ops;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>The gradient of every sample of every op, to second order.</summary>
public class OpGradientTests
{
    [TestCaseSource(nameof(Samples))]
    public void AgreesWithDifferences(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        GradientCheck.Check(GradientCheck.Weighted(sample.Node, 1), sample.Differentiable, sample.Inputs);
    }

    private static IEnumerable<OpSample> Samples =>
        from op in OpTable.All
        where op != Conversion.StopGradient && !op.EditsGradient && op.DTypes.Contains(DType.Float64) && op.NoGradient is null
        from sample in OpSample.Of(op, DType.Float64)
        where sample.Node.DType == DType.Float64 && sample.InputNodes.Any(n => n.DType.IsFloating())
        select sample;
}
