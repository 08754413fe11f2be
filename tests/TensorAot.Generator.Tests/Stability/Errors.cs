namespace TensorAot.Generator.Tests.Stability;

/// <summary>Errors in units in the last place.</summary>
internal static class Errors
{
    /// <summary>So many powers of two above the smallest normal number, digits are no longer counted: a factor may be below it, with fewer digits or none.</summary>
    private const int Underflow = 24;

    /// <summary>
    /// The distance from the exact value in ulps of the larger of it and the floor; 0 where the exact value is beyond the type, so that
    /// there is nothing to be right about.
    /// </summary>
    public static double Of(Type type, double actual, Exact? exact, double floor)
    {
        (double largest, int digits, int smallest) = type == typeof(float) ? (float.MaxValue, 23, -126) : (double.MaxValue, 52, -1022);
        if (exact is not { } e || Math.Abs(e.High) > largest)
            return 0;
        if (!double.IsFinite(actual))
            return double.PositiveInfinity;
        int exponent = Math.Max(Exponent(Math.Max(Math.Abs(e.High), floor)), smallest + Underflow) - digits;
        // Scaled in two steps, as 2^-exponent itself may overflow.
        return Math.Abs(Scale(actual - e.High, exponent) - Scale(e.Low, exponent));
    }

    /// <summary>Whether the square of a number is a normal number of the type.</summary>
    public static bool SquareFits(Type type, double x) => type == typeof(float) ? Math.Abs(x) is >= 1e-18 and <= 1e18 or 0 : Math.Abs(x) is >= 1e-150 and <= 1e150 or 0;

    private static double Scale(double x, int exponent) => Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent - (-exponent / 2));

    private static int Exponent(double x) => x == 0 ? int.MinValue / 2 : Math.ILogB(x);
}
