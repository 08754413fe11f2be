namespace TensorAot.Cuda.Tests.Functions;

/// <summary>Arguments for elementwise functions: special values, usual ones and random bit patterns.</summary>
internal static class SampleValues
{
    /// <summary>How many arguments a function is tested with; every sequence is at least as long.</summary>
    public const int Count = 4000;

    /// <summary>Arguments of type float.</summary>
    public static IEnumerable<float> Singles(Random random)
    {
        float[] special =
        [
            0, 1, 0.5f, 2, MathF.PI, MathF.PI / 2, 88.72284f, 103.97208f, 1e5f, 1e10f, 16777216f, float.Epsilon,
            1.17549435e-38f, 1.1754942e-38f, float.MaxValue, float.PositiveInfinity, float.NaN,
        ];
        foreach (var value in special)
        {
            yield return value;
            yield return -value;
        }
        for (var i = 0; 2 * i < Count; i++)
        {
            yield return BitConverter.Int32BitsToSingle((int)random.NextInt64(1L << 32));
            yield return (float)((random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-20, 10)));
        }
    }

    /// <summary>Arguments of type double.</summary>
    public static IEnumerable<double> Doubles(Random random)
    {
        double[] special =
        [
            0, 1, 0.5, 2, Math.PI, Math.PI / 2, 709.782712893384, 745.1332191019411, 1e5, 1e10, 9007199254740992,
            double.Epsilon, 2.2250738585072014e-308, 2.225073858507201e-308, double.MaxValue,
            double.PositiveInfinity, double.NaN,
        ];
        foreach (var value in special)
        {
            yield return value;
            yield return -value;
        }
        for (var i = 0; 2 * i < Count; i++)
        {
            yield return BitConverter.UInt64BitsToDouble(Bits(random));
            yield return (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-40, 13));
        }
    }

    /// <summary>Arguments of an integer type: the low bits count.</summary>
    public static IEnumerable<long> Integers(Random random)
    {
        long[] special = [0, 1, -1, 2, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 46341, 3037000500];
        foreach (var value in special)
            yield return value;
        for (var i = 0; 2 * i < Count; i++)
        {
            yield return (long)Bits(random);
            yield return random.Next(-1000, 1000);
        }
    }

    private static ulong Bits(Random random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.NextBytes(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
