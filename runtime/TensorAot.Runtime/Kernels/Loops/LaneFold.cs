using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>
/// Folds of the virtual lanes of a reduction. There are always 32 lanes of 4-byte elements and 16 of 8-byte ones, whatever the
/// hardware has; they fold as a tree (lane j with lane j + half), so the result is the same on every vector width. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LaneFold
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The bytes of one set of lanes.</summary>
    public const int Bytes = 128;

    /// <summary>The number of lanes of an element type.</summary>
    public static int Count<T>()
        where T : unmanaged => Bytes / sizeof(T);

    /// <summary>Sets every lane.</summary>
    [MethodImpl(Inline)]
    public static void Fill<T>(T* lanes, T value)
        where T : unmanaged
    {
        Pair<T> pair = value;
        for (int i = 0; i < Count<T>(); i += Pair<T>.Count)
            pair.Store(lanes + i);
    }

    /// <summary>The sum of the lanes.</summary>
    [MethodImpl(Inline)]
    public static T Add<T>(T* lanes)
        where T : unmanaged, INumber<T> => Fold<T, Sum<T>>(lanes);

    /// <summary>The product of the lanes.</summary>
    [MethodImpl(Inline)]
    public static T Multiply<T>(T* lanes)
        where T : unmanaged, INumber<T> => Fold<T, Product<T>>(lanes);

    /// <summary>The largest lane; NaN if one is.</summary>
    [MethodImpl(Inline)]
    public static T Maximum<T>(T* lanes)
        where T : unmanaged, INumber<T> => Fold<T, Largest<T>>(lanes);

    /// <summary>The smallest lane; NaN if one is.</summary>
    [MethodImpl(Inline)]
    public static T Minimum<T>(T* lanes)
        where T : unmanaged, INumber<T> => Fold<T, Smallest<T>>(lanes);

    // Halves in registers: with the last lanes in memory, a row of a thousand elements took a quarter longer.
    [MethodImpl(Inline)]
    private static T Fold<T, TOperation>(T* lanes)
        where T : unmanaged
        where TOperation : ILaneOperation<T>
    {
        int count = Vector256<T>.Count;
        Vector256<T> first = TOperation.Apply(Vector256.Load(lanes), Vector256.Load(lanes + 2 * count));
        Vector256<T> second = TOperation.Apply(Vector256.Load(lanes + count), Vector256.Load(lanes + 3 * count));
        first = TOperation.Apply(first, second);
        Vector128<T> rest = TOperation.Apply(first.GetLower(), first.GetUpper());
        if (sizeof(T) == sizeof(float))
            rest = TOperation.Apply(rest, Vector128.Shuffle(rest.AsUInt64(), Vector128.Create(1UL, 0UL)).As<ulong, T>());
        return TOperation.Apply(rest.GetElement(0), rest.GetElement(1));
    }

    private interface ILaneOperation<T>
    {
        static abstract Vector256<T> Apply(Vector256<T> a, Vector256<T> b);

        static abstract Vector128<T> Apply(Vector128<T> a, Vector128<T> b);

        static abstract T Apply(T a, T b);
    }

    private readonly struct Sum<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector256<T> Apply(Vector256<T> a, Vector256<T> b) => a + b;

        [MethodImpl(Inline)]
        public static Vector128<T> Apply(Vector128<T> a, Vector128<T> b) => a + b;

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => a + b;
    }

    private readonly struct Product<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector256<T> Apply(Vector256<T> a, Vector256<T> b) => a * b;

        [MethodImpl(Inline)]
        public static Vector128<T> Apply(Vector128<T> a, Vector128<T> b) => a * b;

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => a * b;
    }

    private readonly struct Largest<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector256<T> Apply(Vector256<T> a, Vector256<T> b) => Vector256.Max(a, b);

        [MethodImpl(Inline)]
        public static Vector128<T> Apply(Vector128<T> a, Vector128<T> b) => Vector128.Max(a, b);

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => T.Max(a, b);
    }

    private readonly struct Smallest<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector256<T> Apply(Vector256<T> a, Vector256<T> b) => Vector256.Min(a, b);

        [MethodImpl(Inline)]
        public static Vector128<T> Apply(Vector128<T> a, Vector128<T> b) => Vector128.Min(a, b);

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => T.Min(a, b);
    }
}
