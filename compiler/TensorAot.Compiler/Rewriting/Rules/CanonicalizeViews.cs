using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>
/// Transposes move outwards, so that patterns meet below them: <c>Log(Transpose(softmax))</c> is the transpose of a log-softmax. They
/// cost nothing in either place. A Reshape needs its argument in memory, so it moves only where a pattern gains from it.
/// </summary>
public static class CanonicalizeViews
{
    private static readonly Pattern s_folding = new AnyOfPattern("reduce(x)", op => op.Fold is { Selects: false } && op != Reduction.Sum && op != Reduction.Prod);

    private static readonly Pattern s_adding = new AnyOfPattern("sum(x)", Reduction.Sum, Reduction.Prod, Neural.LogSumExp);

    public static readonly Rule ElementwiseOfTranspose = new("elementwise-of-transpose", Stage.Canonicalize)
    {
        Form = "f(Transpose(x), Transpose(y), c) -> Transpose(f(x, y, c))",
        Pattern = new AnyOfPattern("f(x, y)", op => op.Kind == OpKind.Elementwise && !op.HasEffect),
        Condition = m => m.Root.Inputs.Any(i => i.Op == Shaping.Transpose),
        Result = m => Transposes.Lift(m.Root),
        Why = "A transpose moves elements and does not change them.",
        Covers = ["local_dimshuffle_lift"],
    };

    public static readonly Rule ReductionOfTranspose = new("reduction-of-transpose", Stage.Canonicalize)
    {
        Form = "Max(Transpose(x, p), a) -> Transpose(Max(x, p[a])); also Min, Any, All",
        Pattern = s_folding,
        Condition = m => m.Root.Inputs[0].Op == Shaping.Transpose,
        Result = m => Transposes.OfReduction(m.Root),
        Why = "The same elements are folded.",
    };

    public static readonly Rule SumOfTranspose = new("sum-of-transpose", Stage.Canonicalize)
    {
        Form = "Sum(Transpose(x, p), a) -> Transpose(Sum(x, p[a])); also Prod, LogSumExp",
        Pattern = s_adding,
        Condition = m => m.Root.Inputs[0].Op == Shaping.Transpose,
        Result = m => Transposes.OfReduction(m.Root),
        Why = "The same elements are added, in another order where there are several axes.",
        MayChange = Deviations.Rounding,
    };

    public static readonly Rule SoftmaxOfTranspose = new("softmax-of-transpose", Stage.Canonicalize)
    {
        Form = "Softmax(Transpose(x, p), a) -> Transpose(Softmax(x, p[a]), p); also LogSoftmax",
        Pattern = new AnyOfPattern("softmax", Neural.Softmax, Neural.LogSoftmax),
        Condition = m => m.Root.Inputs[0].Op == Shaping.Transpose,
        Result = m => Transposes.OfSoftmax(m.Root),
        Why = "The same elements are normalised.",
        MayChange = Deviations.Rounding,
    };
}
