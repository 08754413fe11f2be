namespace TensorAot.Examples;

/// <summary>Eight curves over the price of the share, each at four times before the end.</summary>
internal static class GreekFigure
{
    private static readonly (double Years, string Name)[] Times = [(0.1, "5 weeks"), (0.25, "3 months"), (1, "1 year"), (2, "2 years")];

    private static readonly string[] Meanings =
    [
        "value: what the call costs", "delta: value per price of the share", "gamma: delta per price of the share", "vega: value per volatility",
        "theta: value per year that passes", "rho: value per rate of interest", "vanna: delta per volatility", "vomma: vega per volatility",
    ];

    public static string Save(string path)
    {
        double[] spot = [.. Enumerable.Range(0, 181).Select(i => 50 + i * 100.0 / 180)];
        double[][][] curves = [.. Times.Select(time => Book.Calls(spot, time.Years).Greeks())];
        Panel Curve(int greek)
        {
            var chart = new Chart(Meanings[greek], "price of the share", "") { HasLegend = greek % 4 == 0 };
            for (int time = 0; time < Times.Length; time++)
                chart.Line(Times[time].Name, spot, curves[time][greek]);
            return chart;
        }

        return new Figure("Black-Scholes: a call at 100 and its Greeks", "Only the value is written down; the seven others are its derivatives. Volatility 0.25, rate 0.03; one line for each time before the end.", 330, 250)
            .Row(Curve(0), Curve(1), Curve(2), Curve(3))
            .Row(Curve(4), Curve(5), Curve(6), Curve(7))
            .Save(path);
    }
}
