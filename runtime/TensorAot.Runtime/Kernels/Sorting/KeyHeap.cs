using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>The smallest few of many keys: a heap of the best so far with the worst of them on top, sorted at the end.</summary>
internal static unsafe class KeyHeap<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    /// <summary>The first <paramref name="taken"/> keys in order, with their positions; of equal keys the earlier positions.</summary>
    public static void Take(TKey* keys, int* order, nint count, nint taken)
    {
        if (taken == 0)
            return;
        for (nint i = 0; i < taken; i++)
            order[i] = (int)i;
        for (nint i = taken / 2 - 1; i >= 0; i--)
            Sink(keys, order, i, taken);
        // A later position only replaces a larger key: of equal ones the earlier stays.
        for (nint i = taken; i < count; i++)
        {
            if (keys[i] >= keys[0])
                continue;
            (keys[0], order[0]) = (keys[i], (int)i);
            Sink(keys, order, 0, taken);
        }
        for (nint last = taken - 1; last > 0; last--)
        {
            (keys[0], keys[last]) = (keys[last], keys[0]);
            (order[0], order[last]) = (order[last], order[0]);
            Sink(keys, order, 0, last);
        }
    }

    private static void Sink(TKey* keys, int* order, nint at, nint count)
    {
        for (nint child = 2 * at + 1; child < count; child = 2 * at + 1)
        {
            if (child + 1 < count && IsLess(keys, order, child, child + 1))
                child++;
            if (!IsLess(keys, order, at, child))
                return;
            (keys[at], keys[child]) = (keys[child], keys[at]);
            (order[at], order[child]) = (order[child], order[at]);
            at = child;
        }
    }

    private static bool IsLess(TKey* keys, int* order, nint a, nint b) => keys[a] < keys[b] || (keys[a] == keys[b] && order[a] < order[b]);
}
