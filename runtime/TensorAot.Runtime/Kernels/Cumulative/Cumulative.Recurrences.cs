using System.Numerics;

namespace TensorAot.Runtime;

// What the gradients of scans need. Lines are walked one by one.
public static unsafe partial class Cumulative
{
    private struct LineArguments<T>
        where T : unmanaged
    {
        public T* X;
        public T* Y;
        public T* Result;
        public nint Size;
        public nint Inner;
        public bool Reverse;
    }

    /// <summary>s[i] = g[i] + a[i] s[i - 1]; in reverse s[i] = g[i] + a[i + 1] s[i + 1].</summary>
    public static void Recurrence<T>(T* g, T* a, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, IFloatingPoint<T> => RunLines(g, a, result, outer, size, inner, reverse, &RecurrenceLines<T>);

    /// <summary>For runs of equal neighbours of <paramref name="y"/> the sum of <paramref name="g"/> at the first place, 0 elsewhere.</summary>
    public static void RunSum<T>(T* g, T* y, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, IFloatingPoint<T> => RunLines(g, y, result, outer, size, inner, reverse, &RunSumLines<T>);

    /// <summary>For runs of equal neighbours of <paramref name="y"/> the first <paramref name="g"/> at every place.</summary>
    public static void RunFill<T>(T* g, T* y, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, IFloatingPoint<T> => RunLines(g, y, result, outer, size, inner, reverse, &RunFillLines<T>);

    private static void RunLines<T>(T* x, T* y, T* result, nint outer, nint size, nint inner, nint reverse, delegate*<void*, nint, nint, void> body)
        where T : unmanaged
    {
        LineArguments<T> arguments = new() { X = x, Y = y, Result = result, Size = size, Inner = inner, Reverse = reverse != 0 };
        if (outer * size * inner > 0)
            Loop.Run(outer * inner, Grain(size), body, &arguments);
    }

    /// <summary>The first element of a line.</summary>
    private static nint First<T>(LineArguments<T>* a, nint line)
        where T : unmanaged => line / a->Inner * a->Size * a->Inner + line % a->Inner;

    private static void RecurrenceLines<T>(void* state, nint start, nint end)
        where T : unmanaged, IFloatingPoint<T>
    {
        LineArguments<T>* a = (LineArguments<T>*)state;
        for (nint line = start; line < end; line++)
        {
            nint step = a->Reverse ? -a->Inner : a->Inner, at = First(a, line) + (a->Reverse ? (a->Size - 1) * a->Inner : 0);
            // In reverse the factor stands one place behind.
            nint factor = a->Reverse ? a->Inner : 0;
            double sum = double.CreateTruncating(a->X[at]);
            a->Result[at] = T.CreateTruncating(sum);
            for (nint i = 1; i < a->Size; i++)
            {
                at += step;
                sum = double.CreateTruncating(a->X[at]) + double.CreateTruncating(a->Y[at + factor]) * sum;
                a->Result[at] = T.CreateTruncating(sum);
            }
        }
    }

    private static void RunSumLines<T>(void* state, nint start, nint end)
        where T : unmanaged, IFloatingPoint<T>
    {
        LineArguments<T>* a = (LineArguments<T>*)state;
        for (nint line = start; line < end; line++)
        {
            nint first = First(a, line), run = first;
            double sum = 0;
            for (nint i = 0, at = first; i < a->Size; i++, at += a->Inner)
            {
                if (i > 0 && !a->Y[at].Equals(a->Y[at - a->Inner]))
                {
                    a->Result[run] = T.CreateTruncating(sum);
                    (run, sum) = (at, 0);
                }
                a->Result[at] = T.Zero;
                sum += double.CreateTruncating(a->X[at]);
            }
            a->Result[run] = T.CreateTruncating(sum);
        }
    }

    private static void RunFillLines<T>(void* state, nint start, nint end)
        where T : unmanaged, IFloatingPoint<T>
    {
        LineArguments<T>* a = (LineArguments<T>*)state;
        for (nint line = start; line < end; line++)
        {
            T value = T.Zero;
            for (nint i = 0, at = First(a, line); i < a->Size; i++, at += a->Inner)
            {
                if (i == 0 || !a->Y[at].Equals(a->Y[at - a->Inner]))
                    value = a->X[at];
                a->Result[at] = value;
            }
        }
    }
}
