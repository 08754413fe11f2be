using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>
/// Hands the gradient of each window to its elements, or to the largest of them. Windows that share no element are worked on by whole
/// lines; others one after the other.
/// </summary>
internal static unsafe class PoolBackward<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly WorkspacePool s_scratch = new();

    private struct Plan
    {
        public WindowPlane Plane;
        public T* Gradient;
        public T* X;
        public T* Y;
        public T* Result;
        public nint Block, Blocks;
    }

    /// <summary>With <paramref name="x"/> and <paramref name="y"/> to the elements of x that are y; without to all.</summary>
    public static void Run(WindowPlane plane, T* gradient, T* x, T* y, T* result, nint rows)
    {
        if (!plane.IsDisjoint || !plane.CoversLines)
            NativeMemory.Clear(result, (nuint)(rows * plane.Size * sizeof(T)));
        if (plane.Windows * rows == 0)
            return;
        if (plane.IsDisjoint)
            plane = plane.Merged(ref rows);
        Plan plan = new() { Plane = plane, Gradient = gradient, X = x, Y = y, Result = result };
        plan.Block = plane.IsDisjoint ? PoolCost.LinesOf(plane) : plane.Lines;
        plan.Blocks = (plane.Lines + plan.Block - 1) / plan.Block;
        ParallelFor.Run(rows * plan.Blocks, PoolCost.Grain(plane, plan.Block), plane.IsDisjoint ? &Lines : &Planes, &plan);
    }

    private static void Planes(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        WindowPlane plane = plan->Plane;
        using Workspace scratch = s_scratch.Rent(2 * plane.Axis2.Count * sizeof(T));
        T* memory = (T*)scratch.Pointer;
        for (nint row = start; row < end; row++)
        {
            T* gradient = plan->Gradient + row * plane.Windows, result = plan->Result + row * plane.Size;
            if (plan->X is null)
                SpreadAll(plane, gradient, result);
            else
                SpreadLargest(plane, gradient, plan->X + row * plane.Size, plan->Y + row * plane.Windows, result, memory, memory + plane.Axis2.Count);
        }
    }

    private static void Lines(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        WindowPlane plane = plan->Plane;
        nint length = plan->Block * plane.Axis2.Size;
        using Workspace scratch = s_scratch.Rent(4 * length * sizeof(T));
        T* memory = (T*)scratch.Pointer;
        // Between windows there is nothing: no element equals NaN, and nothing is added.
        for (nint i = 0; i < length; i++)
            (memory[i], memory[length + i]) = (T.NaN, T.Zero);
        for (nint item = start; item < end; item++)
        {
            nint row = item / plan->Blocks, line = item % plan->Blocks * plan->Block, lines = Math.Min(plan->Block, plane.Lines - line);
            if (plan->X is null)
                CopyLines(plan, row, line, lines, memory + length);
            else
                ChooseLines(plan, row, line, lines, memory, length);
        }
    }

    private static void ChooseLines(Plan* plan, nint row, nint line, nint lines, T* memory, nint length)
    {
        WindowPlane plane = plan->Plane;
        T* values = memory, shares = values + length, counts = shares + length, folded = counts + length;
        T* x = plan->X + row * plane.Size;
        nint window = row * plane.Windows + line * plane.Axis2.Count;
        WindowLines<T>.Expand(plane, plan->Y + window, lines, values);
        WindowLines<T>.CountEqual(plane, x, line, lines, values, counts);
        WindowLines<T>.FoldWithin<SumOf<T>>(plane, counts, lines, folded);
        Divide(plan->Gradient + window, folded, lines * plane.Axis2.Count);
        WindowLines<T>.Expand(plane, folded, lines, shares);
        WindowLines<T>.Choose(plane, x, line, lines, values, shares, plan->Result + row * plane.Size);
    }

    /// <summary>counts = gradient / counts.</summary>
    private static void Divide(T* gradient, T* counts, nint count)
    {
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(gradient + i) / Vector.Load(counts + i)).Store(counts + i);
        for (; i < count; i++)
            counts[i] = gradient[i] / counts[i];
    }

    private static void CopyLines(Plan* plan, nint row, nint line, nint lines, T* shares)
    {
        WindowPlane plane = plan->Plane;
        nint size = plane.Axis2.Size;
        T* result = plan->Result + row * plane.Size;
        WindowLines<T>.Expand(plane, plan->Gradient + row * plane.Windows + line * plane.Axis2.Count, lines, shares);
        LineCursor cursor = plane.LinesFrom(line);
        for (nint l = 0; l < lines; l++, cursor.Next())
        {
            LineCursor tap = plane.Taps;
            for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
                NativeMemory.Copy(shares + l * size, result + cursor.Offset + tap.Offset, (nuint)(size * sizeof(T)));
        }
    }

    private static void SpreadAll(in WindowPlane plane, T* gradient, T* result)
    {
        SlidingAxis axis = plane.Axis2;
        LineCursor tap = plane.Taps;
        for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
        {
            T* to = result + tap.Offset;
            for (nint k = 0; k < axis.Kernel; k++)
            {
                LineCursor line = plane.LinesFrom(0);
                for (nint l = 0; l < plane.Lines; l++, line.Next())
                    StridedLanes.Add(gradient + l * axis.Count, axis.Count, to + line.Offset + k * axis.Dilation, axis.Stride);
            }
        }
    }

    /// <summary>One line of windows after the other, one position of the window at a time.</summary>
    private static void SpreadLargest(in WindowPlane plane, T* gradient, T* x, T* y, T* result, T* shares, T* parts)
    {
        SlidingAxis axis = plane.Axis2;
        LineCursor line = plane.LinesFrom(0);
        for (nint l = 0; l < plane.Lines; l++, line.Next(), gradient += axis.Count, y += axis.Count)
        {
            NativeMemory.Clear(shares, (nuint)(axis.Count * sizeof(T)));
            LineCursor tap = plane.Taps;
            for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
                for (nint k = 0; k < axis.Kernel; k++)
                    WindowLines<T>.AddEqual(x + line.Offset + tap.Offset + k * axis.Dilation, axis.Stride, y, axis.Count, shares);
            Divide(gradient, shares, axis.Count);
            tap = plane.Taps;
            for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
            {
                for (nint k = 0; k < axis.Kernel; k++)
                {
                    nint at = line.Offset + tap.Offset + k * axis.Dilation;
                    WindowLines<T>.Choose(x + at, axis.Stride, y, shares, axis.Count, parts);
                    StridedLanes.Add(parts, axis.Count, result + at, axis.Stride);
                }
            }
        }
    }
}
