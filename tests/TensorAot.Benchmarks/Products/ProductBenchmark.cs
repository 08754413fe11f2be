using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks.Products;

/// <summary>GFLOP/s of matrix products beside OpenBLAS: squares, and the shapes of a small network's training step.</summary>
internal static unsafe class ProductBenchmark
{
    private static readonly ProductShape[] s_shapes =
    [
        new(16, 16, 16), new(64, 64, 64), new(253, 253, 253), new(256, 256, 256), new(1024, 1024, 1024),
        new(128, 512, 784), new(784, 512, 128, TransposeA: true), new(128, 784, 512, TransposeB: true),
        new(128, 10, 256), new(256, 10, 128, TransposeA: true), new(128, 256, 10, TransposeB: true),
        new(400, 1, 784), new(784, 1, 400, TransposeA: true), new(1, 784, 400), new(1000, 1000, 1), new(4, 512, 784),
    ];

    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine(
            $"vectors: {(Vector512.IsHardwareAccelerated ? 512 : 256)} bits, OpenBLAS: {OpenBlas.Core}, GFLOP/s");
        Console.WriteLine($"{"product",-32}{"threads",8}{"TensorAot",12}{"OpenBLAS",12}{"ratio",8}");
        int original = ParallelFor.MaxThreads;
        foreach (int threads in options.Threads)
        {
            ParallelFor.MaxThreads = threads;
            if (OpenBlas.IsFound)
                OpenBlas.SetThreads(threads);
            foreach (ProductShape shape in s_shapes)
            {
                Measure<float>(options, shape, threads, &Own, OpenBlas.IsFound ? &OpenBlas.Multiply : null);
                Measure<double>(options, shape, threads, &Own, OpenBlas.IsFound ? &OpenBlas.Multiply : null);
            }
        }
        ParallelFor.MaxThreads = original;
    }

    private static void Measure<T>(
        BenchmarkOptions options, ProductShape shape, int threads, delegate*<ProductShape, T*, T*, T*, void> own,
        delegate*<ProductShape, T*, T*, T*, void> peer)
        where T : unmanaged
    {
        string row = $"{(typeof(T) == typeof(float) ? "float" : "double")} {shape}";
        if (!options.Wants(row))
            return;
        nint a = Random<T>(shape.M * shape.K), b = Random<T>(shape.K * shape.N), c = Random<T>(shape.M * shape.N);
        double ours = shape.Flops / 1e9 / Timing.Best(() => own(shape, (T*)a, (T*)b, (T*)c));
        double theirs = peer == null ? double.NaN : shape.Flops / 1e9 / Timing.Best(() => peer(shape, (T*)a, (T*)b, (T*)c));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{row,-32}{threads,8}{ours,12:F1}{theirs,12:F1}{ours / theirs,8:F2}"));
        foreach (nint memory in (nint[])[a, b, c])
            NativeMemory.AlignedFree((void*)memory);
    }

    private static nint Random<T>(int count)
        where T : unmanaged
    {
        T* data = (T*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(T)), 64);
        Random random = new(count);
        for (int i = 0; i < count; i++)
        {
            if (typeof(T) == typeof(float))
                ((float*)data)[i] = random.NextSingle() - 0.5f;
            else
                ((double*)data)[i] = random.NextDouble() - 0.5;
        }
        return (nint)data;
    }

    private static void Own(ProductShape s, float* a, float* b, float* c) => Gemm.Multiply(
        s.M, s.N, s.K, a, s.TransposeA ? 1 : s.K, s.TransposeA ? s.M : 1, b, s.TransposeB ? 1 : s.N,
        s.TransposeB ? s.K : 1, c, s.N);

    private static void Own(ProductShape s, double* a, double* b, double* c) => Gemm.Multiply(
        s.M, s.N, s.K, a, s.TransposeA ? 1 : s.K, s.TransposeA ? s.M : 1, b, s.TransposeB ? 1 : s.N,
        s.TransposeB ? s.K : 1, c, s.N);
}
