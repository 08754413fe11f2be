using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

public static unsafe partial class Cumulative
{
    /// <summary>Elements of work in a part of a parallel loop.</summary>
    private const nint WorkPerPart = 32_768;

    /// <summary>Neighbouring lines that are walked together, so that memory is read in order.</summary>
    private const int BlockWidth = 64;

    /// <summary>The number of lines, or blocks of lines, in a part: by sizes alone.</summary>
    private static nint Grain(nint work) => Math.Max(1, WorkPerPart / Math.Max(work, 1));

    /// <summary>The loops of a scan with a state of its own for each line.</summary>
    private static class Scan<T, TState, TOperation>
        where T : unmanaged
        where TState : unmanaged
        where TOperation : IScanOperation<T, TState>
    {
        private struct Arguments
        {
            public T* X;
            public T* Result;
            public nint Size;
            public nint Inner;
            public nint Blocks;
            public bool Reverse;
        }

        public static void Run(T* x, T* result, nint outer, nint size, nint inner, bool reverse)
        {
            if (outer * size * inner == 0)
                return;
            Arguments arguments = new() { X = x, Result = result, Size = size, Inner = inner, Blocks = (inner + BlockWidth - 1) / BlockWidth, Reverse = reverse };
            if (inner == 1)
                Loop.Run(outer, Grain(size), &Lines, &arguments);
            else
                Loop.Run(outer * arguments.Blocks, Grain(size * Math.Min(inner, BlockWidth)), &BlocksOfLines, &arguments);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Lines(void* state, nint start, nint end)
        {
            Arguments* a = (Arguments*)state;
            for (nint line = start; line < end; line++)
            {
                nint step = a->Reverse ? -1 : 1, first = line * a->Size + (a->Reverse ? a->Size - 1 : 0);
                T* x = a->X + first, result = a->Result + first;
                TState sum = TOperation.Start;
                for (nint i = a->Size; i > 0; i--)
                {
                    sum = TOperation.Step(sum, *x);
                    *result = TOperation.Result(sum);
                    x += step;
                    result += step;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void BlocksOfLines(void* state, nint start, nint end)
        {
            Arguments* a = (Arguments*)state;
            TState* sums = stackalloc TState[BlockWidth];
            for (nint block = start; block < end; block++)
            {
                nint column = block % a->Blocks * BlockWidth, width = Math.Min(BlockWidth, a->Inner - column);
                new Span<TState>(sums, (int)width).Fill(TOperation.Start);
                nint step = a->Reverse ? -a->Inner : a->Inner;
                nint first = (block / a->Blocks * a->Size + (a->Reverse ? a->Size - 1 : 0)) * a->Inner + column;
                T* x = a->X + first, result = a->Result + first;
                for (nint i = a->Size; i > 0; i--)
                {
                    for (nint j = 0; j < width; j++)
                    {
                        sums[j] = TOperation.Step(sums[j], x[j]);
                        result[j] = TOperation.Result(sums[j]);
                    }
                    x += step;
                    result += step;
                }
            }
        }
    }
}
