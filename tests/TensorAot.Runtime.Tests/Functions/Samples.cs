namespace TensorAot.Runtime.Tests.Functions;

/// <summary>Arguments for every function: special values, then random bits, then random numbers near 1, 100 and 0.</summary>
internal static class Samples
{
    public static readonly float[] SpecialSingles =
    [
        0f, -0f, 1f, -1f, 2f, -2f, 0.5f, -0.5f, 3f, -3f, 2.5f, -2.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
        float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.17549435e-38f, -1.17549435e-38f, float.MaxValue, float.MinValue, 1e-20f, 16777216f, 8388607.5f,
        88.72283f, 88.72284f, -87.33655f, -103.97208f, -103.97209f, 0.34657359f, -0.34657359f, 0.70710677f, 1.4142135f, 1.5707964f, 3.1415927f, 1e6f, -1e30f,
    ];

    public static readonly double[] SpecialDoubles =
    [
        0d, -0d, 1d, -1d, 2d, -2d, 0.5, -0.5, 3d, -3d, 2.5, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.Epsilon, -double.Epsilon, 2.225073858507201e-308, 2.2250738585072014e-308, -2.2250738585072014e-308, double.MaxValue, double.MinValue,
        1e-20, 1e-200, 9007199254740992d, 4503599627370495.5, 709.782712893384, 709.7827128933841, -708.3964185322641, -745.1332191019411,
        -745.1332191019412, 0.34657359027997264, 0.7071067811865476, 1.4142135623730951, 1.5707963267948966, 3.141592653589793, 1e15, -1e300,
    ];

    public static float[] Singles(int count, int seed)
    {
        var random = new Random(seed);
        return [.. SpecialSingles, .. Enumerable.Range(0, count).Select(i => (i % 4) switch
        {
            0 or 1 => BitConverter.Int32BitsToSingle((int)random.NextInt64(int.MinValue, 1L << 31)),
            2 => (float)((random.NextDouble() * 4) - 2),
            _ => (float)((random.NextDouble() * 220) - 110),
        })];
    }

    public static double[] Doubles(int count, int seed)
    {
        var random = new Random(seed);
        return [.. SpecialDoubles, .. Enumerable.Range(0, count).Select(i => (i % 4) switch
        {
            0 or 1 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            2 => (random.NextDouble() * 4) - 2,
            _ => (random.NextDouble() * 1500) - 750,
        })];
    }

    public static int[] Ints(int count, int seed)
    {
        var random = new Random(seed);
        return [0, 1, -1, int.MinValue, int.MaxValue, int.MinValue + 1, .. Enumerable.Range(0, count).Select(_ => (int)random.NextInt64(int.MinValue, 1L << 31))];
    }

    public static long[] Longs(int count, int seed)
    {
        var random = new Random(seed);
        return [0, 1, -1, long.MinValue, long.MaxValue, int.MinValue, .. Enumerable.Range(0, count).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
    }
}
