using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>What a window's elements are folded with.</summary>
internal interface IWindowFold<T>
    where T : unmanaged
{
    static abstract Vector256<T> Fold(Vector256<T> a, Vector256<T> b);

    static abstract T Fold(T a, T b);
}

/// <summary>The larger; NaN when either is, and +0 after -0.</summary>
internal readonly struct LargerOf<T> : IWindowFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Fold(Vector256<T> a, Vector256<T> b) => Vector256.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(T a, T b) => T.Max(a, b);
}

/// <summary>The sum.</summary>
internal readonly struct SumOf<T> : IWindowFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Fold(Vector256<T> a, Vector256<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold(T a, T b) => a + b;
}
