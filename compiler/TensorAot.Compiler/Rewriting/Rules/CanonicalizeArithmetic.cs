using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Sums, differences, products and quotients that need not be computed.</summary>
public static class CanonicalizeArithmetic
{
    public static readonly Rule MultiplyByOne = new("multiply-by-one", Stage.Canonicalize)
    {
        Form = "1 * x -> x",
        Pattern = 1 * X,
        Result = m => m[X],
        Why = "1 is the neutral element, also for NaN, infinities and signed zeros.",
        Covers = ["local_mul_specialize", "local_useless_elemwise"],
    };

    public static readonly Rule DivideByOne = new("divide-by-one", Stage.Canonicalize)
    {
        Form = "x / 1 -> x",
        Pattern = X / 1,
        Result = m => m[X],
        Why = "1 is the neutral element, also for NaN, infinities and signed zeros.",
        Covers = ["local_div_by_one", "local_intdiv_by_one"],
    };

    public static readonly Rule AddZero = new("add-zero", Stage.Canonicalize)
    {
        Form = "x + 0 -> x",
        Pattern = X + 0,
        Result = m => m[X],
        Why = "0 is the neutral element. Only -0 + 0, which is +0, differs: x stays -0, as in Theano.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_add_specialize", "local_add_remove_zeros"],
    };

    public static readonly Rule SubtractZero = new("subtract-zero", Stage.Canonicalize)
    {
        Form = "x - 0 -> x",
        Pattern = X - 0,
        Result = m => m[X],
        Why = "0 is the neutral element; with a constant -0 a zero may keep its sign.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_add_specialize"],
    };

    public static readonly Rule ZeroMinus = new("zero-minus", Stage.Canonicalize)
    {
        Form = "0 - x -> -x",
        Pattern = 0 - X,
        Condition = m => Arithmetic.Negate.DTypes.Contains(m.Root.DType),
        Result = m => -m[X],
        Why = "Only 0 - 0, which is +0, differs: it becomes -0.",
        MayChange = Deviations.SignOfZero,
        Covers = ["local_add_specialize"],
    };

    public static readonly Rule MultiplyByZero = new("multiply-by-zero", Stage.Canonicalize)
    {
        Form = "x * 0 -> 0",
        Pattern = X * 0,
        Result = m => m.Constant(0),
        Why = "Zero for every number; for NaN and infinity, whose product is NaN, it takes the limit, as Theano does.",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_mul_zero"],
    };

    public static readonly Rule ZeroDividedBy = new("zero-divided-by", Stage.Canonicalize)
    {
        Form = "0 / x -> 0",
        Pattern = 0 / X,
        Result = m => m.Constant(0),
        Why = "Zero for every number but 0, where the quotient is NaN; as Theano does.",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_zero_div"],
    };

    public static readonly Rule CancelTerms = new("cancel-terms", Stage.Canonicalize)
    {
        Form = "x + y - x -> y; x - x -> 0",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Result = m => SumForm.Of(m.Root).WithoutOpposites()?.Build(m.Graph, m.Root.DType),
        Why = "A term and its negative sum to 0; without the detour over their sum nothing is rounded. NaN and infinite terms go as well.",
        MayChange = Deviations.NonFinite | Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["local_add_canonizer", "local_elemwise_sub_zeros"],
    };

    public static readonly Rule CancelFactors = new("cancel-factors", Stage.Canonicalize)
    {
        Form = "x * y / x -> y; x / x -> 1",
        Pattern = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide),
        Condition = IsFloating,
        Result = m => ProductForm.Of(m.Root) is { HasCancelled: true, HasUsableCoefficient: true } product ? product.Build() : null,
        Why = "A factor and its reciprocal multiply to 1; at 0 and at infinity, where the arithmetic gives NaN, it takes the limit, as Theano does.",
        MayChange = Deviations.NonFinite | Deviations.Rounding,
        Covers = ["local_mul_canonizer"],
    };

    public static readonly Rule GatherConstants = new("gather-constants", Stage.Canonicalize)
    {
        Form = "2 * x * 3 -> 6 * x",
        Pattern = new AnyOfPattern("product", Arithmetic.Multiply, Arithmetic.Divide),
        Condition = IsFloating,
        Result = m => ProductForm.Of(m.Root) is { ConstantCount: > 1, HasUsableCoefficient: true } product ? product.Build() : null,
        Why = "Multiplication is associative up to rounding; it is not done where the product of the constants over- or underflows. 2 * x / 4 no longer overflows on the way.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
        Covers = ["local_mul_canonizer", "constant_fold_branches_of_add_mul"],
    };

    public static readonly Rule GatherTerms = new("gather-terms", Stage.Canonicalize)
    {
        Form = "x + 2 + 3 -> x + 5; x - 2 - 3 -> x - 5, for numbers of one sign",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Result = m => Gathered(m.Root),
        Why = "Addition is associative up to rounding. Numbers of different signs stay: x + big - big is how people round.",
        MayChange = Deviations.Rounding,
        Covers = ["constant_fold_branches_of_add_mul", "local_add_canonizer"],
    };

    public static readonly Rule MultiplyByReciprocal = new("multiply-by-reciprocal", Stage.Canonicalize)
    {
        Form = "(1 / x) * y -> y / x",
        Pattern = 1 / X * Y,
        Condition = m => IsFloating(m) && m[X].Shape == m.Root.Shape,
        Result = m => m[Y] / m[X],
        Why = "One operation and one rounding less. Not where x is repeated along y: there the reciprocal is computed once.",
        MayChange = Deviations.Rounding | Deviations.NonFinite,
    };

    public static readonly Rule AddSelf = new("add-self", Stage.Canonicalize)
    {
        Form = "x + x -> 2 * x",
        Pattern = X + X,
        Result = m => m.Constant(2) * m[X],
        Why = "The same bits; the 2 joins other constant factors. Gradients of squares contain it.",
    };

    public static readonly Rule MultiplySelf = new("multiply-self", Stage.Canonicalize)
    {
        Form = "x * x -> Square(x)",
        Pattern = X * X,
        Result = m => Square(m[X]),
        Why = "Square is defined as x * x; one form serves the patterns that look for squares.",
        Covers = ["local_mul_to_sqr"],
    };

    public static readonly Rule AbsOfAbs = new("abs-of-abs", Stage.Canonicalize)
    {
        Form = "Abs(Abs(x)) -> Abs(x)",
        Pattern = Abs(Abs(X)),
        Result = m => Abs(m[X]),
        Why = "Abs changes nothing without a sign.",
        Covers = ["local_abs_merge"],
    };

    public static readonly Rule AbsOfNegative = new("abs-of-negative", Stage.Canonicalize)
    {
        Form = "Abs(-x) -> Abs(x)",
        Pattern = Abs(-X),
        Result = m => Abs(m[X]),
        Why = "Abs drops the sign; in integers the most negative number is its own negative, so it holds there too.",
        Covers = ["local_abs_lift"],
    };

    public static readonly Rule SquareOfAbs = new("square-of-abs", Stage.Canonicalize)
    {
        Form = "Square(Abs(x)) -> Square(x)",
        Pattern = Square(Abs(X)),
        Result = m => Square(m[X]),
        Why = "A square does not depend on the sign.",
        Covers = ["local_abs_lift"],
    };

    public static readonly Rule SquareOfNegative = new("square-of-negative", Stage.Canonicalize)
    {
        Form = "Square(-x) -> Square(x)",
        Pattern = Square(-X),
        Result = m => Square(m[X]),
        Why = "A square does not depend on the sign.",
    };

    public static readonly Rule AbsOfSquare = new("abs-of-square", Stage.Canonicalize)
    {
        Form = "Abs(Square(x)) -> Square(x)",
        Pattern = Abs(Square(X)),
        Condition = IsFloating,
        Result = m => Square(m[X]),
        Why = "A square has no sign. Not for integers, whose squares wrap.",
    };

    /// <summary>The sum with two numbers as one, of which both are added or both subtracted, else null.</summary>
    private static Node? Gathered(Node sum)
    {
        if (Number(sum) is not var (rest, outer) || Number(rest) is not var (x, inner) || rest.Op != sum.Op || Math.Sign(outer) * Math.Sign(inner) < 0)
            return null;
        ConstantValue number = ConstantValue.From(sum.DType, inner + outer);
        bool isExact = sum.DType.IsFloating() ? !double.IsInfinity(number.ToDouble()) : number.ToDouble() == inner + outer;
        return !isExact ? null : sum.Op == Arithmetic.Add ? x + Sources.NewConstant(sum.Graph, number) : x - Sources.NewConstant(sum.Graph, number);
    }

    /// <summary>What a number is added to, or subtracted from, and the number; else null.</summary>
    private static (Node Other, double Number)? Number(Node sum)
    {
        if (sum.Op != Arithmetic.Add && sum.Op != Arithmetic.Subtract)
            return null;
        for (int i = sum.Op == Arithmetic.Add ? 0 : 1; i < 2; i++)
            if (Constants.ValueOf(sum.Inputs[i]) is { } number && Constants.ValueOf(sum.Inputs[1 - i]) is null)
                return (sum.Inputs[1 - i], number.ToDouble());
        return null;
    }
}
