using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

// Shifts by a count for each element. A count below zero, or of all bits and more, shifts everything out, as in NumPy.
public static partial class Functions
{
    private const MethodImplOptions InlineShift = MethodImplOptions.AggressiveInlining;

    /// <summary>The bits moved up; zeros come in.</summary>
    [MethodImpl(InlineShift)]
    public static int LeftShift(int a, int count) => (uint)count < 32 ? a << count : 0;

    /// <inheritdoc cref="LeftShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static long LeftShift(long a, long count) => (ulong)count < 64 ? a << (int)count : 0;

    /// <summary>The bits moved down; copies of the sign come in.</summary>
    [MethodImpl(InlineShift)]
    public static int RightShift(int a, int count) => a >> ((uint)count < 32 ? count : 31);

    /// <inheritdoc cref="RightShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static long RightShift(long a, long count) => a >> ((ulong)count < 64 ? (int)count : 63);

    /// <inheritdoc cref="LeftShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<int> LeftShift(Pair<int> a, Pair<int> count) => new(Up(a.Lo, count.Lo), Up(a.Hi, count.Hi));

    /// <inheritdoc cref="LeftShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<long> LeftShift(Pair<long> a, Pair<long> count) => new(Up(a.Lo, count.Lo), Up(a.Hi, count.Hi));

    /// <inheritdoc cref="RightShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<int> RightShift(Pair<int> a, Pair<int> count) => new(Down(a.Lo, count.Lo), Down(a.Hi, count.Hi));

    /// <inheritdoc cref="RightShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<long> RightShift(Pair<long> a, Pair<long> count) => new(Down(a.Lo, count.Lo), Down(a.Hi, count.Hi));

    // AVX2 takes counts as unsigned numbers and shifts everything out by large ones, which is what is wanted here.
    private static bool HasVectorCounts => Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count;

    [MethodImpl(InlineShift)]
    private static Vector<int> Up(Vector<int> a, Vector<int> count) => HasVectorCounts
        ? Avx2.ShiftLeftLogicalVariable(a.AsVector256(), count.AsVector256().AsUInt32()).AsVector()
        : UpByLane(a, count);

    [MethodImpl(InlineShift)]
    private static Vector<long> Up(Vector<long> a, Vector<long> count) => HasVectorCounts
        ? Avx2.ShiftLeftLogicalVariable(a.AsVector256(), count.AsVector256().AsUInt64()).AsVector()
        : UpByLane(a, count);

    [MethodImpl(InlineShift)]
    private static Vector<int> Down(Vector<int> a, Vector<int> count) => HasVectorCounts
        ? Avx2.ShiftRightArithmeticVariable(a.AsVector256(), count.AsVector256().AsUInt32()).AsVector()
        : DownByLane(a, count);

    // There is no arithmetic shift of 64 bits: a negative number is shifted as its complement.
    [MethodImpl(InlineShift)]
    private static Vector<long> Down(Vector<long> a, Vector<long> count)
    {
        if (!HasVectorCounts)
            return DownByLane(a, count);
        Vector<long> sign = Vector.ShiftRightArithmetic(a, 63);
        return Avx2.ShiftRightLogicalVariable((a ^ sign).AsVector256(), count.AsVector256().AsUInt64()).AsVector() ^ sign;
    }

    private static Vector<int> UpByLane(Vector<int> a, Vector<int> count)
    {
        var result = Vector<int>.Zero;
        for (int i = 0; i < Vector<int>.Count; i++)
            result = result.WithElement(i, LeftShift(a[i], count[i]));
        return result;
    }

    private static Vector<long> UpByLane(Vector<long> a, Vector<long> count)
    {
        var result = Vector<long>.Zero;
        for (int i = 0; i < Vector<long>.Count; i++)
            result = result.WithElement(i, LeftShift(a[i], count[i]));
        return result;
    }

    private static Vector<int> DownByLane(Vector<int> a, Vector<int> count)
    {
        var result = Vector<int>.Zero;
        for (int i = 0; i < Vector<int>.Count; i++)
            result = result.WithElement(i, RightShift(a[i], count[i]));
        return result;
    }

    private static Vector<long> DownByLane(Vector<long> a, Vector<long> count)
    {
        var result = Vector<long>.Zero;
        for (int i = 0; i < Vector<long>.Count; i++)
            result = result.WithElement(i, RightShift(a[i], count[i]));
        return result;
    }
}
