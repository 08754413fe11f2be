using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>
/// Products and quotients whose factors overflow one by one: mostly the gradients of formulas that the other rules have made stable.
/// They read the whole product (see <see cref="ProductForm"/>), in whatever order it was written.
/// </summary>
public static class StabilizeProducts
{
    private static readonly Pattern s_product = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide);
    private static readonly Pattern s_exponentials = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide, Transcendental.Exp);

    public static readonly Rule SigmoidFactors = new("sigmoid-factors", Stage.Stabilize)
    {
        Form = "y / (1 + Exp(x)) -> y * Sigmoid(-x); Exp(x) * Sigmoid(-x) -> Sigmoid(x); Exp(x) * Exp(y) -> Exp(x + y); Sinh(x) / Cosh(x) -> Tanh(x)",
        Pattern = s_exponentials,
        Condition = IsFloating,
        Result = m => Merged(m.Root, StableFactors.MergeSigmoids),
        Why = "All of them are products of powers of e^x, 1 + e^x and e^x - 1; they are written again so that no factor overflows before the product does.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_exp_over_1_plus_exp", "local_sigm_times_exp", "local_odds_sigmoid", "local_inv_odds_sigmoid", "local_mul_exp_to_exp_add", "local_div_exp_to_mul_exp"],
    };

    public static readonly Rule ExponentialSum = new("exponential-sum", Stage.Stabilize)
    {
        Form = "y + y * Tanh(x) -> y * 2 * Sigmoid(2 * x); Exp(x) - Exp(-x) -> 2 * Sinh(x); 1 - 2 * Sigmoid(x) -> -Tanh(x / 2)",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Condition = IsFloating,
        Result = m => ExponentialSums.TryCombine(m.Root),
        Why = "The terms are products of powers of e^x, 1 + e^x and e^x - 1, and so is their sum; nothing cancels or overflows in it.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_1msigmoid"],
    };

    public static readonly Rule SoftmaxFactors = new("softmax-factors", Stage.Stabilize)
    {
        Form = "Exp(x) / Sum(Exp(x), keepDims) -> Softmax(x)",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => Merged(m.Root, StableFactors.MergeSoftmax),
        Why = "The definition of softmax, which subtracts the largest x first: no overflow, and never 0 / 0.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["softmax_simplifier", "local_softmax_stabilize"],
    };

    public static readonly Rule DistributeToCancel = new("distribute-to-cancel", Stage.Stabilize)
    {
        Form = "(x / y + z) * y -> x + z * y",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => Distribution.TryDistribute(m.Root),
        Why = "The distributive law, only where a division disappears: at y = 0, where the arithmetic gives NaN, it takes the limit.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_greedy_distributor"],
    };

    private static Node? Merged(Node root, Func<ProductForm, bool> merge)
    {
        ProductForm product = ProductForm.Of(root);
        return merge(product) && product.HasUsableCoefficient ? product.Build() : null;
    }
}
