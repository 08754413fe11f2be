namespace TensorAot.Mutation;

/// <summary>Mutants that compute the same: no test can tell them from what they were made of. They do not count.</summary>
internal static class Equivalent
{
    private const string NoIntegers = "asks quickly for what the rule finds anyway: its functions have no integer values";
    private const string Quick = "asks quickly for what the rule finds anyway";

    private static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal)
    {
        ["batch OrderStatistics: dropped"] = "the rule only throws for a batch of ranks, which no call makes",
        ["condition broadcast-lift: dropped"] = "without a broadcast among the inputs the result is the value itself",
        ["condition cofactors-over-det: dropped"] = NoIntegers,
        ["condition complement-of-sigmoid: dropped"] = NoIntegers,
        ["condition erf-complement: dropped"] = NoIntegers,
        ["condition erfc-ratio: dropped"] = NoIntegers,
        ["condition exponential-sum: dropped"] = NoIntegers,
        ["condition factor-products: dropped"] = Quick,
        ["condition half-angle: dropped"] = NoIntegers,
        ["condition log-erfc-plus-square: dropped"] = NoIntegers,
        ["condition matrix-chain: dropped"] = Quick,
        ["condition power-and-half: dropped"] = "no integer constant is a half",
        ["condition prod-of-others: dropped"] = NoIntegers,
        ["condition ratio-at-zero: dropped"] = NoIntegers,
        ["condition sigmoid-factors: dropped"] = NoIntegers,
        ["condition softmax-factors: dropped"] = NoIntegers,
        ["condition softplus-reflection: dropped"] = NoIntegers,
        ["condition xlogx: dropped"] = NoIntegers,
        ["gradient Part: never asked for"] = "reverse mode hands the gradients of parts to their node itself",
        ["gradient StopGradient: never asked for"] = "reverse mode takes its result as a constant and does not ask",
    };

    public static IReadOnlyCollection<string> Names => s_reasons.Keys;

    public static string? ReasonFor(string mutant) => s_reasons.GetValueOrDefault(mutant);
}
