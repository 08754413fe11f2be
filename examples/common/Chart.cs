using System.Globalization;

namespace TensorAot.Examples;

/// <summary>Lines and points over two axes.</summary>
/// <param name="title">What it shows.</param>
/// <param name="xLabel">What the horizontal axis is.</param>
/// <param name="yLabel">What the vertical axis is.</param>
internal sealed class Chart(string title, string xLabel, string yLabel) : Panel(title)
{
    private const double Left = 56;
    private const double Below = 42;
    private const double LegendHeight = 20;
    private const double BandOpacity = 0.18;

    // How far a letter of the legend goes, about: nobody measures text here.
    private const double LetterWidth = 5.9;

    private readonly List<Series> _series = [];

    private enum Style
    {
        Line,
        Dashed,
        Points,
        Band,
    }

    /// <summary>The ends of the vertical axis; those of the data when null.</summary>
    public (double Low, double High)? YRange { get; init; }

    /// <summary>The ends of the horizontal axis; those of the data when null.</summary>
    public (double Low, double High)? XRange { get; init; }

    /// <summary>Whether the series are named above the chart, those that have a name.</summary>
    public bool HasLegend { get; init; } = true;

    /// <summary>The radius of points.</summary>
    public double Radius { get; init; } = 3;

    public Chart Line(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) => Add(name, x, y, Style.Line);

    public Chart Dashed(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) => Add(name, x, y, Style.Dashed);

    public Chart Points(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) => Add(name, x, y, Style.Points);

    /// <summary>The area between two lines.</summary>
    public Chart Band(string name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high) =>
        Add(name, [.. x, .. x.Reverse()], [.. low, .. high.Reverse()], Style.Band);

    public override void Draw(Svg svg, Area area)
    {
        double above = HasLegend ? LegendHeight : 4;
        var plot = new Area(area.X + Left, area.Y + above, area.Width - Left - 8, area.Height - above - Below);
        var (xTicks, xLow, xHigh) = Axis(_series.SelectMany(s => s.X), XRange, padded: false);
        var (yTicks, yLow, yHigh) = Axis(_series.SelectMany(s => s.Y), YRange, padded: true);
        double X(double x) => plot.X + (x - xLow) / (xHigh - xLow) * plot.Width;
        double Y(double y) => plot.Bottom - (Math.Clamp(y, yLow, yHigh) - yLow) / (yHigh - yLow) * plot.Height;

        foreach (double tick in yTicks)
        {
            svg.Line(plot.X, Y(tick), plot.Right, Y(tick), Svg.Faint);
            svg.Text(plot.X - 6, Y(tick) + 4, Number(tick), 11, "end", Svg.Grey);
        }

        foreach (double tick in xTicks)
        {
            svg.Line(X(tick), plot.Bottom, X(tick), plot.Bottom + 4, Svg.Grey);
            svg.Text(X(tick), plot.Bottom + 17, Number(tick), 11, "middle", Svg.Grey);
        }

        svg.Line(plot.X, plot.Bottom, plot.Right, plot.Bottom, Svg.Grey);
        svg.Text(plot.X + plot.Width / 2, plot.Bottom + 34, xLabel, 12, "middle", Svg.Grey);
        svg.Text(area.X + 12, plot.Y + plot.Height / 2, yLabel, 12, "middle", Svg.Grey, turn: -90);
        foreach (var series in _series)
            Draw(svg, series, X, Y);
        if (HasLegend)
            DrawLegend(svg, area.X + 24, area.Y + 6);
    }

    private static void Draw(Svg svg, Series series, Func<double, double> x, Func<double, double> y)
    {
        var points = series.X.Zip(series.Y, (a, b) => (X: x(a), Y: y(b)));
        switch (series.Style)
        {
            case Style.Points:
                foreach (var point in points)
                    svg.Circle(point.X, point.Y, series.Radius, series.Colour, 0.75);
                break;
            case Style.Band:
                svg.Polygon(points, series.Colour, BandOpacity);
                break;
            default:
                svg.Polyline(points, series.Colour, 2, series.Style == Style.Dashed ? "5 4" : null);
                break;
        }
    }

    private void DrawLegend(Svg svg, double x, double y)
    {
        foreach (var series in _series.Where(series => series.Name.Length > 0))
        {
            double sign = series.Style == Style.Points ? 13 : 23;
            if (series.Style == Style.Points)
                svg.Circle(x + 5, y, 4, series.Colour);
            else if (series.Style == Style.Band)
                svg.Rectangle(new(x, y - 5, 18, 10), series.Colour, BandOpacity);
            else
                svg.Line(x, y, x + 18, y, series.Colour, 2.5, series.Style == Style.Dashed ? "5 3" : null);
            svg.Text(x + sign, y + 4, series.Name, 11.5, colour: Svg.Grey);
            x += sign + LetterWidth * series.Name.Length + 12;
        }
    }

    private Chart Add(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, Style style)
    {
        // What has no name belongs to the series before it.
        string colour = name.Length == 0 && _series.Count > 0 ? _series[^1].Colour : Svg.Colours[_series.Count(series => series.Name.Length > 0) % Svg.Colours.Count];
        _series.Add(new(name, x, y, style, colour, Radius));
        return this;
    }

    // Ticks at multiples of 1, 2 or 5 times a power of ten, about five of them.
    private static (double[] Ticks, double Low, double High) Axis(IEnumerable<double> values, (double Low, double High)? range, bool padded)
    {
        double low = range?.Low ?? values.Min(), high = range?.High ?? values.Max();
        if (high <= low)
            (low, high) = (low - 0.5, low + 0.5);
        double rough = (high - low) / 5, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        if (padded && range is null)
            (low, high) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        int first = (int)Math.Ceiling(low / step - 1e-9), last = (int)Math.Floor(high / step + 1e-9);
        return ([.. Enumerable.Range(first, last - first + 1).Select(i => i * step)], low, high);
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1000).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, Style Style, string Colour, double Radius);
}
