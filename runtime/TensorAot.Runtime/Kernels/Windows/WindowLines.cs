using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>
/// The two halves of pooling: over lines of elements, which are vectors as they lie, and within a line, where neighbouring windows
/// are a stride apart.
/// </summary>
internal static unsafe class WindowLines<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int Count => Vector256<T>.Count;

    /// <summary>buffer[l, i] = the fold over the window's lines of element i, for <paramref name="lines"/> lines of windows from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FoldLines<TFold>(in WindowPlane plane, T* x, nint first, nint lines, T* buffer)
        where TFold : IWindowFold<T>
    {
        nint size = plane.Axis2.Size, taps = plane.LineTaps;
        LineCursor line = plane.LinesFrom(first), start = plane.Taps;
        start.Next();
        for (nint l = 0; l < lines; l++, line.Next(), buffer += size)
        {
            T* from = x + line.Offset;
            if (taps == 1)
            {
                NativeMemory.Copy(from, buffer, (nuint)(size * sizeof(T)));
                continue;
            }
            LineCursor tap = start;
            FoldTwo<TFold>(from, from + tap.Offset, size, buffer);
            for (nint left = taps - 2; left > 0; left--)
            {
                tap.Next();
                FoldTwo<TFold>(buffer, from + tap.Offset, size, buffer);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldTwo<TFold>(T* a, T* b, nint count, T* target)
        where TFold : IWindowFold<T>
    {
        nint i = 0;
        for (; i <= count - Count; i += Count)
            TFold.Fold(Vector256.Load(a + i), Vector256.Load(b + i)).Store(target + i);
        for (; i < count; i++)
            target[i] = TFold.Fold(a[i], b[i]);
    }

    /// <summary>target[l, j] = the fold over k of buffer[l, stride * j + dilation * k].</summary>
    public static void FoldWithin<TFold>(in WindowPlane plane, T* buffer, nint lines, T* target)
        where TFold : IWindowFold<T>
    {
        SlidingAxis axis = plane.Axis2;
        if (plane.IsFlat)
        {
            FoldLine<TFold>(axis, buffer, lines * axis.Count, target);
            return;
        }
        for (nint l = 0; l < lines; l++)
            FoldLine<TFold>(axis, buffer + l * axis.Size, axis.Count, target + l * axis.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldLine<TFold>(SlidingAxis axis, T* buffer, nint count, T* target)
        where TFold : IWindowFold<T>
    {
        nint j = 0;
        if (IsVector(axis.Stride))
        {
            for (; j <= count - Count; j += Count)
            {
                T* from = buffer + j * axis.Stride;
                Vector256<T> fold = StridedLanes.Load(from, axis.Stride);
                for (nint k = 1; k < axis.Kernel; k++)
                    fold = TFold.Fold(fold, StridedLanes.Load(from + k * axis.Dilation, axis.Stride));
                fold.Store(target + j);
            }
        }
        for (; j < count; j++)
        {
            T fold = buffer[j * axis.Stride];
            for (nint k = 1; k < axis.Kernel; k++)
                fold = TFold.Fold(fold, buffer[j * axis.Stride + k * axis.Dilation]);
            target[j] = fold;
        }
    }

    /// <summary>buffer[l, stride * j + dilation * k] = source[l, j] for windows that are disjoint; elements between them are left as they are.</summary>
    public static void Expand(in WindowPlane plane, T* source, nint lines, T* buffer)
    {
        SlidingAxis axis = plane.Axis2;
        if (plane.IsFlat)
        {
            ExpandLine(axis, source, lines * axis.Count, buffer);
            return;
        }
        for (nint l = 0; l < lines; l++)
            ExpandLine(axis, source + l * axis.Count, axis.Count, buffer + l * axis.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ExpandLine(SlidingAxis axis, T* source, nint count, T* buffer)
    {
        nint j = 0;
        if (axis is { Stride: 2, Kernel: 2 } && StridedLanes.IsSupported<T>())
            for (; j <= count - Count; j += Count)
                StridedLanes.StoreTwice(Vector256.Load(source + j), buffer + 2 * j);
        for (; j < count; j++)
            for (nint k = 0; k < axis.Kernel; k++)
                buffer[j * axis.Stride + k * axis.Dilation] = source[j];
    }

    /// <summary>counts[l, i] = how many of the window's lines have values[l, i] as element i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CountEqual(in WindowPlane plane, T* x, nint first, nint lines, T* values, T* counts)
    {
        nint size = plane.Axis2.Size, taps = plane.LineTaps;
        Vector256<T> one = Vector256.Create(T.One);
        LineCursor line = plane.LinesFrom(first);
        for (nint l = 0; l < lines; l++, line.Next(), values += size, counts += size)
        {
            LineCursor tap = plane.Taps;
            for (nint t = 0; t < taps; t++, tap.Next())
            {
                T* from = x + line.Offset + tap.Offset;
                nint i = 0;
                for (; i <= size - Count; i += Count)
                {
                    Vector256<T> equal = Vector256.Equals(Vector256.Load(from + i), Vector256.Load(values + i)) & one;
                    (t == 0 ? equal : Vector256.Load(counts + i) + equal).Store(counts + i);
                }
                for (; i < size; i++)
                    counts[i] = (t == 0 ? T.Zero : counts[i]) + (from[i] == values[i] ? T.One : T.Zero);
            }
        }
    }

    /// <summary>result = shares where x has the values, 0 elsewhere, in every line of the windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Choose(in WindowPlane plane, T* x, nint first, nint lines, T* values, T* shares, T* result)
    {
        nint size = plane.Axis2.Size, taps = plane.LineTaps;
        LineCursor line = plane.LinesFrom(first);
        for (nint l = 0; l < lines; l++, line.Next(), values += size, shares += size)
        {
            LineCursor tap = plane.Taps;
            for (nint t = 0; t < taps; t++, tap.Next())
            {
                nint at = line.Offset + tap.Offset, i = 0;
                for (; i <= size - Count; i += Count)
                    (Vector256.Equals(Vector256.Load(x + at + i), Vector256.Load(values + i)) & Vector256.Load(shares + i)).Store(result + at + i);
                for (; i < size; i++)
                    result[at + i] = x[at + i] == values[i] ? shares[i] : T.Zero;
            }
        }
    }

    /// <summary>counts[j] += 1 where x[stride * j] == values[j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddEqual(T* x, nint stride, T* values, nint count, T* counts)
    {
        nint j = 0;
        Vector256<T> one = Vector256.Create(T.One);
        if (IsVector(stride))
            for (; j <= count - Count; j += Count)
                (Vector256.Load(counts + j) + (Vector256.Equals(StridedLanes.Load(x + j * stride, stride), Vector256.Load(values + j)) & one)).Store(counts + j);
        for (; j < count; j++)
            counts[j] += x[j * stride] == values[j] ? T.One : T.Zero;
    }

    /// <summary>target[j] = shares[j] where x[stride * j] == values[j], 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Choose(T* x, nint stride, T* values, T* shares, nint count, T* target)
    {
        nint j = 0;
        if (IsVector(stride))
            for (; j <= count - Count; j += Count)
                (Vector256.Equals(StridedLanes.Load(x + j * stride, stride), Vector256.Load(values + j)) & Vector256.Load(shares + j)).Store(target + j);
        for (; j < count; j++)
            target[j] = x[j * stride] == values[j] ? shares[j] : T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsVector(nint stride) => stride == 1 || (stride == 2 && StridedLanes.IsSupported<T>());
}
