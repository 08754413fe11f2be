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
        "Two pairs of loops merged at once, one of them into the second of its pair, crashed where a result of it was read by nothing (`merge-loops`).",
        "`gather-of-counter` left a negative index as it was where its check stands elsewhere: `Take(Arange(6), i)` at i = -2 was -2 instead of 4.",
        "`sigmoid-factors` turned `Sigmoid(a + c) / Sigmoid(b + c)` round for ever: what cancels between the arguments made forms of one length that followed each other. Stable functions stay now unless they become fewer.",
        "ProdOfOthers divided, so that it was NaN at an infinite element and at an overflow of the whole product; its first form without a division read what comes before a place twice.",
        "Logit of the smallest numbers was infinite (a quotient overflowed); it is -708 to -744.4 in double.",
        "`variance` was NaN where the sum of squares overflows; it is infinite, as the reference.",
        "A copied graph lost that the axis of a slice is not empty (the fuzzer's mistake).",
        "The same draw of consecutive seeds of System.Random hardly differs, so some of the noise was no noise: what over- or underflows, singular matrices, sums that cancel were judged where nothing could be said (the fuzzer's mistake).",
        "A last bit of a sum of sums differed from exact evaluation: generated code computes the inner sum where the outer one needs it, one after the other. The comparison is with the reference there.",
        "A number that a product reads from storage and that also fills the rest of a placed slice (`Dot(Zeros, v)` beside the gradient of `v[^1]`) crashed the scheduler.",
        "A loop over a number that was given axes (`Reshape(c, 1, 1)`) did not compile.",
        "Size had bool among its types, for which it does not compile; it has numbers.",
        "The references of Digamma below -200, above 1e300 and at -0, and of Sinc at 1.8e308 were wrong; the generated code was right.",
        "`sigmoid-factors` again, where an exponential is left over (`(1 - Sigmoid(s)) * Sigmoid(a + s) / Sigmoid(s)`, 6:1026975 of the recorded run): exponentials stay as well unless they become fewer.",
        "The other two of the recorded run, the fuzzer's mistakes: a system whose matrix is what rounding leaves of zeros (6:2011433), and NotEqual of x and `Log(Exp(x))`, which differ in the last bit (6:2029752).",
        "The sign of a zero that was negated, seen through Arctan2 after `scaled-placed`, which says that it may change such signs (7:27170; the fuzzer's mistake).",
        "The reference of Eig left imaginary parts of the size of rounding in eigenvectors of real eigenvalues, seen where they were compared with 0 (7:41282).",
        "A temporary that lies in a result was read by a sum after the result was written (`Sum(Softmax(x))` beside `LogSoftmax(x)`): a wrong result (7:1006046).",
        "A branch inside a branch of the same condition, whose value is that of a branch further in, was read by the loop that computes it: a wrong result (7:25970).",
        "A loop over nothing beside two products with the same rows was taken for one over these rows: a crash of the emitter (7:1027900).",
        "Whether two numbers are equal was judged although noise moves their difference by more than there is (7:12833 and 7:1035546; the fuzzer's mistake).",
        "One result of a loop in a loop goes into the state, another into a product that only the output needs: both results together were to leave the loop, a crash while rewriting (7:33535).",
        "Factors of a matrix with NaN or infinite elements were judged, sums that overflow on the way beside an addend of zeros, and a roll by more than there is: a process died in it (7:1013972, 7:16513, 7:1043850; the fuzzer's mistakes).",
    ];

    public static IReadOnlyList<string> Open { get; } = [];
}
