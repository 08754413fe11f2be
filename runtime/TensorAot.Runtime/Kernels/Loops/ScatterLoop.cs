using System.Numerics;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>Takes rows of values into rows of the target.</summary>
internal unsafe interface IScatterRows<T>
    where T : unmanaged
{
    /// <summary><c>to[i] = to[i] with from[i]</c>.</summary>
    static abstract void Take(T* to, T* from, nint count);
}

/// <summary>
/// The loop of all scatters. Parts are an outer index and a range of target rows: every part walks through all indices and takes those
/// of its own rows, so each element meets its values in their order, whatever the number of threads.
/// </summary>
internal static unsafe class ScatterLoop<T, TIndex, TRows>
    where T : unmanaged
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TRows : IScatterRows<T>
{
    /// <summary>Elements from which on it pays to run parts in parallel.</summary>
    private const nint SerialElements = 1 << 16;

    /// <summary>Elements of a row that pay for another walk through the indices.</summary>
    private const nint ElementsPerWalk = 16;

    /// <summary>The most ranges into which the target of one outer index is cut.</summary>
    private const nint MostRanges = 16;

    private struct Work
    {
        public T* X;
        public T* Values;
        public TIndex* Indices;
        public T* Target;
        public nint Count;
        public nint Size;
        public nint Inner;
        public nint Ranges;
    }

    public static void Run(T* x, T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
    {
        nint rows = x == target ? count : count + size;
        bool isSmall = outer * rows * inner <= SerialElements;
        nint ranges = isSmall ? 1 : Math.Clamp(Math.Min(inner / ElementsPerWalk, size), 1, MostRanges);
        var work = new Work { X = x, Values = values, Indices = indices, Target = target, Count = count, Size = size, Inner = inner, Ranges = ranges };
        nint grain = isSmall ? Math.Max(1, outer) : Math.Max(1, SerialElements / Math.Max(1, rows * inner / ranges));
        ParallelFor.Run(outer * ranges, grain, &Parts, &work);
    }

    private static void Parts(void* state, nint start, nint end)
    {
        Work* work = (Work*)state;
        for (nint part = start; part < end; part++)
        {
            nint range = part % work->Ranges;
            Part(in *work, part / work->Ranges, range * work->Size / work->Ranges, (range + 1) * work->Size / work->Ranges);
        }
    }

    /// <summary>The target rows from <paramref name="first"/> to before <paramref name="last"/> of one outer index.</summary>
    private static void Part(in Work work, nint outer, nint first, nint last)
    {
        nint inner = work.Inner, size = work.Size;
        T* target = work.Target + outer * size * inner;
        nint bytes = (last - first) * inner * sizeof(T);
        if (work.X is null)
            NativeMemory.Clear(target + first * inner, (nuint)bytes);
        else if (work.X != work.Target)
            Buffer.MemoryCopy(work.X + (outer * size + first) * inner, target + first * inner, bytes, bytes);
        T* from = work.Values + outer * work.Count * inner;
        for (nint r = 0; r < work.Count; r++, from += inner)
        {
            nint index = nint.CreateTruncating(work.Indices[r]);
            index = index < 0 ? index + size : index;
            if (index >= first && index < last)
                TRows.Take(target + index * inner, from, inner);
        }
    }
}
