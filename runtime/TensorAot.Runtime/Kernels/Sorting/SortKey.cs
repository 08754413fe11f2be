using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// Unsigned integers in the order of values: NaN is the largest whatever its sign, and -0 equals +0, as NumPy sorts. Descending order
/// is ascending order of the complements.
/// </summary>
internal static class SortKey
{
    /// <summary>The key of a value. <typeparamref name="TKey"/> has at least as many bits as <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TKey Of<T, TKey>(T value)
        where T : unmanaged
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        if (typeof(T) == typeof(double))
            return TKey.CreateTruncating(OfDouble(Unsafe.BitCast<T, double>(value)));
        if (typeof(T) == typeof(float))
            return TKey.CreateTruncating(OfSingle(Unsafe.BitCast<T, float>(value)));
        if (typeof(T) == typeof(long))
            return TKey.CreateTruncating(Unsafe.BitCast<T, ulong>(value) ^ (1UL << 63));
        return typeof(T) == typeof(int)
            ? TKey.CreateTruncating(Unsafe.BitCast<T, uint>(value) ^ (1U << 31))
            : TKey.CreateTruncating(Unsafe.BitCast<T, byte>(value));
    }

    private static ulong OfDouble(double value)
    {
        if (double.IsNaN(value))
            return ulong.MaxValue;
        ulong bits = BitConverter.DoubleToUInt64Bits(value == 0 ? 0 : value);
        return bits >> 63 == 0 ? bits | (1UL << 63) : ~bits;
    }

    private static uint OfSingle(float value)
    {
        if (float.IsNaN(value))
            return uint.MaxValue;
        uint bits = BitConverter.SingleToUInt32Bits(value == 0 ? 0 : value);
        return bits >> 31 == 0 ? bits | (1U << 31) : ~bits;
    }
}
