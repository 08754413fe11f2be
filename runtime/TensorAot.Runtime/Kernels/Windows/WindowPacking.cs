using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>Copies pieces of the matrix of windows [taps, places] of an image into the order in which the tiles of a product read them.</summary>
internal static unsafe class WindowPacking<T>
    where T : unmanaged
{
    /// <summary>The most places of a strip: two vectors of 512 bits.</summary>
    public const int MostPlaces = 32;

    /// <summary>The most taps of a strip.</summary>
    public const int MostTaps = GemmCost.DepthChunk;

    private static int Group => Vector256<T>.Count;

    /// <summary>The offsets of consecutive taps.</summary>
    public static void Taps(in CorrelationShape shape, nint first, nint count, nint* offsets)
    {
        for (nint t = 0; t < count; t++)
            offsets[t] = shape.TapOffset(first + t);
    }

    /// <summary>strip[t, j] = image[taps[t] + place(first + j)] for <paramref name="width"/> places; further columns repeat some of them.</summary>
    [SkipLocalsInit]
    public static void PackStrip(in CorrelationShape shape, T* image, nint* taps, nint depth, nint first, nint width, T* strip, nint columns)
    {
        nint* places = stackalloc nint[MostPlaces];
        SlidingAxis axis = shape.Axis2;
        nint line = first / axis.Count, inLine = first % axis.Count, start = shape.LineOffset(line);
        for (nint j = 0; j < width; j++)
        {
            places[j] = start + inLine * axis.Stride;
            if (++inLine == axis.Count)
                (inLine, start) = (0, shape.LineOffset(++line));
        }
        for (nint j = width; j < columns; j++)
            places[j] = places[0];
        for (nint j = 0; j < columns; j += Group)
            PackGroup(image, taps, depth, places + j, strip + j, columns);
    }

    /// <summary>One vector of columns. Places ascend within the strip, so the distance of two says whether all between lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackGroup(T* image, nint* taps, nint depth, nint* places, T* strip, nint columns)
    {
        int group = Group, half = group / 2;
        nint span = places[group - 1] - places[0];
        T* from = image + places[0];
        if (span == group - 1)
        {
            for (nint t = 0; t < depth; t++)
                Vector256.Load(from + taps[t]).Store(strip + t * columns);
        }
        else if (IsEven(places) && Avx2.IsSupported && typeof(T) == typeof(float))
        {
            for (nint t = 0; t < depth; t++)
                StridedLanes.Even((float*)(from + taps[t])).Store((float*)(strip + t * columns));
        }
        else if (places[half - 1] - places[0] == half - 1 && places[group - 1] - places[half] == half - 1)
        {
            T* other = image + places[half];
            for (nint t = 0; t < depth; t++)
            {
                Vector128.Load(from + taps[t]).Store(strip + t * columns);
                Vector128.Load(other + taps[t]).Store(strip + t * columns + half);
            }
        }
        else
        {
            for (nint t = 0; t < depth; t++)
                for (int j = 0; j < group; j++)
                    strip[t * columns + j] = image[taps[t] + places[j]];
        }
    }

    private static bool IsEven(nint* places)
    {
        for (int j = 1; j < Group; j++)
            if (places[j] - places[j - 1] != 2)
                return false;
        return true;
    }

    /// <summary>row[j] = image[place(first + j)] for <paramref name="count"/> places; <paramref name="image"/> is at the tap already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRow(in CorrelationShape shape, T* image, nint first, nint count, T* row)
    {
        SlidingAxis axis = shape.Axis2;
        nint line = first / axis.Count, inLine = first % axis.Count;
        for (; count > 0; line++, inLine = 0)
        {
            nint length = Math.Min(count, axis.Count - inLine);
            T* from = image + shape.LineOffset(line) + inLine * axis.Stride;
            StridedLanes.Take(from, axis.Stride, length, row);
            row += length;
            count -= length;
        }
    }
}
