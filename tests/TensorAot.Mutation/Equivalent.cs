namespace TensorAot.Mutation;

/// <summary>Mutants that compute the same: no test can tell them from what they were made of. They do not count.</summary>
internal static class Equivalent
{
    private static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal)
    {
    };

    public static IReadOnlyCollection<string> Names => s_reasons.Keys;

    public static string? ReasonFor(string mutant) => s_reasons.GetValueOrDefault(mutant);
}
