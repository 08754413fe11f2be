using System.Numerics;

namespace TensorAot.Verification;

/// <summary>
/// Compares a gradient with differences of its function: sixth-order central differences,
/// (45 (f(+h) - f(-h)) - 9 (f(+2h) - f(-2h)) + (f(+3h) - f(-3h))) / (60 h).
/// </summary>
internal sealed class GradientComparison<T>(Func<object[], T> function, IReadOnlyList<GradientArgument<T>> point, IReadOnlyList<GradientArgument<T>> gradient, GradientCheckOptions options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly (int Steps, double Weight)[] s_stencil = [(1, 45), (2, -9), (3, 1)];

    private static readonly bool s_isDouble = double.CreateChecked(T.Epsilon) < 1e-300;

    private readonly Random _random = new(options.Seed);

    public GradientReport Run()
    {
        var compared = new List<GradientDifference>();
        for (int input = 0; input < point.Count; input++)
            foreach (int place in Places(point[input].Count))
                compared.Add(Element(input, place));
        for (int i = 0; i < options.Directions; i++)
            compared.Add(Direction(i));
        return new GradientReport(compared);
    }

    private IEnumerable<int> Places(int count)
    {
        if (count <= options.Elements)
            return Enumerable.Range(0, count);
        return Enumerable.Range(0, options.Elements).Select(_ => _random.Next(count)).Distinct().Order();
    }

    private GradientDifference Element(int input, int place)
    {
        double step = Step(Math.Abs(point[input][place]));
        double numeric = Slope(step, (k, i) => k == input && i == place ? 1 : 0);
        return Compare(point[input].Name, point[input].IndexOf(place), point[input].Shape, gradient[input][place], numeric);
    }

    private GradientDifference Direction(int number)
    {
        double[][] direction = [.. point.Select(p => Enumerable.Range(0, p.Count).Select(_ => (2 * _random.NextDouble()) - 1).ToArray())];
        double length = Math.Sqrt(direction.Sum(d => d.Sum(v => v * v)));
        if (length == 0)
            return Compare(GradientDifference.AllInputs, $" along direction {number}", "[0]", 0, 0);
        double along = direction.Select((d, k) => d.Select((v, i) => v * gradient[k][i]).Sum()).Sum() / length;
        double numeric = Slope(Step(0), (k, i) => direction[k][i] / length);
        return Compare(GradientDifference.AllInputs, $" along direction {number}", string.Join(", ", point.Select(p => p.Shape)), along, numeric);
    }

    /// <summary>The derivative along a direction.</summary>
    private double Slope(double step, Func<int, int, double> direction)
    {
        double sum = 0;
        foreach ((int steps, double weight) in s_stencil)
            sum += weight * (At(steps * step, direction) - At(-steps * step, direction));
        return sum / (60 * step);
    }

    private double At(double distance, Func<int, int, double> direction) => double.CreateChecked(function(
        [.. point.Select((p, k) => p.With((i, value) => value + T.CreateChecked(distance * direction(k, i))))]));

    /// <summary>A power of 2, so that points are exact where they can be; longer only where the element type could not tell the points apart.</summary>
    private double Step(double size)
    {
        double step = options.Step ?? (s_isDouble ? 1.0 / 1024 : 1.0 / 64), least = size * (s_isDouble ? 1.0 / (1 << 30) : 1.0 / (1 << 12));
        return step >= least ? step : Math.Pow(2, Math.Ceiling(Math.Log2(least)));
    }

    private GradientDifference Compare(string input, string index, string shape, double actual, double numeric)
    {
        var difference = new GradientDifference(input, index, shape, actual, numeric, false);
        bool isWithin = difference.AbsoluteError <= (options.AbsoluteTolerance ?? (s_isDouble ? 1e-8 : 1e-4))
            || difference.RelativeError <= (options.RelativeTolerance ?? (s_isDouble ? 1e-6 : 1e-2));
        return difference with { IsWithin = isWithin };
    }
}
