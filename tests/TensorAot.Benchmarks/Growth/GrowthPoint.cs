namespace TensorAot.Benchmarks.Growth;

/// <summary>What one size took on a number of threads.</summary>
/// <param name="series">What was done.</param>
/// <param name="size">Its size.</param>
/// <param name="threads">On how many threads.</param>
internal sealed class GrowthPoint(GrowthSeries series, int size, int threads)
{
    public GrowthSeries Series { get; } = series;

    public int Size { get; } = size;

    public int Threads { get; } = threads;

    /// <summary>The least seconds of a call.</summary>
    public double Seconds { get; set; } = double.MaxValue;

    public double NanosecondsPerUnit => Seconds * 1e9 / Series.Units(Size);
}
