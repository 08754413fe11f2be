using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>Elements at a distance from each other as vectors.</summary>
internal static unsafe class StridedLanes
{
    /// <summary>Elements 0, 2, ... 14 of <paramref name="source"/>; reads nothing beyond them. Needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Even(float* source)
    {
        // The second load starts one element early, so that it ends with the last element that is wanted.
        Vector256<float> mixed = Avx.Shuffle(Vector256.Load(source), Vector256.Load(source + 7), 0b11_01_10_00);
        return Avx2.Permute4x64(mixed.AsDouble(), 0b11_01_10_00).AsSingle();
    }

    /// <summary>target[i] = source[stride * i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<T>(T* source, nint stride, nint count, T* target)
        where T : unmanaged
    {
        nint i = 0;
        if (stride == 1)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                Vector256.Load(source + i).Store(target + i);
            for (; i <= count - Vector128<T>.Count; i += Vector128<T>.Count)
                Vector128.Load(source + i).Store(target + i);
        }
        else if (stride == 2 && Avx2.IsSupported && typeof(T) == typeof(float))
        {
            for (; i <= count - 8; i += 8)
                Even((float*)source + 2 * i).Store((float*)target + i);
        }
        for (; i < count; i++)
            target[i] = source[stride * i];
    }

    /// <summary>target[stride * i] += source[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(T* source, nint count, T* target, nint stride)
        where T : unmanaged, System.Numerics.IAdditionOperators<T, T, T>
    {
        nint i = 0;
        if (stride == 1)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                (Vector256.Load(target + i) + Vector256.Load(source + i)).Store(target + i);
            for (; i <= count - Vector128<T>.Count; i += Vector128<T>.Count)
                (Vector128.Load(target + i) + Vector128.Load(source + i)).Store(target + i);
        }
        for (; i < count; i++)
            target[stride * i] += source[i];
    }
}
