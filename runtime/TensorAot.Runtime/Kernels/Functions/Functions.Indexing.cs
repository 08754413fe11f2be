using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

// Places that data give.
public static partial class Functions
{
    private const MethodImplOptions InlinePlace = MethodImplOptions.AggressiveInlining;

    /// <summary>The place of a checked index: a negative one counts from the end.</summary>
    [MethodImpl(InlinePlace)]
    public static nint Place(int index, nint size) => index < 0 ? index + size : index;

    /// <summary>The place of a checked index: a negative one counts from the end.</summary>
    [MethodImpl(InlinePlace)]
    public static nint Place(long index, nint size) => (nint)(index < 0 ? index + size : index);

    /// <summary>An index that was checked before the loops.</summary>
    [MethodImpl(InlinePlace)]
    public static int CheckIndex(int index, int size) => index;

    /// <summary>An index that was checked before the loops.</summary>
    [MethodImpl(InlinePlace)]
    public static long CheckIndex(long index, long size) => index;

    /// <summary>The position from the start of an index that was checked before the loops.</summary>
    [MethodImpl(InlinePlace)]
    public static int CheckPlace(int index, int size) => index < 0 ? index + size : index;

    /// <summary>The position from the start of an index that was checked before the loops.</summary>
    [MethodImpl(InlinePlace)]
    public static long CheckPlace(long index, long size) => index < 0 ? index + size : index;
}
