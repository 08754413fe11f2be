using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;

using Vector = System.Numerics.Vector;
#endif

// Arithmetic that C# has no operator for.
public static unsafe partial class Functions
{
    /// <summary>a * b + c, rounded once.</summary>
    [MethodImpl(Inline)]
    public static Pair<float> Fma(Pair<float> a, Pair<float> b, Pair<float> c) =>
        new(Vector.FusedMultiplyAdd(a.Lo, b.Lo, c.Lo), Vector.FusedMultiplyAdd(a.Hi, b.Hi, c.Hi));

    /// <inheritdoc cref="Fma(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(Inline)]
    public static Pair<double> Fma(Pair<double> a, Pair<double> b, Pair<double> c) =>
        new(Vector.FusedMultiplyAdd(a.Lo, b.Lo, c.Lo), Vector.FusedMultiplyAdd(a.Hi, b.Hi, c.Hi));

    /// <inheritdoc cref="Fma(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(Inline)]
    public static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc cref="Fma(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(Inline)]
    public static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    /// <summary>a / b towards zero; the smallest integer divided by -1 wraps to itself.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    [MethodImpl(Inline)]
    public static int Divide(int a, int b) => b == -1 ? -a : a / b;

    /// <inheritdoc cref="Divide(int, int)"/>
    [MethodImpl(Inline)]
    public static long Divide(long a, long b) => b == -1 ? -a : a / b;

    /// <summary>What division towards zero leaves; 0 for every division by -1.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    [MethodImpl(Inline)]
    public static int Remainder(int a, int b) => b == -1 ? 0 : a % b;

    /// <inheritdoc cref="Remainder(int, int)"/>
    [MethodImpl(Inline)]
    public static long Remainder(long a, long b) => b == -1 ? 0 : a % b;

    /// <summary>a / b.</summary>
    [MethodImpl(Inline)]
    public static float Divide(float a, float b) => a / b;

    /// <summary>a / b.</summary>
    [MethodImpl(Inline)]
    public static double Divide(double a, double b) => a / b;

    /// <inheritdoc cref="Divide(int, int)"/>
    [MethodImpl(Inline)]
    public static Pair<float> Divide(Pair<float> a, Pair<float> b) => a / b;

    /// <inheritdoc cref="Divide(int, int)"/>
    [MethodImpl(Inline)]
    public static Pair<double> Divide(Pair<double> a, Pair<double> b) => a / b;

    /// <inheritdoc cref="Divide(int, int)"/>
    public static Pair<int> Divide(Pair<int> a, Pair<int> b) => DivideLanes(a, b, &Divide);

    /// <inheritdoc cref="Divide(int, int)"/>
    public static Pair<long> Divide(Pair<long> a, Pair<long> b) => DivideLanes(a, b, &Divide);

    // No processor divides vectors of integers, so this is a call and costs what its lanes cost.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pair<T> DivideLanes<T>(Pair<T> a, Pair<T> b, delegate*<T, T, T> divide)
        where T : unmanaged
    {
        T* quotients = stackalloc T[Pair<T>.Count], divisors = stackalloc T[Pair<T>.Count];
        a.Store(quotients);
        b.Store(divisors);
        for (int i = 0; i < Pair<T>.Count; i++)
            quotients[i] = divide(quotients[i], divisors[i]);
        return Pair<T>.Load(quotients);
    }
}
