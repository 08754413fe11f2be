namespace TensorAot.Fuzz.Compare;

/// <summary>
/// Rules that make a finite value NaN in a corner, kept by hand with the corner: what differs after one of them and is NaN is counted
/// as unjudged.
/// </summary>
internal static class Tolerated
{
    public static IReadOnlyDictionary<string, string> Corners { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["power-minus-half"] = "x^-0.5 is 0 for x = -Infinity, 1 / Sqrt(x) is NaN",
        ["power-half"] = "x^0.5 is Infinity for x = -Infinity, Sqrt(x) is NaN",
        ["sum-of-scaled"] = "a sum of no elements is 0, times a factor that is NaN or infinite it is not",
    };

    /// <summary>Rules after which values near zero have a small absolute error only, with where.</summary>
    public static IReadOnlyDictionary<string, string> NearZero { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["log1p-of-complement"] = "Log1p(Tanh(x)) has all its digits near x = 0, Log(2) - Softplus(-2 * x) has not; so too Log(Erfc(x)) near 0 and Log(-Expm1(x)) for x far below 0",
    };
}
