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

    public static readonly Rule SigmoidFactors = new("sigmoid-factors", Stage.Stabilize)
    {
        Form = "y / (1 + Exp(x)) -> y * Sigmoid(-x); Exp(x) * Sigmoid(-x) -> Sigmoid(x); Exp(x) * Exp(-x) -> 1",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => Merged(m.Root, StableFactors.MergeSigmoids),
        Why = "The definition of the logistic function, and e^x / (1 + e^x) = 1 / (1 + e^-x); no factor overflows any more.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
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
    };

    public static readonly Rule DistributeToCancel = new("distribute-to-cancel", Stage.Stabilize)
    {
        Form = "(x / y + z) * y -> x + z * y",
        Pattern = s_product,
        Condition = IsFloating,
        Result = m => Distribution.TryDistribute(m.Root),
        Why = "The distributive law, only where a division disappears: at y = 0, where the arithmetic gives NaN, it takes the limit.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };

    private static Node? Merged(Node root, Func<ProductForm, bool> merge)
    {
        ProductForm product = ProductForm.Of(root);
        return merge(product) && product.HasUsableCoefficient ? product.Build() : null;
    }
}
