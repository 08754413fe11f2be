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
}
