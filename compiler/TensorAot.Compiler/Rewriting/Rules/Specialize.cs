using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Cheaper operations for special operands.</summary>
public static class Specialize
{
    private const int LargestPower = 512;
    private static readonly Pattern s_half = new ConstantPattern("n + 1/2", v => Math.Abs(v) is > 1 and <= LargestPower && Math.Floor(v) + 0.5 == v);
    private static readonly Pattern s_whole = new ConstantPattern("n", v => Math.Abs(v) is >= 2 and <= LargestPower && Math.Floor(v) == v);

    public static readonly Rule WholePower = new("whole-power", Stage.Specialize)
    {
        Form = "Pow(x, n) -> x * x * ... (repeated squaring); 1 / ... for n < 0",
        Pattern = Pow(X, s_whole),
        Result = m => m.Value(s_whole) > 0 ? Powers.Whole(m[X], (int)m.Value(s_whole)) : 1 / Powers.Whole(m[X], (int)-m.Value(s_whole)),
        Why = "The definition of a whole power; at most 16 multiplications instead of a pow. For n < 0 a subnormal result may become 0.",
        MayChange = Deviations.Rounding,
        Covers = ["local_pow_specialize_device", "local_pow_to_nested_squaring", "local_pow_specialize"],
    };

    public static readonly Rule PowerMinusHalf = new("power-minus-half", Stage.Specialize)
    {
        Form = "Pow(x, -0.5) -> 1 / Sqrt(x); 0 for x = -infinity, where x may be negative",
        Pattern = Pow(X, -0.5),
        Result = m => ReciprocalOf(Sqrt(m[X]), m[X]),
        Why = "The definition of the power. At -0 it is -infinity, where pow gives +infinity; as Theano does.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_pow_specialize"],
    };

    public static readonly Rule PowerAndHalf = new("power-and-half", Stage.Specialize)
    {
        Form = "Pow(x, n + 1/2) -> x^n * Sqrt(x); 1 / ... for negative exponents, and then 0 for x = -infinity, where x may be negative",
        Pattern = Pow(X, s_half),
        Condition = IsFloating,
        Result = m => m.Value(s_half) > 0 ? HalfPower(m[X], m.Value(s_half)) : ReciprocalOf(HalfPower(m[X], -m.Value(s_half)), m[X]),
        Why = "The definition of the power. For n > 0 it is NaN at -infinity, where pow gives infinity; x^n may over- or underflow where the power does not quite.",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_pow_specialize"],
    };

    public static readonly Rule DivideByPowerOfTwo = new("divide-by-power-of-two", Stage.Specialize)
    {
        Form = "x / 2^n -> x * 2^-n",
        Pattern = X / C,
        Condition = m => IsFloating(m) && HasExactReciprocal(m.Root.DType, m.Value(C)),
        Result = m => m[X] * m.Constant(1 / m.Value(C)),
        Why = "The reciprocal of a power of two is exact, and a multiplication is several times faster than a division.",
    };

    public static readonly Rule DivideByConstant = new("divide-by-constant", Stage.Specialize)
    {
        Form = "x / c -> x * (1 / c), with Precision.Fast",
        Pattern = X / C,
        Condition = m => IsFloating(m) && HasNormalReciprocal(m.Root.DType, m.Value(C)),
        Result = m => m[X] * m.Constant(1 / m.Value(C)),
        Why = "A multiplication is several times faster than a division; the reciprocal is rounded, and then the product.",
        MayChange = Deviations.Rounding,
        IsLessAccurate = true,
    };

    public static readonly Rule FoldFunctions = new("fold-functions", Stage.Specialize)
    {
        Form = "f(constants) -> constant, also where digits are lost",
        Pattern = new AnyOfPattern("f(c)", op => op.Kind == OpKind.Elementwise),
        Condition = m => m.Root.Inputs.Count > 0 && m.Root.Inputs.All(i => i.Op == Sources.Constant),
        Result = m => GraphExactElement.Fold(m.Root) is { } value ? Sources.NewConstant(m.Graph, value) : null,
        Why = "As fold-constants, after the stable forms have been found: the bits that the generated code would have.",
        Covers = ["topo_constant_folding", "constant_folding", "unconditional_constant_folding", "constant_folding_for_scan2"],
    };

    private static Node HalfPower(Node x, double exponent) => Powers.Whole(x, (int)exponent) * Sqrt(x);

    /// <summary>
    /// 1 / power, and 0 at -infinity as IEEE 754 has it, where the root is NaN. No form without a selection is right at both -infinity and -0.
    /// It costs nothing: the root and the division keep the divider busy for more than ten cycles, and the comparison and the blend
    /// run beside them; and where x is known not to be negative (a variance plus epsilon) there is none.
    /// </summary>
    private static Node ReciprocalOf(Node power, Node x) => Signs.IsNotNegative(x) ? 1 / power
        : Where(Equal(x, Constant(x, double.NegativeInfinity)), Constant(x, 0), 1 / power);

    /// <summary>Whether a number and its reciprocal are normal numbers of the element type, so that neither loses digits.</summary>
    private static bool HasNormalReciprocal(DType dtype, double value) =>
        Math.Abs(value) is var size && (dtype == DType.Float32 ? size is >= 1.2e-38 and <= 8.5e37 : size is >= 2.3e-308 and <= 4.4e307);

    /// <summary>Whether a number is a power of two whose reciprocal is a normal number of the element type too.</summary>
    private static bool HasExactReciprocal(DType dtype, double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        long exponent = ((bits >> 52) & 0x7FF) - 1023;
        int limit = dtype == DType.Float32 ? 126 : 1022;
        return (bits & 0xFFFFFFFFFFFFF) == 0 && value != 0 && Math.Abs(exponent) <= limit;
    }
}
