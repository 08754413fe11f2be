namespace TensorAot.Benchmarks.Growth;

/// <summary>What one size took on a number of threads.</summary>
/// <param name="Series">What was done.</param>
/// <param name="Size">Its size.</param>
/// <param name="Threads">On how many threads.</param>
internal sealed record GrowthPoint(GrowthSeries Series, int Size, int Threads)
{
    /// <summary>The least seconds of a call.</summary>
    public double Seconds { get; set; } = double.MaxValue;

    public double NanosecondsPerUnit => Seconds * 1e9 / Series.Units(Size);
}
