namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>The new value stays.</summary>
internal readonly unsafe struct SetRows<T> : IScatterRows<T>
    where T : unmanaged
{
    public static void Take(T* to, T* from, nint count)
    {
        if (count == 1)
            *to = *from;
        else
            Buffer.MemoryCopy(from, to, count * sizeof(T), count * sizeof(T));
    }
}

/// <summary>The values add up; integers wrap.</summary>
internal readonly unsafe struct AddRows<T> : IScatterRows<T>
    where T : unmanaged, INumber<T>
{
    public static void Take(T* to, T* from, nint count)
    {
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(to + i) + Vector.Load(from + i)).Store(to + i);
        for (; i < count; i++)
            to[i] = unchecked(to[i] + from[i]);
    }
}

/// <summary>The larger one stays; NaN is the largest.</summary>
internal readonly unsafe struct MaxRows<T> : IScatterRows<T>
    where T : unmanaged, INumber<T>
{
    public static void Take(T* to, T* from, nint count)
    {
        for (nint i = 0; i < count; i++)
            to[i] = T.Max(to[i], from[i]);
    }
}

/// <summary>The smaller one stays, or NaN.</summary>
internal readonly unsafe struct MinRows<T> : IScatterRows<T>
    where T : unmanaged, INumber<T>
{
    public static void Take(T* to, T* from, nint count)
    {
        for (nint i = 0; i < count; i++)
            to[i] = T.Min(to[i], from[i]);
    }
}
