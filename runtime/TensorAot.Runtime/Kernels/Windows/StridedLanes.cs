using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>Elements at a distance from each other as vectors.</summary>
internal static unsafe class StridedLanes
{
    /// <summary>Whether elements two apart can be loaded and stored as vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSupported<T>() => Avx2.IsSupported && typeof(T) == typeof(float);

    /// <summary>Elements 0, 2, ... 14 of <paramref name="source"/>; reads nothing beyond them. Needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Even(float* source)
    {
        // The second load starts one element early, so that it ends with the last element that is wanted.
        Vector256<float> mixed = Avx.Shuffle(Vector256.Load(source), Vector256.Load(source + 7), 0b11_01_10_00);
        return Avx2.Permute4x64(mixed.AsDouble(), 0b11_01_10_00).AsSingle();
    }

    /// <summary>Elements that are <paramref name="stride"/> apart: 1, or 2 where that is supported.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load<T>(T* source, nint stride)
        where T : unmanaged => stride == 1 || !IsSupported<T>() ? Vector256.Load(source) : Even((float*)source).As<float, T>();

    /// <summary>Each element twice, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTwice<T>(Vector256<T> source, T* target)
        where T : unmanaged
    {
        Vector256<float> x = source.As<T, float>(), low = Avx.UnpackLow(x, x), high = Avx.UnpackHigh(x, x);
        Avx.Permute2x128(low, high, 0x20).Store((float*)target);
        Avx.Permute2x128(low, high, 0x31).Store((float*)target + 8);
    }

    /// <summary>target[stride * i] += source[i].</summary>
    public static void Add<T>(T* source, nint count, T* target, nint stride)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        nint i = 0;
        if (stride == 1)
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                (Vector256.Load(target + i) + Vector256.Load(source + i)).Store(target + i);
        for (; i < count; i++)
            target[stride * i] += source[i];
    }
}
