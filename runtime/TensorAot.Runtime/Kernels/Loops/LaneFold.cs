using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// Folds of the virtual lanes of a reduction. There are always 32 lanes of 4-byte elements and 16 of 8-byte ones, whatever the
/// hardware has; they fold as a tree (lane j with lane j + half), so the result is the same on every vector width. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LaneFold
{
    /// <summary>The bytes of one set of lanes.</summary>
    public const int Bytes = 128;

    /// <summary>The number of lanes of an element type.</summary>
    public static int Count<T>()
        where T : unmanaged => Bytes / sizeof(T);

    /// <summary>Sets every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill<T>(T* lanes, T value)
        where T : unmanaged
    {
        Pair<T> pair = value;
        for (int i = 0; i < Count<T>(); i += Pair<T>.Count)
            pair.Store(lanes + i);
    }

    /// <summary>The sum of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Add<T>(T* lanes)
        where T : unmanaged, INumber<T>
    {
        for (int half = Count<T>() / 2; half > 0; half /= 2)
            for (int j = 0; j < half; j++)
                lanes[j] += lanes[j + half];
        return lanes[0];
    }

    /// <summary>The product of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Multiply<T>(T* lanes)
        where T : unmanaged, INumber<T>
    {
        for (int half = Count<T>() / 2; half > 0; half /= 2)
            for (int j = 0; j < half; j++)
                lanes[j] *= lanes[j + half];
        return lanes[0];
    }

    /// <summary>The largest lane; NaN if one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Maximum<T>(T* lanes)
        where T : unmanaged, INumber<T>
    {
        for (int half = Count<T>() / 2; half > 0; half /= 2)
            for (int j = 0; j < half; j++)
                lanes[j] = T.Max(lanes[j], lanes[j + half]);
        return lanes[0];
    }

    /// <summary>The smallest lane; NaN if one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Minimum<T>(T* lanes)
        where T : unmanaged, INumber<T>
    {
        for (int half = Count<T>() / 2; half > 0; half /= 2)
            for (int j = 0; j < half; j++)
                lanes[j] = T.Min(lanes[j], lanes[j + half]);
        return lanes[0];
    }
}
