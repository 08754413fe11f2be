using TensorAot.Compiler.Scheduling;

namespace TensorAot.Generator.Tests.Plans;

/// <summary>
/// Attention is a composition, and compiles to what one would write by hand: two products and one kernel of rows between them, in which
/// scale, mask, maximum, exponential, sum and division are one after another. Nothing but scores, exponentials and weights is stored.
/// </summary>
public class AttentionPlanTests
{
    private const string Heads =
        "[Dims(\"b\", \"h\", \"n\", \"d\")] Tensor4<float> q, [Dims(\"b\", \"h\", \"m\", \"d\")] Tensor4<float> k, [Dims(\"b\", \"h\", \"m\", \"e\")] Tensor4<float> v";

    private const string Single = "[Dims(\"n\", \"d\")] Matrix<float> q, [Dims(\"m\", \"d\")] Matrix<float> k, [Dims(\"m\", \"e\")] Matrix<float> v";

    private const string FullMask = ", [Dims(\"b\", \"h\", \"n\", \"m\")] Tensor4<bool> mask", SharedMask = ", [Dims(\"n\", \"m\")] Matrix<bool> mask";

    private static readonly (string, long)[] s_sizes = [("b", 2), ("h", 3), ("n", 5), ("m", 7), ("d", 11), ("e", 13)];

    [TestCase(Heads, "ScaledDotProductAttention(q, k, v)")]
    [TestCase(Heads, "ScaledDotProductAttention(q, k, v, 0.5)")]
    [TestCase(Heads, "ScaledDotProductAttention(q, k, v, causal: true)")]
    [TestCase(Heads + FullMask, "ScaledDotProductAttention(q, k, v, mask)")]
    [TestCase(Heads + SharedMask, "ScaledDotProductAttention(q, k, v, mask)")]
    [TestCase(Heads + SharedMask, "ScaledDotProductAttention(q, k, v, mask, causal: true)")]
    [TestCase(Single, "ScaledDotProductAttention(q, k, v)")]
    [TestCase(Single + SharedMask, "ScaledDotProductAttention(q, k, v, mask)")]
    [TestCase(Heads, "MatMul(Softmax(MatMul(q, SwapAxes(k, -2, -1)) / 3.3f), v)")]
    [TestCase(Heads + FullMask, "MatMul(Softmax(Where(mask, Einsum(\"bhnd,bhmd->bhnm\", q, k) * 0.3f, float.NegativeInfinity)), v)")]
    public void IsTwoProductsAndOneKernel(string parameters, string attention)
    {
        Plan plan = Plan.Of($"[Function] static Expr<float> F({parameters}) => {attention};", s_sizes);
        Assert.Multiple(() =>
        {
            Assert.That(plan.Products, Has.Count.EqualTo(2));
            Assert.That(plan.Kernels, Has.Count.EqualTo(1));
            Assert.That(plan.Kernels[0].Sweeps, Has.Count.EqualTo(3), "maximum; exponentials and their sum; weights");
            Assert.That(plan.Calls("Exp"), Is.EqualTo(1));
            Assert.That(plan.Stored, Has.Count.EqualTo(3), "scores, exponentials, weights");
            Assert.That(plan.StoredElements, Has.All.EqualTo(Scores(parameters)));
            Assert.That(plan.Stored.Select(s => s.DType), Has.None.EqualTo(TensorAot.Compiler.Graphs.DType.Bool), "the mask stays in the loops");
            Assert.That(plan.Function.Schedule.AllSteps, Has.All.InstanceOf<ProductStep>().Or.InstanceOf<LoopStep>().Or.InstanceOf<ScalarStep>());
        });
    }

    /// <summary>
    /// The gradient is five products (the scores once more, and one for each of the gradients of weights, v, q and k), one kernel that
    /// makes the weights and one that makes the gradient of the scores; the exponentials are computed once.
    /// </summary>
    [TestCase(Heads, "ScaledDotProductAttention(q, k, v)")]
    [TestCase(Heads, "ScaledDotProductAttention(q, k, v, causal: true)")]
    [TestCase(Heads + FullMask, "ScaledDotProductAttention(q, k, v, mask)")]
    [TestCase(Heads + SharedMask, "ScaledDotProductAttention(q, k, v, mask, causal: true)")]
    public void ItsGradientIsFiveProducts(string parameters, string attention)
    {
        Plan plan = Plan.Of(
            $"[Function] static (Expr<float> gq, Expr<float> gk, Expr<float> gv) F({parameters}, [Dims(\"b\", \"h\", \"n\", \"e\")] Tensor4<float> g) => Vjp({attention}, (q, k, v), g);", s_sizes);
        long[] large = [.. plan.StoredElements.Where(count => count >= Scores(parameters))];
        Assert.Multiple(() =>
        {
            Assert.That(plan.Products, Has.Count.EqualTo(5));
            Assert.That(RowKernels(plan), Is.InRange(1, 2));
            Assert.That(plan.Calls("Exp"), Is.EqualTo(1));
            Assert.That(large.Where(count => count == Scores(parameters)).ToArray(), Has.Length.EqualTo(5), "scores, exponentials, weights and the gradients of weights and scores");
            Assert.That(large, Has.All.AtMost(2 * 3 * 7 * 11), "or a gradient before it is transposed");
        });
    }

    private static int RowKernels(Plan plan) => plan.Kernels.Count(k => k.Sweeps.Any(s => s.Accumulators.Count > 0));

    private static long Scores(string parameters) => parameters.StartsWith(Heads, StringComparison.Ordinal) ? 2 * 3 * 5 * 7 : 5 * 7;
}
