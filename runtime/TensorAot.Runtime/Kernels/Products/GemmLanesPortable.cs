using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>The vector of whatever hardware this is, NEON for one; without fused multiply-add exact but slow.</summary>
internal readonly unsafe struct GemmLanesPortable<T>(Vector<T> value) : IGemmLanes<GemmLanesPortable<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector<T> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanesPortable<T> Load(T* source) => new(Vector.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanesPortable<T> Broadcast(T value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanesPortable<T> Multiply(GemmLanesPortable<T> x, GemmLanesPortable<T> y) => new(x._value * y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanesPortable<T> MultiplyAdd(GemmLanesPortable<T> x, GemmLanesPortable<T> y, GemmLanesPortable<T> z)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector.FusedMultiplyAdd(
                x._value.As<T, float>(), y._value.As<T, float>(), z._value.As<T, float>()).As<float, T>());
        }
        return new(Vector.FusedMultiplyAdd(
            x._value.As<T, double>(), y._value.As<T, double>(), z._value.As<T, double>()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);
}
