using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Negations move outwards until they meet another or a sum that takes them in: rounding is symmetric, so bits do not change.</summary>
public static class CanonicalizeSigns
{
    private static readonly Pattern s_negative = new ConstantPattern("-c", v => v < 0);

    public static readonly Rule NegateTwice = new("negate-twice", Stage.Canonicalize)
    {
        Form = "-(-x) -> x",
        Pattern = -(-X),
        Result = m => m[X],
        Why = "Negation is its own inverse.",
        Covers = ["local_neg_neg", "local_func_inv"],
    };

    public static readonly Rule NegateDifference = new("negate-difference", Stage.Canonicalize)
    {
        Form = "-(x - y) -> y - x",
        Pattern = -(X - Y),
        Result = m => m[Y] - m[X],
        Why = "The same real number, rounded the same way; where x = y the zero is +0.",
        MayChange = Deviations.SignOfZero,
    };

    public static readonly Rule NegateScaled = new("negate-scaled", Stage.Canonicalize)
    {
        Form = "-(c * x) -> (-c) * x",
        Pattern = -(C * X),
        Result = m => SumForm.Negated(m.Constant(m.Value(C))) * m[X],
        Condition = m => IsFloating(m),
        Why = "The sign goes into the constant.",
    };

    public static readonly Rule NegateQuotient = new("negate-quotient", Stage.Canonicalize)
    {
        Form = "-(c / x) -> (-c) / x",
        Pattern = -(C / X),
        Condition = IsFloating,
        Result = m => SumForm.Negated(m.Constant(m.Value(C))) / m[X],
        Why = "The sign goes into the constant.",
    };

    public static readonly Rule MultiplyByMinusOne = new("multiply-by-minus-one", Stage.Canonicalize)
    {
        Form = "-1 * x -> -x",
        Pattern = -1 * X,
        Result = m => -m[X],
        Why = "Both flip the sign.",
        Covers = ["local_mul_specialize", "local_neg_to_mul"],
    };

    public static readonly Rule MultiplyNegative = new("multiply-negative", Stage.Canonicalize)
    {
        Form = "(-x) * y -> -(x * y)",
        Pattern = -X * Y,
        Result = m => -(m[X] * m[Y]),
        Why = "The sign of a product is the product of the signs.",
    };

    public static readonly Rule DivideNegative = new("divide-negative", Stage.Canonicalize)
    {
        Form = "(-x) / y -> -(x / y)",
        Pattern = -X / Y,
        Condition = IsFloating,
        Result = m => -(m[X] / m[Y]),
        Why = "The sign of a quotient is the product of the signs.",
        Covers = ["local_neg_div_neg"],
    };

    public static readonly Rule DivideByNegative = new("divide-by-negative", Stage.Canonicalize)
    {
        Form = "x / (-y) -> -(x / y)",
        Pattern = X / -Y,
        Condition = IsFloating,
        Result = m => -(m[X] / m[Y]),
        Why = "The sign of a quotient is the product of the signs.",
        Covers = ["local_neg_div_neg"],
    };

    public static readonly Rule AddNegative = new("add-negative", Stage.Canonicalize)
    {
        Form = "x + (-y) -> x - y",
        Pattern = X + -Y,
        Result = m => m[X] - m[Y],
        Why = "Subtraction is defined as the addition of the negative.",
        Covers = ["local_add_neg_to_sub"],
    };

    public static readonly Rule SubtractNegative = new("subtract-negative", Stage.Canonicalize)
    {
        Form = "x - (-y) -> x + y",
        Pattern = X - -Y,
        Result = m => m[X] + m[Y],
        Why = "Subtraction is defined as the addition of the negative.",
        Covers = ["local_sub_neg_to_add"],
    };

    public static readonly Rule NegativeMinus = new("negative-minus", Stage.Canonicalize)
    {
        Form = "(-x) - y -> -(x + y)",
        Pattern = -X - Y,
        Result = m => -(m[X] + m[Y]),
        Why = "The same real number, rounded the same way; where x = -y the zero may change its sign.",
        MayChange = Deviations.SignOfZero,
    };

    public static readonly Rule AddNegativeConstant = new("add-negative-constant", Stage.Canonicalize)
    {
        Form = "x + (-c) -> x - c",
        Pattern = X + s_negative,
        Condition = IsFloating,
        Result = m => m[X] - m.Constant(-m.Value(s_negative)),
        Why = "Subtraction is defined as the addition of the negative.",
    };

    public static readonly Rule SubtractNegativeConstant = new("subtract-negative-constant", Stage.Canonicalize)
    {
        Form = "x - (-c) -> x + c",
        Pattern = X - s_negative,
        Condition = IsFloating,
        Result = m => m[X] + m.Constant(-m.Value(s_negative)),
        Why = "Subtraction is defined as the addition of the negative.",
    };

    public static readonly Rule AddNegativeScaled = new("add-negative-scaled", Stage.Canonicalize)
    {
        Form = "x + (-c) * y -> x - c * y",
        Pattern = X + (s_negative * Y),
        Condition = IsFloating,
        Result = m => m[X] - (m.Constant(-m.Value(s_negative)) * m[Y]),
        Why = "Subtraction is defined as the addition of the negative.",
    };

    public static readonly Rule SubtractNegativeScaled = new("subtract-negative-scaled", Stage.Canonicalize)
    {
        Form = "x - (-c) * y -> x + c * y",
        Pattern = X - (s_negative * Y),
        Condition = IsFloating,
        Result = m => m[X] + (m.Constant(-m.Value(s_negative)) * m[Y]),
        Why = "Subtraction is defined as the addition of the negative.",
    };

    public static readonly Rule ProductOfNegative = new("product-of-negative", Stage.Canonicalize)
    {
        Form = "Dot(-x, y) -> -Dot(x, y); also MatMul and the right operand",
        Pattern = new AnyOfPattern("product", Ops.Linear.Dot, Ops.Linear.MatMul),
        Condition = m => m.Root.Inputs.Any(i => i.Op == Ops.Arithmetic.Negate),
        Result = m => m.Root.Inputs.Count(i => i.Op == Ops.Arithmetic.Negate) == 2 ? WithoutSigns(m.Root) : -WithoutSigns(m.Root),
        Why = "Every partial sum changes its sign and is rounded the same way; an empty product may become -0.",
        MayChange = Deviations.SignOfZero,
    };

    public static readonly Rule SumOfNegative = new("sum-of-negative", Stage.Canonicalize)
    {
        Form = "Sum(-x) -> -Sum(x)",
        Pattern = Sum(-X),
        Result = m => -m.Graph.Add(Ops.Reduction.Sum, m.Root.Attribute, m[X]),
        Why = "Every partial sum changes its sign and is rounded the same way; a sum of nothing becomes -0.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_sum_of_neg_to_neg_of_sum"],
    };

    private static Node WithoutSigns(Node product) =>
        product.Graph.Add(product.Op, product.Attribute, product.Inputs.Select(i => i.Op == Ops.Arithmetic.Negate ? i.Inputs[0] : i));
}
