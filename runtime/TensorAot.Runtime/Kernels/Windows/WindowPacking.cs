using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>Copies pieces of the matrix of windows [taps, places] of an image into the order in which the tiles of a product read them.</summary>
internal static unsafe class WindowPacking<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Places are packed in groups of one vector.</summary>
    public static int Group => Vector256<T>.Count;

    /// <summary>
    /// Where <paramref name="count"/> windows from <paramref name="first"/> on start, in a channel; up to <paramref name="padded"/> the
    /// first of them again. Places ascend, so the distance of two says whether all between lie side by side.
    /// </summary>
    public static void Places(in CorrelationShape shape, nint first, nint count, nint padded, nint* places)
    {
        SlidingAxis axis = shape.Axis2;
        nint inLine = first % axis.Count;
        LineCursor line = shape.LinesFrom(first);
        for (nint j = 0; j < count; j++)
        {
            places[j] = line.Offset + inLine * axis.Stride;
            if (++inLine < axis.Count)
                continue;
            inLine = 0;
            line.Next();
        }
        for (nint j = count; j < padded; j++)
            places[j] = places[0];
    }

    /// <summary>target[t, j] = image[taps[t] + places[j]] for whole groups of places; rows of the target are <paramref name="step"/> apart.</summary>
    public static void Pack(T* image, nint* taps, nint tapCount, nint* places, nint placeCount, T* target, nint step)
    {
        nint next = 0;
        // Two vectors side by side are one cache line of a strip.
        for (; next <= placeCount - 2 * Group; next += 2 * Group)
        {
            if (IsRun(places + next) && IsRun(places + next + Group))
            {
                PackRuns(image + places[next], image + places[next + Group], taps, tapCount, target + next, step);
                continue;
            }
            PackGroup(image, taps, tapCount, places + next, target + next, step);
            PackGroup(image, taps, tapCount, places + next + Group, target + next + Group, step);
        }
        for (; next < placeCount; next += Group)
            PackGroup(image, taps, tapCount, places + next, target + next, step);
    }

    /// <summary>image[places[j]] += windows[j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(T* windows, nint* places, nint count, T* image)
    {
        nint j = 0;
        for (; j <= count - Group; j += Group)
        {
            if (IsRun(places + j))
            {
                T* to = image + places[j];
                (Vector256.Load(to) + Vector256.Load(windows + j)).Store(to);
                continue;
            }
            for (int i = 0; i < Group; i++)
                image[places[j + i]] += windows[j + i];
        }
        for (; j < count; j++)
            image[places[j]] += windows[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsRun(nint* places) => places[Group - 1] - places[0] == Group - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRuns(T* first, T* second, nint* taps, nint count, T* target, nint step)
    {
        for (nint t = 0; t < count; t++, target += step)
        {
            nint tap = taps[t];
            Vector256.Load(first + tap).Store(target);
            Vector256.Load(second + tap).Store(target + Vector256<T>.Count);
        }
    }

    /// <summary>One vector of places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackGroup(T* image, nint* taps, nint count, nint* places, T* target, nint step)
    {
        int group = Group, half = group / 2;
        T* from = image + places[0];
        if (IsRun(places))
        {
            for (nint t = 0; t < count; t++)
                Vector256.Load(from + taps[t]).Store(target + t * step);
        }
        else if (typeof(T) == typeof(float) && Avx2.IsSupported && IsEven(places))
        {
            for (nint t = 0; t < count; t++)
                StridedLanes.Even((float*)(from + taps[t])).Store((float*)(target + t * step));
        }
        else if (places[half - 1] - places[0] == half - 1 && places[group - 1] - places[half] == half - 1)
        {
            T* other = image + places[half];
            for (nint t = 0; t < count; t++)
            {
                Vector128.Load(from + taps[t]).Store(target + t * step);
                Vector128.Load(other + taps[t]).Store(target + t * step + half);
            }
        }
        else
        {
            for (nint t = 0; t < count; t++)
                for (int j = 0; j < group; j++)
                    target[t * step + j] = image[taps[t] + places[j]];
        }
    }

    private static bool IsEven(nint* places)
    {
        for (int j = 1; j < Group; j++)
            if (places[j] - places[j - 1] != 2)
                return false;
        return true;
    }
}
