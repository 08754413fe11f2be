using System.ComponentModel;
using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Ints = System.Runtime.Intrinsics.Vector512<int>;
using Longs = System.Runtime.Intrinsics.Vector512<long>;
using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;

using Ints = System.Numerics.Vector<int>;
using Longs = System.Numerics.Vector<long>;
using Vector = System.Numerics.Vector;
#endif

/// <summary>The ends of loops: fewer elements than a pair of vectors holds. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Partial
{
    /// <summary>A pair whose first <paramref name="count"/> elements come from memory; the others are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load<T>(T* source, nint count)
        where T : unmanaged
    {
        if (MaskedLanes.IsSupported)
            return MaskedLanes.Load(source, count);
        Pair<T> pair = default;
        T* elements = (T*)&pair;
        for (nint i = 0; i < count; i++)
            elements[i] = source[i];
        return pair;
    }

    /// <summary>Stores the first <paramref name="count"/> elements of a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Pair<T> pair, T* target, nint count)
        where T : unmanaged
    {
        if (MaskedLanes.IsSupported)
        {
            MaskedLanes.Store(pair, target, count);
            return;
        }
        T* elements = (T*)&pair;
        for (nint i = 0; i < count; i++)
            target[i] = elements[i];
    }

    /// <summary>The indices start, start + 1, ... as a pair of ints.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<int> Iota(int start)
    {
        Ints lower = Ints.Indices + Vector.Create(start);
        return new Pair<int>(lower, lower + Vector.Create(Ints.Count));
    }

    /// <summary>The indices start, start + 1, ... as a pair of longs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<long> Iota(long start)
    {
        Longs lower = Longs.Indices + Vector.Create(start);
        return new Pair<long>(lower, lower + Vector.Create((long)Longs.Count));
    }
}
