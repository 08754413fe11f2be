using System.Globalization;
using System.Runtime.InteropServices;
using TensorAot.Cuda;
using TensorAot.Cuda.Emulation;
using TensorAot.Examples;

namespace TensorAot.GpuRunner.Bench;

/// <summary>The benchmarks: what memory limits, what arithmetic limits, and what launches limit.</summary>
internal static class Benchmarks
{
    private const int Batch = 128, Steps = 100;

    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(1);

    /// <summary>Runs all of them.</summary>
    /// <param name="isSmall">Sizes that an emulator can do; they say nothing of speed.</param>
    public static IReadOnlyList<Measurement> Run(bool isSmall)
    {
        (ICountingDriver driver, CountingCompiler compiler) = TestDevice.Open();
        using var device = new Device(driver, compiler, TestDevice.IsGpu ? new DirectBlas() : null);
        int length = isSmall ? 1 << 14 : 1 << 27, rows = isSmall ? 32 : 1 << 16, columns = isSmall ? 64 : 1024, size = isSmall ? 64 : 4096;
        var all = new List<Measurement>();
        if (Copy(driver, device, isSmall ? 1 << 16 : 1 << 29) is { } copy)
            all.Add(copy);
        var vectors = new Vectors(Data.Floats(length), length);
        all.Add(Measure(device, "elementwise", Count(length), 3.0 * sizeof(float) * length, 0, () => vectors.Elementwise(0.5f)));
        all.Add(Measure(device, "sum of squares", Count(length), 1.0 * sizeof(float) * length, 0, () => vectors.SumOfSquares(1)));
        var matrix = new Rows(Data.Floats(rows * columns), rows, columns);
        all.Add(Measure(device, "softmax", $"{Count(rows)} x {Count(columns)}", 2.0 * sizeof(float) * rows * columns, 0, () => matrix.Softmax(1)));
        var products = new Products(Data.Floats(size * size), Data.Floats(size * size), size);
        all.Add(Measure(device, "product", $"{size} x {size} x {size}", 0, 2.0 * size * size * size, () => products.Multiply(1)));
        if (device.MissingBlas is { } missing)
            Console.WriteLine($"  by a kernel of ours: {missing}");
        var network = new TwoLayerNetwork();
        var images = new float[Batch, 64];
        Data.Floats(images.Length).CopyTo(MemoryMarshal.CreateSpan(ref images[0, 0], images.Length));
        int[] labels = [.. Enumerable.Range(0, Batch).Select(i => i % 10)];
        all.Add(Measure(device, "training step", $"{Batch} x 64-64-10", 0, 0, () => network.Train(images, labels, 0.1f)));
        float[] flat = MemoryMarshal.CreateReadOnlySpan(ref images[0, 0], images.Length).ToArray();
        all.Add(Measure(device, $"{Steps} such steps, given ahead", $"{Batch} x 64-64-10", 0, 0, () => Ahead(network, flat, labels)));
        return all;
    }

    /// <summary>Steps of training that wait for nothing but the last.</summary>
    private static void Ahead(TwoLayerNetwork network, float[] images, int[] labels)
    {
        var steps = new Task<float>[Steps];
        for (int i = 0; i < steps.Length; i++)
            steps[i] = network.TrainAsync(images, labels, 0.1f);
        Task.WaitAll(steps);
    }

    private static Measurement Measure(Device device, string name, string size, double bytes, double flops, Action call)
    {
        Console.WriteLine($"Measuring {name} ...");
        Device.Default = device;
        double onDevice = Timing.Median(call, s_budget);
        Device.Default = null;
        return new Measurement(name, size, bytes, flops, onDevice, Timing.Median(call, s_budget));
    }

    /// <summary>A copy within the device, which moves memory as fast as anything does; null on the emulator.</summary>
    private static Measurement? Copy(ICudaDriver driver, Device device, int bytes)
    {
        if (!TestDevice.IsGpu)
            return null;
        Console.WriteLine("Measuring a copy within the device ...");
        driver.MakeCurrent();
        nint from = driver.Allocate(bytes), to = driver.Allocate(bytes);
        driver.Fill(from, 1, bytes, device.Stream);
        double seconds = Timing.Median(
            () =>
            {
                driver.CopyOnDevice(to, from, bytes, device.Stream);
                driver.Synchronize(device.Stream);
            },
            s_budget);
        driver.Free(from);
        driver.Free(to);
        return new Measurement(Report.CopyName, Count(bytes) + " bytes", 2.0 * bytes, 0, seconds, double.NaN);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
