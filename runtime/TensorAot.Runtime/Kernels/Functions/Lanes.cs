using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

#if WIDE
namespace TensorAot.Runtime.Wide;
#else
namespace TensorAot.Runtime;
#endif

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>The minimum and maximum of the straight-line programs: a &lt; b ? a : b and a &gt; b ? a : b, NaN and zeros included.</summary>
internal static class Lanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // What x86 does natively; other hardware has another opinion on NaN.
    [MethodImpl(Inline)]
    public static Vector<T> Min<T>(Vector<T> a, Vector<T> b) =>
        Sse.IsSupported ? Vector.MinNative(a, b) : Vector.ConditionalSelect(Vector.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector<T> Max<T>(Vector<T> a, Vector<T> b) =>
        Sse.IsSupported ? Vector.MaxNative(a, b) : Vector.ConditionalSelect(Vector.GreaterThan(a, b), a, b);

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
