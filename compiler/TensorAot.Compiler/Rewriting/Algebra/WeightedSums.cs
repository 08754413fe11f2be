using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Logarithms of sums of exponentials or probabilities with weights: mixtures, expectations, cross-entropies of given labels.</summary>
internal static class WeightedSums
{
    /// <summary>e to this does not overflow, also times a weight of ordinary size.</summary>
    private const double DoubleLimit = 700, SingleLimit = 80;

    /// <summary>log(sum(w * e^u)) with the largest u taken out whose weight is not 0, or null where nothing is gained.</summary>
    public static Node? Logarithm(Node sum)
    {
        if (Read(sum) is not var (exponent, weight))
            return null;
        if (weight.Factors.Count > 0)
            return Split(sum) is var (core, shift) ? Log(core) + shift : null;
        Node logarithm = sum.Graph.Add(Neural.LogSumExp, sum.Attribute, BroadcastTo(exponent, sum.Inputs[0].Shape));
        return weight.Coefficient < 0 ? null : weight.Coefficient == 1 ? logarithm : logarithm + Constant(logarithm, Math.Log(weight.Coefficient));
    }

    /// <summary>
    /// A sum with weights as core * e^shift, else null. Weights of 0 count neither for the largest exponent nor, as their exponentials
    /// are kept finite, for the sum; those exponentials are the derivatives with respect to the weights. The shift cancels, so
    /// derivatives need not know of it.
    /// </summary>
    public static (Node Core, Node Shift)? Split(Node sum)
    {
        if (sum.Op == Shaping.ExpandDims)
            return Split(sum.Inputs[0]) is var (inner, outside) ? (ExpandDims(inner, Softmaxes.Axes(sum)), ExpandDims(outside, Softmaxes.Axes(sum))) : null;
        if (Read(sum) is not var (exponent, product) || product.Factors.Count == 0)
            return null;
        Node weight = product.Build();
        (EquatableArray<int> axes, Shape full) = (Softmaxes.Axes(sum), sum.Inputs[0].Shape);
        Node counted = Where(NotEqual(weight, 0), exponent, Constant(exponent, double.NegativeInfinity));
        Node largest = StopGradient(Max(BroadcastTo(counted, full), axes));
        Node shift = ExpandDims(Where(Equal(Abs(largest), double.PositiveInfinity), Constant(largest, 0), largest), axes);
        Node limit = Constant(exponent, sum.DType == DType.Float32 ? SingleLimit : DoubleLimit);
        return (Sum(BroadcastTo(weight * Exp(Minimum(exponent - shift, limit)), full), axes), largest);
    }

    /// <summary>The u and the w of <c>sum(w * e^u)</c>, where there is an exponential that has not been shifted here.</summary>
    private static (Node Exponent, ProductForm Weight)? Read(Node sum)
    {
        if (sum.Op != Reduction.Sum || !sum.DType.IsFloating())
            return null;
        ProductForm weight = ProductForm.Of(sum.Inputs[0]);
        Node? exponent = null;
        foreach ((Node factor, int n) in weight.Factors.ToArray())
            if (IsExponential(factor) && StableLogarithms.Of(factor) is { } u)
            {
                weight.MultiplyFactor(factor, -n);
                Node term = n == 1 ? u : n * u;
                exponent = exponent is null ? term : exponent + term;
            }
        return exponent is not null && weight.HasUsableCoefficient ? (exponent, weight) : null;
    }

    /// <summary>Whether a factor is an exponential or a softmax, through transposes, that has not been shifted here.</summary>
    private static bool IsExponential(Node factor)
    {
        while (factor.Op == Shaping.Transpose)
            factor = factor.Inputs[0];
        return (factor.Op == Transcendental.Exp && !IsShifted(factor.Inputs[0])) || factor.Op == Neural.Softmax;
    }

    private static bool IsShifted(Node exponent) => exponent.Op == Extremes.Minimum && exponent.Inputs.Any(i => Constants.ValueOf(i) is not null);
}
