using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime.Wide;

/// <summary>Loads and stores of the first elements of a pair by the masks of AVX-512; what the mask leaves out is not touched.</summary>
internal static unsafe class MaskedLanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static bool IsSupported
    {
        [MethodImpl(Inline)]
        get => Avx512F.IsSupported;
    }

    /// <summary>The first elements, of 4 or 8 bytes; the others are zero.</summary>
    [MethodImpl(Inline)]
    public static Pair<T> Load<T>(T* source, nint count)
        where T : unmanaged
    {
        if (count >= Pair<T>.Count)
            return Pair<T>.Load(source);
        if (sizeof(T) == 4)
            return new(
                Avx512F.MaskLoad((int*)source, Mask4(count), Vector512<int>.Zero).As<int, T>(),
                Avx512F.MaskLoad((int*)source + Vector512<int>.Count, Mask4(count - Vector512<int>.Count), Vector512<int>.Zero).As<int, T>());
        return new(
            Avx512F.MaskLoad((long*)source, Mask8(count), Vector512<long>.Zero).As<long, T>(),
            Avx512F.MaskLoad((long*)source + Vector512<long>.Count, Mask8(count - Vector512<long>.Count), Vector512<long>.Zero).As<long, T>());
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Pair<T> pair, T* target, nint count)
        where T : unmanaged
    {
        // Loops of long bodies use this for all of their range; masks of all lanes made them three times as slow.
        if (count >= Pair<T>.Count)
        {
            pair.Store(target);
            return;
        }
        if (sizeof(T) == 4)
        {
            Avx512F.MaskStore((int*)target, Mask4(count), pair.Lo.As<T, int>());
            Avx512F.MaskStore((int*)target + Vector512<int>.Count, Mask4(count - Vector512<int>.Count), pair.Hi.As<T, int>());
            return;
        }
        Avx512F.MaskStore((long*)target, Mask8(count), pair.Lo.As<T, long>());
        Avx512F.MaskStore((long*)target + Vector512<long>.Count, Mask8(count - Vector512<long>.Count), pair.Hi.As<T, long>());
    }

    // The count is less than the elements of a pair, so it fits.
    [MethodImpl(Inline)]
    private static Vector512<int> Mask4(nint count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count));

    [MethodImpl(Inline)]
    private static Vector512<long> Mask8(nint count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));
}
