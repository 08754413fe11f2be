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
}
