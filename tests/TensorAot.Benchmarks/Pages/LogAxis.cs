namespace TensorAot.Benchmarks.Pages;

/// <summary>A logarithmic axis between two places of a picture.</summary>
/// <param name="low">The least value, above 0.</param>
/// <param name="high">The largest.</param>
/// <param name="start">Where the least value lies.</param>
/// <param name="end">Where the largest lies.</param>
internal sealed class LogAxis(double low, double high, double start, double end)
{
    private static readonly double[] s_steps = [1, 2, 5];

    /// <summary>Where a value lies; what is beyond an end lies at that end.</summary>
    public double At(double value) => start + (end - start) * Math.Log(Math.Clamp(value, low, high) / low) / Math.Log(high / low);

    public bool Holds(double value) => value >= low && value <= high;

    /// <summary>Values to write at the axis: powers of ten, with 2 and 5 between them where the axis is short.</summary>
    public IEnumerable<double> Ticks()
    {
        double decades = Math.Log10(high / low);
        int stride = (int)Math.Ceiling(decades / 8);
        for (int power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++)
        {
            foreach (double step in s_steps)
            {
                double value = step * Math.Pow(10, power);
                bool isWanted = step == 1 ? power % stride == 0 : decades <= 3;
                if (isWanted && value >= low * 0.999 && value <= high * 1.001)
                    yield return value;
            }
        }
    }
}
