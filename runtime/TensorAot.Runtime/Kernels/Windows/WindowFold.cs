using System.ComponentModel;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

// Inside the namespace: the language has a Vector<T> of its own.
using System.Numerics;

/// <summary>Windows added back to the places that they were taken from: the gradient of sliding windows (col2im). For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class WindowFold
{
    /// <summary>Additions in one part of the parallel loop: about 20 microseconds.</summary>
    private const long WorkPerPart = 100_000;

    /// <summary>
    /// <c>result[row, s * w + d * k] += windows[row, k, w]</c> from zero, for three axes at once (outermost first); rows run in
    /// parallel, and within a row additions keep the order of the kernel's positions, so results do not depend on threads.
    /// </summary>
    /// <param name="windows">[rows, kernel0, kernel1, kernel2, count0, count1, count2], row-major.</param>
    /// <param name="result">[rows, size0, size1, size2], row-major; overwritten.</param>
    public static void Add<T>(
        T* windows, T* result, nint rows,
        nint size0, nint count0, nint kernel0, nint stride0, nint dilation0,
        nint size1, nint count1, nint kernel1, nint stride1, nint dilation1,
        nint size2, nint count2, nint kernel2, nint stride2, nint dilation2)
        where T : unmanaged, INumber<T>
    {
        var fold = new Fold<T>
        {
            Windows = windows, Result = result,
            Axis0 = new(size0, count0, kernel0, stride0, dilation0),
            Axis1 = new(size1, count1, kernel1, stride1, dilation1),
            Axis2 = new(size2, count2, kernel2, stride2, dilation2),
        };
        long work = Math.Max(1, (long)fold.WindowLength);
        ParallelFor.Run(rows, (nint)Math.Max(1, WorkPerPart / work), &Rows<T>, &fold);
    }

    private static void Rows<T>(void* state, nint start, nint end)
        where T : unmanaged, INumber<T>
    {
        var fold = (Fold<T>*)state;
        for (nint row = start; row < end; row++)
            fold->Row(row);
    }

    private readonly record struct Axis(nint Size, nint Count, nint Kernel, nint Stride, nint Dilation);

    private struct Fold<T>
        where T : unmanaged, INumber<T>
    {
        public T* Windows;
        public T* Result;
        public Axis Axis0;
        public Axis Axis1;
        public Axis Axis2;

        public readonly nint WindowLength => Axis0.Kernel * Axis0.Count * Axis1.Kernel * Axis1.Count * Axis2.Kernel * Axis2.Count;

        public readonly void Row(nint row)
        {
            nint length = Axis0.Size * Axis1.Size * Axis2.Size;
            T* to = Result + (row * length);
            NativeMemory.Clear(to, (nuint)(length * sizeof(T)));
            T* from = Windows + (row * WindowLength);
            for (nint k0 = 0; k0 < Axis0.Kernel; k0++)
                for (nint k1 = 0; k1 < Axis1.Kernel; k1++)
                    for (nint k2 = 0; k2 < Axis2.Kernel; k2++)
                        from = Tap(from, to + (((((k0 * Axis0.Dilation) * Axis1.Size) + (k1 * Axis1.Dilation)) * Axis2.Size) + (k2 * Axis2.Dilation)));
        }

        /// <summary>One position of the kernel in every window.</summary>
        private readonly T* Tap(T* from, T* to)
        {
            for (nint w0 = 0; w0 < Axis0.Count; w0++)
            {
                for (nint w1 = 0; w1 < Axis1.Count; w1++)
                {
                    Line(from, to + ((((w0 * Axis0.Stride) * Axis1.Size) + (w1 * Axis1.Stride)) * Axis2.Size));
                    from += Axis2.Count;
                }
            }
            return from;
        }

        private readonly void Line(T* from, T* to)
        {
            nint i = 0;
            if (Axis2.Stride == 1 && Vector<T>.IsSupported)
                for (; i + Vector<T>.Count <= Axis2.Count; i += Vector<T>.Count)
                    (Vector.Load(to + i) + Vector.Load(from + i)).Store(to + i);
            for (; i < Axis2.Count; i++)
                to[i * Axis2.Stride] += from[i];
        }
    }
}
