using System.Globalization;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.Benchmarks.Pages;

/// <summary>A bar for each workload: how many times as fast as the best peer, with the target as a mark.</summary>
internal static class PeerChart
{
    private const double Left = 200, Width = 800, Top = 56, BarHeight = 9, RowHeight = 26, Bottom = 30, Right = 60, RoomForNumber = 30;

    public static Svg Of(IReadOnlyList<Measurement> measurements)
    {
        IGrouping<string, Measurement>[] rows = [.. measurements.Where(m => m.BestPeer is not null).GroupBy(m => m.Workload.Row)];
        double bottom = Top + rows.Length * RowHeight;
        Svg picture = new(Width, bottom + Bottom);
        double most = rows.SelectMany(row => row).Select(m => m.Ratio).Append(5).Max();
        double least = rows.SelectMany(row => row).Select(m => 0.9 * m.Ratio).Append(0.5).Min();
        LogAxis axis = new(least, most, Left, Width - Right);
        Frame(picture, axis, bottom);
        Legend(picture, [.. measurements.Select(m => m.Threads).Distinct()]);
        for (int i = 0; i < rows.Length; i++)
        {
            double y = Top + i * RowHeight;
            picture.Text(Left - 8, y + RowHeight / 2 + 2, rows[i].Key, "end");
            foreach ((Measurement row, int bar) in rows[i].Select((row, bar) => (row, bar)))
                Bar(picture, axis, row, y + 2 + bar * (BarHeight + 2), Colour(bar));
        }
        return picture;
    }

    private static string Colour(int bar) => bar == 0 ? Svg.Blue : Svg.LightBlue;

    private static void Frame(Svg picture, LogAxis axis, double bottom)
    {
        picture.Text(Left, 20, "How many times as fast as the best peer (more is better)", size: 15);
        foreach (double tick in axis.Ticks())
        {
            picture.Line(axis.At(tick), Top - 4, axis.At(tick), bottom, tick == 1 ? Svg.Dark : Svg.Grey);
            picture.Text(axis.At(tick), bottom + 16, tick.ToString("0.##", CultureInfo.InvariantCulture), "middle");
        }
    }

    private static void Legend(Svg picture, int[] threads)
    {
        double x = Left;
        for (int i = 0; i < threads.Length; i++, x += 100)
        {
            picture.Box(x, 32, 14, BarHeight, Colour(i));
            picture.Text(x + 20, 41, threads[i] == 1 ? "1 thread" : $"{threads[i]} threads");
        }
        picture.Line(x + 4, 30, x + 4, 43, Svg.Red, 2);
        picture.Text(x + 12, 41, "target");
    }

    private static void Bar(Svg picture, LogAxis axis, Measurement row, double y, string colour)
    {
        double one = axis.At(1), end = axis.At(row.Ratio);
        picture.Box(Math.Min(one, end), y, Math.Abs(end - one), BarHeight, colour);
        // A target over somebody else is shown where it would be over the best.
        double[] marks = [.. row.Verdicts.Select(verdict => row.Ratio * verdict.Wanted / verdict.Reached).Where(axis.Holds).Select(axis.At)];
        foreach (double mark in marks)
            picture.Line(mark, y - 1, mark, y + BarHeight + 1, Svg.Red, 2);
        double right = marks.Where(mark => Math.Abs(mark - end) < RoomForNumber).Append(Math.Max(one, end)).Max();
        picture.Text(right + 5, y + BarHeight - 1, row.Ratio.ToString("F2", CultureInfo.InvariantCulture), size: 9);
    }
}
