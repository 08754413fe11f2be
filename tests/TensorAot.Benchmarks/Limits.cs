using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TensorAot.Benchmarks.Peers;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks;

using System.Numerics;

/// <summary>What the machine can do at best, measured: multiply-adds in registers, and a triad over memory larger than its caches.</summary>
/// <param name="Flops">Operations per second in float; in double it is half.</param>
/// <param name="Bandwidth">Bytes per second that a[i] = b[i] + s * c[i] reads and writes.</param>
internal sealed unsafe record Limits(double Flops, double Bandwidth)
{
    private const int ChainsPerLoop = 12;
    private const int LoopsPerCall = 100_000;
    private const int TriadLength = 16_000_000;
    private const int TriadGrain = 16_384;
    private const int Repeats = 15;

    // A sum of results, so that no loop is without effect.
    private static float s_sink;

    public static Limits Measure(int threads)
    {
        nint bytes = TriadLength * (nint)sizeof(float);
        float* memory = (float*)NativeMemory.AlignedAlloc((nuint)(3 * bytes), 64);
        try
        {
            new Span<float>(memory, TriadLength).Fill(0);
            new Span<float>(memory + TriadLength, TriadLength).Fill(1);
            new Span<float>(memory + 2 * TriadLength, TriadLength).Fill(2);
            int lanes = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count;
            double operations = 2.0 * ChainsPerLoop * LoopsPerCall * lanes * threads;
            return new(
                operations / Least(threads, () => ParallelFor.Run(threads, 1, &MultiplyAdd, null)),
                3.0 * bytes / Least(threads, () => ParallelFor.Run(TriadLength, TriadGrain, &Triad, memory)));
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>The least seconds that anything of this size can take, and which limit that is.</summary>
    public (double Seconds, string Limit) Bound(double flops, double bytes, string elementType)
    {
        double arithmetic = flops / (elementType == "float32" ? Flops : Flops / 2), memory = bytes / Bandwidth;
        return arithmetic > memory ? (arithmetic, "FMA") : (memory, "triad");
    }

    private static double Least(int threads, Action action)
    {
        string clock = Clock.For(threads);
        double least = double.MaxValue;
        for (int i = 0; i < Repeats; i++)
        {
            double start = Clock.Seconds(clock);
            action();
            least = Math.Min(least, Clock.Seconds(clock) - start);
        }
        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Triad(void* memory, nint start, nint end)
    {
        float* a = (float*)memory, b = a + TriadLength, c = b + TriadLength;
        Vector<float> scale = new(0.5f);
        for (nint i = start; i < end; i += Vector<float>.Count)
            (Vector.Load(b + i) + scale * Vector.Load(c + i)).Store(a + i);
    }

    private static void MultiplyAdd(void* state, nint start, nint end)
    {
        for (nint i = start; i < end; i++)
            s_sink += Vector512.IsHardwareAccelerated ? Wide() : Portable();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide()
    {
        Vector512<float> a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512.Create(1f);
        for (int n = 0; n < LoopsPerCall; n++)
        {
            (a, b, c) = (Vector512.FusedMultiplyAdd(a, x, y), Vector512.FusedMultiplyAdd(b, x, y), Vector512.FusedMultiplyAdd(c, x, y));
            (d, e, f) = (Vector512.FusedMultiplyAdd(d, x, y), Vector512.FusedMultiplyAdd(e, x, y), Vector512.FusedMultiplyAdd(f, x, y));
            (g, h, i) = (Vector512.FusedMultiplyAdd(g, x, y), Vector512.FusedMultiplyAdd(h, x, y), Vector512.FusedMultiplyAdd(i, x, y));
            (j, k, l) = (Vector512.FusedMultiplyAdd(j, x, y), Vector512.FusedMultiplyAdd(k, x, y), Vector512.FusedMultiplyAdd(l, x, y));
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Portable()
    {
        Vector<float> a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector<float> x = new(0.5f), y = new(1f);
        for (int n = 0; n < LoopsPerCall; n++)
        {
            (a, b, c) = (Vector.FusedMultiplyAdd(a, x, y), Vector.FusedMultiplyAdd(b, x, y), Vector.FusedMultiplyAdd(c, x, y));
            (d, e, f) = (Vector.FusedMultiplyAdd(d, x, y), Vector.FusedMultiplyAdd(e, x, y), Vector.FusedMultiplyAdd(f, x, y));
            (g, h, i) = (Vector.FusedMultiplyAdd(g, x, y), Vector.FusedMultiplyAdd(h, x, y), Vector.FusedMultiplyAdd(i, x, y));
            (j, k, l) = (Vector.FusedMultiplyAdd(j, x, y), Vector.FusedMultiplyAdd(k, x, y), Vector.FusedMultiplyAdd(l, x, y));
        }
        return Vector.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
