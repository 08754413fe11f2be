using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime.Wide;

/// <summary>Shifts of vectors by a count for each lane. AVX-512 takes counts as unsigned numbers and shifts everything out by large ones.</summary>
internal static class LaneShifts
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector<int> Left(Vector<int> a, Vector<int> count) => new(Avx512F.ShiftLeftLogicalVariable(a.Value, count.Value.AsUInt32()));

    [MethodImpl(Inline)]
    public static Vector<long> Left(Vector<long> a, Vector<long> count) => new(Avx512F.ShiftLeftLogicalVariable(a.Value, count.Value.AsUInt64()));

    [MethodImpl(Inline)]
    public static Vector<int> Right(Vector<int> a, Vector<int> count) => new(Avx512F.ShiftRightArithmeticVariable(a.Value, count.Value.AsUInt32()));

    [MethodImpl(Inline)]
    public static Vector<long> Right(Vector<long> a, Vector<long> count) => new(Avx512F.ShiftRightArithmeticVariable(a.Value, count.Value.AsUInt64()));
}
