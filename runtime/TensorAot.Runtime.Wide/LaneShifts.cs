using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime.Wide;

/// <summary>Shifts of vectors by a count for each lane. AVX-512 takes counts as unsigned numbers and shifts everything out by large ones.</summary>
internal static class LaneShifts
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector512<int> Left(Vector512<int> a, Vector512<int> count) => Avx512F.ShiftLeftLogicalVariable(a, count.AsUInt32());

    [MethodImpl(Inline)]
    public static Vector512<long> Left(Vector512<long> a, Vector512<long> count) => Avx512F.ShiftLeftLogicalVariable(a, count.AsUInt64());

    [MethodImpl(Inline)]
    public static Vector512<int> Right(Vector512<int> a, Vector512<int> count) => Avx512F.ShiftRightArithmeticVariable(a, count.AsUInt32());

    [MethodImpl(Inline)]
    public static Vector512<long> Right(Vector512<long> a, Vector512<long> count) => Avx512F.ShiftRightArithmeticVariable(a, count.AsUInt64());
}
