using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;
#endif

/// <summary>The minimum and maximum of the straight-line programs: a &lt; b ? a : b and a &gt; b ? a : b, NaN and zeros included.</summary>
internal static class Lanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Added to n, these leave in the low bits the exponent fields of 2^n and of its factors, moved up by the shift that follows.
    public const float OffsetOfHalf32 = 12582912 + 127;
    public const float OffsetOfBoth32 = 12582912 + (2 * 127);
    public const float OffsetOfLifted32 = 12582912 + 127 + 64;
    public const double OffsetOfHalf64 = 6755399441055744 + 1023;
    public const double OffsetOfBoth64 = 6755399441055744 + (2 * 1023);
    public const double OffsetOfLifted64 = 6755399441055744 + 1023 + 64;

    /// <summary>2^-64.</summary>
    public const double Unlift = 1 / 18446744073709551616.0;

#if WIDE
    [MethodImpl(Inline)]
    public static Vector512<T> Min<T>(Vector512<T> a, Vector512<T> b) => Vector512.MinNative(a, b);

    [MethodImpl(Inline)]
    public static Vector512<T> Max<T>(Vector512<T> a, Vector512<T> b) => Vector512.MaxNative(a, b);
#else
    // What x86 does natively; other hardware has another opinion on NaN.
    [MethodImpl(Inline)]
    public static Vector<T> Min<T>(Vector<T> a, Vector<T> b) =>
        Sse.IsSupported ? Vector.MinNative(a, b) : Vector.ConditionalSelect(Vector.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector<T> Max<T>(Vector<T> a, Vector<T> b) =>
        Sse.IsSupported ? Vector.MaxNative(a, b) : Vector.ConditionalSelect(Vector.GreaterThan(a, b), a, b);
#endif

    [MethodImpl(Inline)]
    public static float Min(float a, float b) => a < b ? a : b;

    [MethodImpl(Inline)]
    public static double Min(double a, double b) => a < b ? a : b;

    [MethodImpl(Inline)]
    public static int Min(int a, int b) => a < b ? a : b;

    [MethodImpl(Inline)]
    public static long Min(long a, long b) => a < b ? a : b;

    [MethodImpl(Inline)]
    public static float Max(float a, float b) => a > b ? a : b;

    [MethodImpl(Inline)]
    public static double Max(double a, double b) => a > b ? a : b;

    [MethodImpl(Inline)]
    public static int Max(int a, int b) => a > b ? a : b;

    [MethodImpl(Inline)]
    public static long Max(long a, long b) => a > b ? a : b;

    /// <summary>a 2^n, rounded once, for an integer n of at most 4/3 of the largest exponent: two factors that are neither subnormal nor infinite.</summary>
    [MethodImpl(Inline)]
    public static float Scale(float a, float n)
    {
        int halved = BitConverter.SingleToInt32Bits(MathF.FusedMultiplyAdd(n, 0.5f, OffsetOfHalf32));
        int whole = BitConverter.SingleToInt32Bits(n + OffsetOfBoth32);
        return a * BitConverter.Int32BitsToSingle((whole - halved) << 23) * BitConverter.Int32BitsToSingle(halved << 23);
    }

    /// <inheritdoc cref="Scale(float, float)"/>
    [MethodImpl(Inline)]
    public static double Scale(double a, double n)
    {
        long halved = BitConverter.DoubleToInt64Bits(Math.FusedMultiplyAdd(n, 0.5, OffsetOfHalf64));
        long whole = BitConverter.DoubleToInt64Bits(n + OffsetOfBoth64);
        return a * BitConverter.Int64BitsToDouble((whole - halved) << 52) * BitConverter.Int64BitsToDouble(halved << 52);
    }

    /// <summary>a 2^n, rounded once, for an integer n of at most 0: one factor, which is <see cref="Unlift"/> too large.</summary>
    [MethodImpl(Inline)]
    public static float ScaleDown(float a, float n) =>
        a * BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(n + OffsetOfLifted32) << 23) * (float)Unlift;

    /// <inheritdoc cref="ScaleDown(float, float)"/>
    [MethodImpl(Inline)]
    public static double ScaleDown(double a, double n) =>
        a * BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(n + OffsetOfLifted64) << 52) * Unlift;

    /// <summary>The results for arguments, with those of another function where arguments are larger than a limit: hardly ever, so it is a call.</summary>
    [MethodImpl(Inline)]
    public static unsafe Pair<T> WithRare<T>(Pair<T> x, Pair<T> results, T limit, delegate*<T, T> function)
        where T : unmanaged, INumberBase<T>, IComparisonOperators<T, T, bool> =>
        Vector.GreaterThanAny(Vector.Abs(x.Lo), Vector.Create(limit)) || Vector.GreaterThanAny(Vector.Abs(x.Hi), Vector.Create(limit))
            ? ReplaceRare(x, results, limit, function)
            : results;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe Pair<T> ReplaceRare<T>(Pair<T> x, Pair<T> results, T limit, delegate*<T, T> function)
        where T : unmanaged, INumberBase<T>, IComparisonOperators<T, T, bool>
    {
        T* arguments = stackalloc T[Pair<T>.Count];
        T* values = stackalloc T[Pair<T>.Count];
        x.Store(arguments);
        results.Store(values);
        for (int i = 0; i < Pair<T>.Count; i++)
            if (T.Abs(arguments[i]) > limit)
                values[i] = function(arguments[i]);
        return Pair<T>.Load(values);
    }
}
