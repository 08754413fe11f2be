using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;
#else
namespace TensorAot.Runtime;
#endif

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
    public static Pair<int> LeftShift(Pair<int> a, Pair<int> count) => new(LaneShifts.Left(a.Lo, count.Lo), LaneShifts.Left(a.Hi, count.Hi));

    /// <inheritdoc cref="LeftShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<long> LeftShift(Pair<long> a, Pair<long> count) => new(LaneShifts.Left(a.Lo, count.Lo), LaneShifts.Left(a.Hi, count.Hi));

    /// <inheritdoc cref="RightShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<int> RightShift(Pair<int> a, Pair<int> count) => new(LaneShifts.Right(a.Lo, count.Lo), LaneShifts.Right(a.Hi, count.Hi));

    /// <inheritdoc cref="RightShift(int, int)"/>
    [MethodImpl(InlineShift)]
    public static Pair<long> RightShift(Pair<long> a, Pair<long> count) => new(LaneShifts.Right(a.Lo, count.Lo), LaneShifts.Right(a.Hi, count.Hi));
}
