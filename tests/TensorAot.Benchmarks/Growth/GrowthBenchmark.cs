using System.Globalization;
using TensorAot.Benchmarks.Peers;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks.Growth;

/// <summary>
/// Time against size. A size is a cliff when its time per unit is far above that of the size before it, or its time above that of
/// the size after it; those that a cache explains are named in the text of the page.
/// </summary>
internal static class GrowthBenchmark
{
    /// <summary>How many times the time per unit of the size before is too much.</summary>
    public const double Cliff = 1.5;

    /// <summary>How many times the time of a larger size is too much.</summary>
    private const double Step = 1.1;

    private const double SecondsOfTurn = 0.03;

    public static void Run(BenchmarkOptions options)
    {
        int original = ParallelFor.MaxThreads;
        List<GrowthPoint> points = [];
        foreach (GrowthSeries series in GrowthSubjects.Makers.Select(make => make()).Where(series => options.Wants(series.Name)))
        {
            GrowthPoint[] measured = [.. options.Threads.SelectMany(threads => series.Sizes.Select(size => new GrowthPoint(series, size, threads)))];
            // All sizes in turn, so that a disturbance does not look like a cliff.
            for (int round = 0; round < options.Rounds; round++)
            {
                foreach (GrowthPoint point in measured)
                    Measure(point);
            }
            Print(measured);
            points.AddRange(measured);
        }
        ParallelFor.MaxThreads = original;
        if (options.Page.Length > 0)
            GrowthPage.Record(options.Page, points);
    }

    /// <summary>The points that are cliffs.</summary>
    public static HashSet<GrowthPoint> Cliffs(IEnumerable<GrowthPoint> points)
    {
        HashSet<GrowthPoint> cliffs = [];
        foreach (IGrouping<(GrowthSeries, int), GrowthPoint> line in points.GroupBy(point => (point.Series, point.Threads)))
        {
            foreach ((GrowthPoint smaller, GrowthPoint larger) in line.Zip(line.Skip(1)))
            {
                if (larger.NanosecondsPerUnit > Cliff * smaller.NanosecondsPerUnit)
                    cliffs.Add(larger);
                if (smaller.Seconds > Step * larger.Seconds)
                    cliffs.Add(smaller);
            }
        }
        return cliffs;
    }

    private static void Measure(GrowthPoint point)
    {
        ParallelFor.MaxThreads = point.Threads;
        Action call = point.Series.CallOf(point.Size);
        if (point.Seconds == double.MaxValue)
            Sampler.WarmUp(call, Clock.For(point.Threads));
        List<double> samples = Sampler.Run(call, SecondsOfTurn, Clock.For(point.Threads));
        point.Seconds = Math.Min(point.Seconds, samples.Min());
    }

    private static void Print(GrowthPoint[] points)
    {
        Console.WriteLine(points[0].Series.Name);
        HashSet<GrowthPoint> cliffs = Cliffs(points);
        foreach (GrowthPoint point in points)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {point.Threads} thread(s), {point.Series.Size} {point.Size,-10} {Samples.Format(point.Seconds),12} {point.NanosecondsPerUnit,10:G3} ns per {point.Series.Unit}{(cliffs.Contains(point) ? "   CLIFF" : "")}"));
        }
    }
}
