namespace TensorAot.Fuzz.Report;

/// <summary>What fuzzing has found, kept by hand: one line for each mistake, with what became of it.</summary>
internal static class Found
{
    public static IReadOnlyList<string> Fixed { get; } =
    [
        "A matrix product with a number repeated to a matrix (`Dot(x, Ones)`) could not be scheduled: the number had no storage.",
        "A loop that folds a tensor of int and computes one of float beside it (or the reverse) did not compile: the lanes of the fold were read as the other type.",
        "A loop in a loop was computed for all steps of the outer one although a result of it did not vary; that result still read the variables of the outer loop (a crash while evaluating or compiling).",
        "A number that is an element of a stored tensor (`Cos(v)[3]` where `Cos(v)` is stored) was read as the tensor's first element: a wrong result.",
        "A tensor whose elements are all one negative number (`x / -x` rewritten) did not compile where its loop is vectorized.",
        "The reference of FloorDivide was NaN for an infinite divisor of the other sign; the generated code had NumPy's -1.",
        "The references of LeftShift and RightShift were wrong for a count below zero; the generated code shifts everything out, as documented.",
        "`half-angle` and `sigmoid-factors` undid each other on `(Cosh(x) - 1) * Cosh(x)`: how the exponents of Sinh(x / 2) and Cosh(x) were divided depended on their order.",
        "`log1p-of-complement` lost the digits of small values: `Log1p(Tanh(x))` at x = 0 was 1.9e-9 in float32. It is exact on both sides now.",
        "`power-minus-half` and `power-and-half` made the 0 at x = -Infinity NaN.",
        "The second derivative of `Log(Cosh(x))` was 0 at x = 0 instead of 1, by the second derivative of Abs.",
        "`sum-of-scaled` and `sum-of-broadcast` turn a sum of no elements into NaN where a factor is not finite; they say so now (`Deviations.NonFinite`).",
        "Logit(-0) was NaN in generated code; it is -Infinity, as at 0.",
        "The reference of LeftShift was wrong where bits are lost: 114 << 114 was -1.",
        "The references of Fma with infinite operands or a result of -0, of DetSign at NaN, of Beta at two zeros and below zero, and of Bessel functions of orders that are no integers were wrong; the generated code was right.",
        "ProdOfOthers was NaN at an infinite element and wrong where the product of all elements overflows and that of the others does not: it divided. It multiplies what is before a place by what is after it.",
        "The expansion of Var was NaN where the sum of squares overflows; it is infinite.",
    ];

    public static IReadOnlyList<string> Open { get; } =
    [
        "Seed 4, graphs 59 and 2114: Cofactors and Qr of a singular float32 matrix (rounding decides; the noise does not see it).",
        "Seed 4, graph 2066: a scan in float32, as written, has 0 in generated code and 1 by exact evaluation.",
        "Seed 4, graph 8627: Logit of a subnormal double is -Infinity, -713.8 by reference.",
        "Seed 4, graph 8633: Prod of numbers that over- and underflow on the way, by the order of the fold.",
        "Seed 3, graphs 1162 and 7964: a copied graph has lost that the axis of a slice is not empty (the fuzzer's mistake, not the compiler's).",
        "Seed 1, graph 1235 of the first recorded run: LogSoftmax inside a loop differs from exact evaluation in the last bit (float32).",
    ];
}
