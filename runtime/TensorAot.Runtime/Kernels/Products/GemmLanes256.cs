using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>256-bit vectors: AVX2 with FMA.</summary>
internal readonly unsafe struct GemmLanes256<T>(Vector256<T> value) : IGemmLanes<GemmLanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _value = value;

    public Vector256<T> Value => _value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes256<T> Load(T* source) => new(Vector256.Load(source));

    /// <summary>The first elements, at most a vector's; zeros after them. Nothing behind them is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes256<T> Load(T* source, nint count)
    {
        if (count >= Vector256<T>.Count)
            return Load(source);
        if (Avx2.IsSupported)
            return new(sizeof(T) == sizeof(float)
                ? Avx2.MaskLoad((int*)source, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count))).As<int, T>()
                : Avx2.MaskLoad((long*)source, Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count))).As<long, T>());
        Vector256<T> lanes = default;
        for (nint i = 0; i < count; i++)
            ((T*)&lanes)[i] = source[i];
        return new(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes256<T> Multiply(GemmLanes256<T> x, GemmLanes256<T> y) => new(x._value * y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GemmLanes256<T> MultiplyAdd(GemmLanes256<T> x, GemmLanes256<T> y, GemmLanes256<T> z)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector256.FusedMultiplyAdd(
                x._value.As<T, float>(), y._value.As<T, float>(), z._value.As<T, float>()).As<float, T>());
        }
        return new(Vector256.FusedMultiplyAdd(
            x._value.As<T, double>(), y._value.As<T, double>(), z._value.As<T, double>()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);
}
