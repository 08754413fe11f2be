namespace TensorAot.Examples;

/// <summary>Options, one in each place of the arrays.</summary>
internal sealed record Book(double[] Spot, double[] Strike, double[] Rate, double[] Volatility, double[] Years, double[] Sign)
{
    public static string[] Names { get; } = ["value", "delta", "gamma", "vega", "theta", "rho", "vanna", "vomma"];

    public int Count => Spot.Length;

    /// <summary>Options of every kind, the same ones each time.</summary>
    public static Book Random(int count)
    {
        var random = new Random(0);
        double[] Draw(double low, double high) => [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * random.NextDouble())];
        return new(Draw(60, 140), Draw(80, 120), Draw(-0.01, 0.08), Draw(0.1, 0.6), Draw(0.1, 3), [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 1.0 : -1)]);
    }

    /// <summary>Calls at 100 that differ by the price of the share.</summary>
    public static Book Calls(double[] spot, double years)
    {
        double[] All(double value) => [.. spot.Select(_ => value)];
        return new(spot, All(100), All(0.03), All(0.25), All(years), All(1));
    }

    /// <summary>Values and Greeks, in the order of <see cref="Names"/>.</summary>
    public double[][] Greeks()
    {
        var (value, delta, gamma, vega, theta, rho, vanna, vomma) = Options.Greeks(Spot, Strike, Rate, Volatility, Years, Sign);
        return [value, delta, gamma, vega, theta, rho, vanna, vomma];
    }
}
