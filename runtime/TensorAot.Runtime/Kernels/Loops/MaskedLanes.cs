using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>Loads and stores of the first elements of a pair by the masks of AVX2; what the mask leaves out is not touched.</summary>
internal static unsafe class MaskedLanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static bool IsSupported
    {
        [MethodImpl(Inline)]
        get => Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count;
    }

    /// <summary>The first elements, of 4 or 8 bytes; the others are zero.</summary>
    [MethodImpl(Inline)]
    public static Pair<T> Load<T>(T* source, nint count)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return new(
                Avx2.MaskLoad((int*)source, Mask4(count)).As<int, T>().AsVector(),
                Avx2.MaskLoad((int*)source + Vector256<int>.Count, Mask4(count - Vector256<int>.Count)).As<int, T>().AsVector());
        return new(
            Avx2.MaskLoad((long*)source, Mask8(count)).As<long, T>().AsVector(),
            Avx2.MaskLoad((long*)source + Vector256<long>.Count, Mask8(count - Vector256<long>.Count)).As<long, T>().AsVector());
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Pair<T> pair, T* target, nint count)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
        {
            Avx2.MaskStore((int*)target, Mask4(count), pair.Lo.AsVector256().As<T, int>());
            Avx2.MaskStore((int*)target + Vector256<int>.Count, Mask4(count - Vector256<int>.Count), pair.Hi.AsVector256().As<T, int>());
            return;
        }
        Avx2.MaskStore((long*)target, Mask8(count), pair.Lo.AsVector256().As<T, long>());
        Avx2.MaskStore((long*)target + Vector256<long>.Count, Mask8(count - Vector256<long>.Count), pair.Hi.AsVector256().As<T, long>());
    }

    // The count is less than the elements of a pair, so it fits.
    [MethodImpl(Inline)]
    private static Vector256<int> Mask4(nint count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count));

    [MethodImpl(Inline)]
    private static Vector256<long> Mask8(nint count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count));
}
