using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Sorted rows: where the rows lie, and the memory that they are sorted in.</summary>
internal unsafe struct SortRows<T, TKey>
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    /// <summary>Elements in a part.</summary>
    private const nint Grain = 1 << 14;

    public T* X;
    public T* Values;
    public int* Positions;
    public TKey* Keys;
    public TKey* OtherKeys;
    public int* Order;
    public int* OtherOrder;

    /// <summary>The elements of a row.</summary>
    public nint Length;

    /// <summary>From one element of a row to the next.</summary>
    public nint Inner;

    /// <summary>The elements of a row of the result.</summary>
    public nint Taken;
    public bool Descending;

    /// <summary>Rows in a part: from the length alone, so that results do not depend on the number of threads.</summary>
    public readonly nint RowsPerPart => Math.Max(1, Grain / Math.Max(1, Length));

    /// <summary>The first <see cref="Taken"/> elements of some rows.</summary>
    public static void Run(void* state, nint start, nint end)
    {
        SortRows<T, TKey> rows = *(SortRows<T, TKey>*)state;
        for (nint row = start; row < end; row++)
        {
            T* x = rows.X + row / rows.Inner * rows.Length * rows.Inner + row % rows.Inner;
            nint result = row / rows.Inner * rows.Taken * rows.Inner + row % rows.Inner;
            int* order = rows.Sort(row, x, rows.Taken);
            for (nint i = 0; i < rows.Taken; i++)
            {
                if (rows.Values is not null)
                    rows.Values[result + i * rows.Inner] = x[order[i] * rows.Inner];
                if (rows.Positions is not null)
                    rows.Positions[result + i * rows.Inner] = order[i];
            }
        }
    }

    /// <summary>The positions of a row's elements in order; their keys are in its place of <see cref="Keys"/>.</summary>
    public readonly int* Sort(nint row, T* x, nint taken)
    {
        nint at = row * Length;
        TKey* keys = Keys + at;
        for (nint i = 0; i < Length; i++)
        {
            TKey key = SortKey.Of<T, TKey>(x[i * Inner]);
            keys[i] = Descending ? ~key : key;
        }
        KeySort<TKey>.Sort(keys, Order + at, OtherKeys + at, OtherOrder + at, Length, taken);
        return Order + at;
    }
}
