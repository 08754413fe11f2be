using System.ComponentModel;
using System.Runtime.CompilerServices;

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

    [MethodImpl(Inline)]
    private static T Fold<T, TOperation>(T* lanes)
        where T : unmanaged
        where TOperation : ILaneOperation<T>
    {
        int half = Count<T>() / 2;
        for (; half >= Vector<T>.Count; half /= 2)
            for (int j = 0; j < half; j += Vector<T>.Count)
                TOperation.Apply(Vector.Load(lanes + j), Vector.Load(lanes + j + half)).Store(lanes + j);
        for (; half > 0; half /= 2)
            for (int j = 0; j < half; j++)
                lanes[j] = TOperation.Apply(lanes[j], lanes[j + half]);
        return lanes[0];
    }

    private interface ILaneOperation<T>
    {
        static abstract Vector<T> Apply(Vector<T> a, Vector<T> b);

        static abstract T Apply(T a, T b);
    }

    private readonly struct Sum<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => a + b;

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => a + b;
    }

    private readonly struct Product<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => a * b;

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => a * b;
    }

    private readonly struct Largest<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => Vector.Max(a, b);

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => T.Max(a, b);
    }

    private readonly struct Smallest<T> : ILaneOperation<T>
        where T : INumber<T>
    {
        [MethodImpl(Inline)]
        public static Vector<T> Apply(Vector<T> a, Vector<T> b) => Vector.Min(a, b);

        [MethodImpl(Inline)]
        public static T Apply(T a, T b) => T.Min(a, b);
    }
}
