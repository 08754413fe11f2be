using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>Reference formulas where operands are infinite, zero or NaN.</summary>
public sealed class ReferenceCornerTests
{
    private static readonly double[] s_corners = [0, -0.0, 1, -3, 1e-310, 1e200, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Test]
    public void Fma_is_that_of_IEEE_754([ValueSource(nameof(s_corners))] double a, [ValueSource(nameof(s_corners))] double b, [ValueSource(nameof(s_corners))] double c)
    {
        double expected = Math.FusedMultiplyAdd(a, b, c), actual = Of(Magnitudes.Fma, a, b, c);
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(double.IsNaN(expected) || double.IsNegative(actual) == double.IsNegative(expected), Is.True, "sign");
    }

    [TestCase(0, 0, double.PositiveInfinity)]
    [TestCase(0, 2, double.PositiveInfinity)]
    [TestCase(0, -1, double.NaN)]
    [TestCase(-0.5, 2, double.NaN)]
    [TestCase(1, 4, 0.25)]
    public void Beta_is_infinite_at_zero_and_NaN_below(double a, double b, double expected) =>
        Assert.That(Of(SpecialFunctions.Beta, a, b), Is.EqualTo(expected).Within(1e-14));

    [Test]
    public void The_sign_of_a_determinant_that_is_NaN_is_NaN()
    {
        var graph = new Graph();
        Node x = Sources.NewInput(graph, "x", new TensorType(DType.Float64, Shape.Of(1, 1)));
        Assert.That(ReferenceEvaluator.Evaluate([Apply(LinearAlgebra.DetSign, x)], new Dictionary<string, NdArray> { ["x"] = new([1, 1], [double.NaN]) })[0].Values[0], Is.NaN);
    }

    [Test]
    public void Logit_is_minus_infinity_at_zeros_of_both_signs()
    {
        var graph = new Graph();
        Node x = Sources.NewInput(graph, "x", new TensorType(DType.Float64, Shape.Of(5)));
        double[] at = [0, -0.0, 1, -1e-300, 0.5];
        var values = new GraphExactArray(DType.Float64, [5], [.. at.Select(BitConverter.DoubleToInt64Bits)]);
        double[] actual = GraphExact.Evaluate([Apply(LogForms.Logit, x)], new Dictionary<string, GraphExactArray> { ["x"] = values }, null)[0].ToDoubles();
        Assert.That(actual, Is.EqualTo(new[] { double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NaN, 0 }));
    }

    private static double Of(Op op, params double[] operands)
    {
        var graph = new Graph();
        Node[] inputs = [.. operands.Select((_, i) => Sources.NewInput(graph, "x" + i, new TensorType(DType.Float64, Shape.Of())))];
        Dictionary<string, NdArray> values = operands.Select((v, i) => ("x" + i, NdArray.Scalar(v))).ToDictionary();
        return ReferenceEvaluator.Evaluate([Apply(op, inputs)], values)[0].Values[0];
    }
}
