using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>512-bit vectors: AVX-512.</summary>
internal readonly unsafe struct GemmLanes512<T>(Vector512<T> value) : IGemmLanes<GemmLanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _value = value;

    public Vector512<T> Value => _value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes512<T> Load(T* source) => new(Vector512.Load(source));

    /// <summary>The first elements, at most a vector's; zeros after them. Nothing behind them is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes512<T> Load(T* source, nint count)
    {
        if (count >= Vector512<T>.Count)
            return Load(source);
        int half = Vector256<T>.Count;
        return new(Vector512.Create(
            GemmLanes256<T>.Load(source, count).Value, count > half ? GemmLanes256<T>.Load(source + half, count - half).Value : default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes512<T> Multiply(GemmLanes512<T> x, GemmLanes512<T> y) => new(x._value * y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes512<T> MultiplyAdd(GemmLanes512<T> x, GemmLanes512<T> y, GemmLanes512<T> z)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector512.FusedMultiplyAdd(
                x._value.As<T, float>(), y._value.As<T, float>(), z._value.As<T, float>()).As<float, T>());
        }
        return new(Vector512.FusedMultiplyAdd(
            x._value.As<T, double>(), y._value.As<T, double>(), z._value.As<T, double>()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);
}
