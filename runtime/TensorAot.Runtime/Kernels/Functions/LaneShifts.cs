using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>Shifts of vectors by a count for each lane.</summary>
internal static class LaneShifts
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // AVX2 takes counts as unsigned numbers and shifts everything out by large ones, which is what is wanted here.
    private static bool HasVectorCounts => Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count;

    [MethodImpl(Inline)]
    public static Vector<int> Left(Vector<int> a, Vector<int> count) => HasVectorCounts
        ? Avx2.ShiftLeftLogicalVariable(a.AsVector256(), count.AsVector256().AsUInt32()).AsVector()
        : LeftByLane(a, count);

    [MethodImpl(Inline)]
    public static Vector<long> Left(Vector<long> a, Vector<long> count) => HasVectorCounts
        ? Avx2.ShiftLeftLogicalVariable(a.AsVector256(), count.AsVector256().AsUInt64()).AsVector()
        : LeftByLane(a, count);

    [MethodImpl(Inline)]
    public static Vector<int> Right(Vector<int> a, Vector<int> count) => HasVectorCounts
        ? Avx2.ShiftRightArithmeticVariable(a.AsVector256(), count.AsVector256().AsUInt32()).AsVector()
        : RightByLane(a, count);

    // There is no arithmetic shift of 64 bits: a negative number is shifted as its complement.
    [MethodImpl(Inline)]
    public static Vector<long> Right(Vector<long> a, Vector<long> count)
    {
        if (!HasVectorCounts)
            return RightByLane(a, count);
        Vector<long> sign = Vector.ShiftRightArithmetic(a, 63);
        return Avx2.ShiftRightLogicalVariable((a ^ sign).AsVector256(), count.AsVector256().AsUInt64()).AsVector() ^ sign;
    }

    private static Vector<int> LeftByLane(Vector<int> a, Vector<int> count)
    {
        var result = Vector<int>.Zero;
        for (int i = 0; i < Vector<int>.Count; i++)
            result = result.WithElement(i, Functions.LeftShift(a[i], count[i]));
        return result;
    }

    private static Vector<long> LeftByLane(Vector<long> a, Vector<long> count)
    {
        var result = Vector<long>.Zero;
        for (int i = 0; i < Vector<long>.Count; i++)
            result = result.WithElement(i, Functions.LeftShift(a[i], count[i]));
        return result;
    }

    private static Vector<int> RightByLane(Vector<int> a, Vector<int> count)
    {
        var result = Vector<int>.Zero;
        for (int i = 0; i < Vector<int>.Count; i++)
            result = result.WithElement(i, Functions.RightShift(a[i], count[i]));
        return result;
    }

    private static Vector<long> RightByLane(Vector<long> a, Vector<long> count)
    {
        var result = Vector<long>.Zero;
        for (int i = 0; i < Vector<long>.Count; i++)
            result = result.WithElement(i, Functions.RightShift(a[i], count[i]));
        return result;
    }
}
