namespace TensorAot.Runtime.Tests.Functions;

/// <summary>Errors in units in the last place of the exact result.</summary>
internal static class Ulps
{
    /// <summary>The distance of a float from an exact result given to double precision; 0 or infinity for special values.</summary>
    public static double Of(float actual, double exact)
    {
        float nearest = (float)exact;
        if (double.IsNaN(exact)) return float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (!float.IsFinite(nearest) || !float.IsFinite(actual) || exact == 0)
            return BitConverter.SingleToInt32Bits(actual) == BitConverter.SingleToInt32Bits(nearest) ? 0 : double.PositiveInfinity;
        int exponent = Math.Max(Math.ILogB(exact), -126);
        return Math.Abs(actual - exact) / Math.ScaleB(1, exponent - 23);
    }

    /// <summary>The distance of a double from an exact result given as the sum of two doubles.</summary>
    public static double Of(double actual, double high, double low)
    {
        if (!double.IsFinite(actual)) return double.PositiveInfinity;
        // The differences are exact or negligible, and scaled so that a subnormal ulp can be divided by.
        int exponent = Math.Max(Math.ILogB(high), -1022) - 52;
        return Math.Abs(Math.ScaleB(actual - high, -exponent) - Math.ScaleB(low, -exponent));
    }
}
