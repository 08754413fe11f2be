using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Binary searches in sorted rows.</summary>
internal unsafe struct SearchWork<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Searches in a part.</summary>
    public const nint Grain = 1 << 11;

    public T* Sorted;
    public T* Values;
    public int* Positions;
    public nint Length;
    public nint Count;
    public bool Right;

    public static void Run(void* state, nint start, nint end)
    {
        SearchWork<T> work = *(SearchWork<T>*)state;
        for (nint i = start; i < end; i++)
            work.Positions[i] = work.Find(work.Sorted + i / work.Count * work.Length, work.Values[i]);
    }

    private readonly int Find(T* sorted, T value)
    {
        nint low = 0, high = Length;
        while (low < high)
        {
            nint middle = low + (high - low) / 2;
            bool isAfter = Right ? !IsLess(value, sorted[middle]) : IsLess(sorted[middle], value);
            if (isAfter)
                low = middle + 1;
            else
                high = middle;
        }
        return (int)low;
    }

    /// <summary>NaN is the largest value, and equal to itself.</summary>
    private static bool IsLess(T a, T b) => a < b || (T.IsNaN(b) && !T.IsNaN(a));
}
