using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>The distinct elements of sorted rows.</summary>
internal unsafe struct UniqueRows<T, TKey>
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    /// <summary>The rows; their values and positions are those of the distinct elements.</summary>
    public SortRows<T, TKey> Rows;
    public int* Inverse;
    public int* Counts;

    public static void Run(void* state, nint start, nint end)
    {
        UniqueRows<T, TKey> unique = *(UniqueRows<T, TKey>*)state;
        for (nint row = start; row < end; row++)
            unique.Row(row);
    }

    private readonly void Row(nint row)
    {
        nint length = Rows.Length, result = row * Rows.Taken, number = -1;
        T* x = Rows.X + row * length;
        int* order = Rows.Sort(row, x, length);
        TKey* keys = Rows.Keys + row * length;
        if (Counts is not null)
            new Span<int>(Counts + result, (int)Rows.Taken).Clear();
        for (nint i = 0; i < length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                number++;
                if (number < Rows.Taken)
                    Write(result + number, x[order[i]], order[i]);
            }
            if (Counts is not null && number < Rows.Taken)
                Counts[result + number]++;
            if (Inverse is not null)
                Inverse[row * length + order[i]] = (int)number;
        }
        for (nint pad = number + 1; pad < Rows.Taken; pad++)
            Write(result + pad, x[order[0]], order[0]);
    }

    private readonly void Write(nint at, T value, int position)
    {
        if (Rows.Values is not null)
            Rows.Values[at] = value;
        if (Rows.Positions is not null)
            Rows.Positions[at] = position;
    }
}
