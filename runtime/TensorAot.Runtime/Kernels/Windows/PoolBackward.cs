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
        for (nint row = start; row < end; row++)
        {
            T* gradient = plan->Gradient + row * plane.Windows, result = plan->Result + row * plane.Size;
            if (plan->X is null)
                SpreadAll(plane, gradient, result);
            else
                SpreadLargest(plane, gradient, plan->X + row * plane.Size, plan->Y + row * plane.Windows, result);
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
        new Span<T>(memory, checked((int)length)).Fill(T.NaN);
        new Span<T>(memory + length, checked((int)length)).Clear();
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
        int size = (int)plane.Axis2.Size;
        T* result = plan->Result + row * plane.Size;
        WindowLines<T>.Expand(plane, plan->Gradient + row * plane.Windows + line * plane.Axis2.Count, lines, shares);
        LineCursor cursor = plane.LinesFrom(line);
        for (nint l = 0; l < lines; l++, cursor.Next())
        {
            LineCursor tap = plane.Taps;
            for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
                new Span<T>(shares + l * size, size).CopyTo(new Span<T>(result + cursor.Offset + tap.Offset, size));
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

    private static void SpreadLargest(in WindowPlane plane, T* gradient, T* x, T* y, T* result)
    {
        SlidingAxis axis = plane.Axis2;
        LineCursor line = plane.LinesFrom(0);
        for (nint l = 0; l < plane.Lines; l++, line.Next())
        {
            for (nint j = 0; j < axis.Count; j++, gradient++, y++)
            {
                nint start = line.Offset + j * axis.Stride;
                nint count = CountEqual(plane, x + start, *y);
                if (count > 0)
                    AddToEqual(plane, x + start, *y, *gradient / T.CreateTruncating(count), result + start);
            }
        }
    }

    private static nint CountEqual(in WindowPlane plane, T* x, T value)
    {
        nint count = 0;
        LineCursor tap = plane.Taps;
        for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
        {
            T* from = x + tap.Offset;
            for (nint k = 0; k < plane.Axis2.Kernel; k++)
                count += from[k * plane.Axis2.Dilation] == value ? 1 : 0;
        }
        return count;
    }

    private static void AddToEqual(in WindowPlane plane, T* x, T value, T share, T* result)
    {
        LineCursor tap = plane.Taps;
        for (nint t = 0; t < plane.LineTaps; t++, tap.Next())
        {
            nint at = tap.Offset;
            for (nint k = 0; k < plane.Axis2.Kernel; k++, at += plane.Axis2.Dilation)
                if (x[at] == value)
                    result[at] += share;
        }
    }
}
