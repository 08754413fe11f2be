using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Elements of rows by their rank. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class OrderStatistics
{
    private const nint WorkPerPart = 8_192;

    private struct Arguments<T>
        where T : unmanaged
    {
        public T* X;
        public T* Low;
        public T* High;
        public T* Scratch;
        public nint Rank;
        public nint Size;
    }

    /// <summary>
    /// Of each row the element of a rank, counted from 0 in ascending order, and the next larger one. Both are NaN for an empty row
    /// and one with a NaN.
    /// </summary>
    /// <param name="x">[rows, size].</param>
    /// <param name="rank">The rank, limited to those that there are.</param>
    /// <param name="low">[rows], or null.</param>
    /// <param name="high">[rows], or null.</param>
    /// <param name="scratch">[rows, size].</param>
    public static void Select<T>(T* x, int* rank, T* low, T* high, T* scratch, nint rows, nint size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Arguments<T> arguments = new() { X = x, Low = low, High = high, Scratch = scratch, Rank = Math.Clamp(*rank, 0, Math.Max(size - 1, 0)), Size = size };
        if (rows > 0)
            Loop.Run(rows, Math.Max(1, WorkPerPart / Math.Max(size, 1)), &SelectRows<T>, &arguments);
    }

    private static void SelectRows<T>(void* state, nint start, nint end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Arguments<T>* a = (Arguments<T>*)state;
        for (nint row = start; row < end; row++)
        {
            T* values = a->Scratch + row * a->Size;
            T low = T.NaN, high = T.NaN;
            if (TryCopy(a->X + row * a->Size, values, a->Size))
            {
                low = SelectRank(values, a->Size, a->Rank);
                high = a->Rank + 1 < a->Size ? Smallest(values + a->Rank + 1, a->Size - a->Rank - 1) : low;
            }
            if (a->Low is not null)
                a->Low[row] = low;
            if (a->High is not null)
                a->High[row] = high;
        }
    }

    /// <summary>Copies a row; false when it is empty or holds a NaN.</summary>
    private static bool TryCopy<T>(T* from, T* to, nint size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool isOrdered = size > 0;
        for (nint i = 0; i < size; i++)
        {
            to[i] = from[i];
            isOrdered &= !T.IsNaN(from[i]);
        }
        return isOrdered;
    }

    /// <summary>
    /// Hoare's selection with the median of three as pivot: afterwards no element before the rank is larger, none behind it smaller.
    /// </summary>
    private static T SelectRank<T>(T* values, nint size, nint rank)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint first = 0, last = size - 1;
        while (first < last)
        {
            T pivot = MedianOfThree(values[first], values[first + (last - first) / 2], values[last]);
            nint i = first, j = last;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (pivot < values[j])
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }
            if (rank <= j)
                last = j;
            else if (rank >= i)
                first = i;
            else
                break;
        }
        return values[rank];
    }

    private static T MedianOfThree<T>(T a, T b, T c)
        where T : IFloatingPointIeee754<T> => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));

    private static T Smallest<T>(T* values, nint size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T smallest = values[0];
        for (nint i = 1; i < size; i++)
            smallest = T.Min(smallest, values[i]);
        return smallest;
    }
}
