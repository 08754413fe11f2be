namespace TensorAot.Fuzz.Report;

/// <summary>What fuzzing has found, kept by hand: one line for each mistake, with what became of it.</summary>
internal static class Found
{
    public static IReadOnlyList<string> Fixed { get; } =
    [
        "A matrix product with a number repeated to a matrix (`Dot(x, Ones)`) could not be scheduled: the number had no storage.",
        "A loop that folds a tensor of int and computes one of float beside it (or the reverse) did not compile: the lanes of the fold were read as the other type.",
        "The reference of FloorDivide was NaN for an infinite divisor of the other sign; the generated code had NumPy's -1.",
    ];

    public static IReadOnlyList<string> Open { get; } = [];
}
