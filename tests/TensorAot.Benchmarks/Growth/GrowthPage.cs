using System.Globalization;
using System.Text;
using TensorAot.Benchmarks.Pages;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.Benchmarks.Growth;

/// <summary>The tables and the charts of time against size.</summary>
internal static class GrowthPage
{
    private const string Chart = "growth.svg";
    private const double PanelWidth = 400, PanelHeight = 260, Margin = 50;

    public static void Record(string page, IReadOnlyList<GrowthPoint> points)
    {
        IGrouping<GrowthSeries, GrowthPoint>[] series = [.. points.GroupBy(point => point.Series)];
        string picture = MeasuredSection.Picture(page, Chart, "Time per unit against size", Draw(series));
        string when = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        MeasuredSection.Replace(page, "growth", $"""
            {when}, `./build.sh bench --suite=growth --record`. {Machine.Description}.

            {picture}

            {string.Join("\n\n", series.Select(Table))}
            """);
    }

    private static string Table(IGrouping<GrowthSeries, GrowthPoint> series)
    {
        HashSet<GrowthPoint> cliffs = GrowthBenchmark.Cliffs(series);
        int[] threads = [.. series.Select(point => point.Threads).Distinct()];
        StringBuilder text = new($"| {series.Key.Name}: {series.Key.Size} |");
        foreach (int count in threads)
            text.Append(CultureInfo.InvariantCulture, $" {count} thread(s) | ns per {series.Key.Unit} |");
        text.Append('\n').Append("|---|").Insert(text.Length, "---|---|", threads.Length).Append('\n');
        foreach (IGrouping<int, GrowthPoint> size in series.GroupBy(point => point.Size))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {size.Key:N0} |");
            foreach (GrowthPoint point in size)
                text.Append(CultureInfo.InvariantCulture, $" {Samples.Format(point.Seconds)} | {point.NanosecondsPerUnit:G3}{(cliffs.Contains(point) ? " **cliff**" : "")} |");
            text.Append('\n');
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>A panel for each series, two in a row.</summary>
    public static Svg Draw(IReadOnlyList<IGrouping<GrowthSeries, GrowthPoint>> series)
    {
        Svg picture = new(2 * PanelWidth, (series.Count + 1) / 2 * PanelHeight);
        for (int i = 0; i < series.Count; i++)
            Panel(picture, series[i].Key, [.. series[i]], i % 2 * PanelWidth, i / 2 * PanelHeight);
        return picture;
    }

    private static void Panel(Svg picture, GrowthSeries series, GrowthPoint[] points, double left, double top)
    {
        double bottom = top + PanelHeight - Margin;
        LogAxis x = new(series.Sizes[0], series.Sizes[^1], left + Margin, left + PanelWidth - 20);
        LogAxis y = new(0.8 * points.Min(p => p.NanosecondsPerUnit), 1.25 * points.Max(p => p.NanosecondsPerUnit), bottom, top + Margin);
        picture.Text(left + Margin, top + 20, series.Name, size: 13);
        picture.Text(left + Margin, top + 38, $"ns per {series.Unit}", size: 11);
        picture.Text(left + PanelWidth - 20, bottom + 32, series.Size, "end", 11);
        foreach (double tick in x.Ticks())
        {
            picture.Line(x.At(tick), top + Margin, x.At(tick), bottom, Svg.Grey);
            picture.Text(x.At(tick), bottom + 16, Short(tick), "middle", 10);
        }
        foreach (double tick in y.Ticks())
        {
            picture.Line(left + Margin, y.At(tick), left + PanelWidth - 20, y.At(tick), Svg.Grey);
            picture.Text(left + Margin - 5, y.At(tick) + 4, Short(tick), "end", 10);
        }
        HashSet<GrowthPoint> cliffs = GrowthBenchmark.Cliffs(points);
        foreach ((IGrouping<int, GrowthPoint> line, int index) in points.GroupBy(point => point.Threads).Select((line, index) => (line, index)))
        {
            string colour = index == 0 ? Svg.Blue : Svg.LightBlue;
            picture.Path(line.Select(point => (x.At(point.Size), y.At(point.NanosecondsPerUnit))), colour);
            foreach (GrowthPoint point in line)
                picture.Dot(x.At(point.Size), y.At(point.NanosecondsPerUnit), cliffs.Contains(point) ? Svg.Red : colour);
            picture.Line(left + 180 + 90 * index, top + 34, left + 200 + 90 * index, top + 34, colour, 2);
            picture.Text(left + 204 + 90 * index, top + 38, line.Key == 1 ? "1 thread" : $"{line.Key} threads", size: 11);
        }
    }

    private static string Short(double value) => value switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.#}M"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.#}k"),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
