using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

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
}
