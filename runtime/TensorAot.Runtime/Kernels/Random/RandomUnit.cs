using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>Random bits as fractions: 24 of them as a float, 53 as a double. All are exact.</summary>
internal static class RandomUnit
{
    /// <summary>Multiples of 2^-24 (2^-53) from 0 to below 1.</summary>
    public const int Half = 0;

    /// <summary>Odd multiples of 2^-24 (2^-53) between 0 and 1: symmetric about 1/2, without either end.</summary>
    public const int Open = 1;

    /// <summary>Odd multiples of 2^-24 (2^-53) between -1 and 1: symmetric about 0, without either end.</summary>
    public const int Signed = 2;

    private const float Step32 = 1f / (1 << 24);

    private const double Step64 = 1.0 / (1L << 53);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Single(uint bits, int range) => range switch
    {
        Half => (bits >> 8) * Step32,
        Open => (bits >> 8 | 1) * Step32,
        _ => ((int)(bits >> 7 | 1) - (1 << 24)) * Step32,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Double(ulong bits, int range) => range switch
    {
        Half => (bits >> 11) * Step64,
        Open => (bits >> 11 | 1) * Step64,
        _ => ((long)(bits >> 10 | 1) - (1L << 53)) * Step64,
    };
}
