using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>
/// Sorts keys with their positions; positions of equal keys keep their order. Short rows by insertion, others by radix: one pass for
/// each byte in which keys differ, lowest first, each of which is stable. The first few of many by a heap.
/// </summary>
/// <remarks>Least-significant-digit radix sort: Knuth, The Art of Computer Programming, vol. 3, 5.2.5.</remarks>
internal static unsafe class KeySort<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private const int LongestInsertion = 32;

    /// <summary>One in so many elements is taken by a heap; more are cheaper to sort.</summary>
    private const int HeapShare = 16;

    /// <summary>Puts the first <paramref name="taken"/> of <paramref name="count"/> keys in order, with their positions, which start as 0, 1, ...</summary>
    /// <param name="keys">The keys; sorted as far as asked, the rest is undefined.</param>
    /// <param name="order">Positions, written here.</param>
    /// <param name="otherKeys">As long, to work in.</param>
    /// <param name="otherOrder">As long, to work in.</param>
    public static void Sort(TKey* keys, int* order, TKey* otherKeys, int* otherOrder, nint count, nint taken)
    {
        if (taken <= count / HeapShare)
        {
            KeyHeap<TKey>.Take(keys, order, count, taken);
            return;
        }
        for (nint i = 0; i < count; i++)
            order[i] = (int)i;
        if (count <= LongestInsertion)
            Insert(keys, order, count);
        else
            Radix(keys, order, otherKeys, otherOrder, count);
    }

    private static void Insert(TKey* keys, int* order, nint count)
    {
        for (nint i = 1; i < count; i++)
        {
            TKey key = keys[i];
            int place = order[i];
            nint j = i;
            for (; j > 0 && keys[j - 1] > key; j--)
            {
                keys[j] = keys[j - 1];
                order[j] = order[j - 1];
            }
            keys[j] = key;
            order[j] = place;
        }
    }

    private static void Radix(TKey* keys, int* order, TKey* otherKeys, int* otherOrder, nint count)
    {
        int* counts = stackalloc int[256 * sizeof(TKey)];
        Histograms(keys, count, counts);
        TKey* fromKeys = keys, toKeys = otherKeys;
        int* from = order, to = otherOrder;
        for (int digit = 0; digit < sizeof(TKey); digit++)
        {
            int* starts = counts + 256 * digit;
            if (starts[Byte(fromKeys[0], digit)] == count)
                continue;
            Move(fromKeys, from, toKeys, to, count, starts, digit);
            TKey* writtenKeys = toKeys;
            int* written = to;
            toKeys = fromKeys;
            to = from;
            fromKeys = writtenKeys;
            from = written;
        }
        if (from == order)
            return;
        Buffer.MemoryCopy(fromKeys, keys, count * sizeof(TKey), count * sizeof(TKey));
        Buffer.MemoryCopy(from, order, count * sizeof(int), count * sizeof(int));
    }

    /// <summary>One pass: keys with equal bytes keep their order.</summary>
    private static void Move(TKey* fromKeys, int* from, TKey* toKeys, int* to, nint count, int* starts, int digit)
    {
        int sum = 0;
        for (int b = 0; b < 256; b++)
        {
            int occurrences = starts[b];
            starts[b] = sum;
            sum += occurrences;
        }
        for (nint i = 0; i < count; i++)
        {
            int place = starts[Byte(fromKeys[i], digit)]++;
            toKeys[place] = fromKeys[i];
            to[place] = from[i];
        }
    }

    /// <summary>How often each byte has each value.</summary>
    private static void Histograms(TKey* keys, nint count, int* counts)
    {
        new Span<int>(counts, 256 * sizeof(TKey)).Clear();
        for (nint i = 0; i < count; i++)
            for (int digit = 0; digit < sizeof(TKey); digit++)
                counts[256 * digit + Byte(keys[i], digit)]++;
    }

    private static int Byte(TKey key, int digit) => int.CreateTruncating(key >> (8 * digit)) & 255;
}
