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
    ];

    public static IReadOnlyList<string> Open { get; } =
    [
        "Seed 1, graph 1235: LogSoftmax inside a loop differs from exact evaluation in the last bit (float32).",
    ];
}
