using TensorAot.Compiler.Ops;

namespace TensorAot.Accuracy;

/// <summary>
/// A scalar function at random arguments from its declared intervals: evenly, over all magnitudes, near whole and half numbers, and where
/// two parameters together make it hard.
/// </summary>
internal sealed class SpecialSampling(string name, ScalarAccuracy accuracy)
{
    private const int Block = 64;

    private static readonly string[] s_hasPoles = ["Gamma", "GammaLn", "Digamma", "PolyGamma"];

    /// <summary>Samples per thousand that are asked for: a reference of some functions takes a millisecond.</summary>
    private int Share => name switch { "GammaInc" or "GammaIncC" or "BetaInc" or "BesselI" or "BesselIe" => 100, "PolyGamma" or "Erfcinv" => 200, "BesselJ" => 20, _ => 1000 };

    public long Count(long samples) => Math.Max(1000, samples * Share / 1000);

    public Worst Run<T>(long samples, int threads)
        where T : unmanaged
    {
        Worst worst = Worst.None;
        object gate = new();
        var function = ScalarFunctions.Of<T>(name, accuracy.Parameters.Count);
        Parallel.For(0, (Count(samples) + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Formulas: new SpecialFormulas(), Errors: new Errors(), Worst: Worst.None),
            (block, _, state) => state with { Worst = Worst.Of(state.Worst, Measure(block, function, state.Formulas, state.Errors)) },
            state =>
            {
                lock (gate) worst = Worst.Of(worst, state.Worst);
                state.Formulas.Dispose();
                state.Errors.Dispose();
            });
        return worst;
    }

    private Worst Measure<T>(long block, Func<T[], T> function, SpecialFormulas formulas, Errors errors)
        where T : unmanaged
    {
        var random = new Random((int)(block * 7919 + 17));
        Worst worst = Worst.None;
        for (int i = 0; i < Block; i++)
        {
            T[] x = [.. Draw(random).Select(v => (T)Convert.ChangeType(v, typeof(T)))];
            double[] at = [.. x.Select(v => Convert.ToDouble(v))];
            // At a pole; corners have tests of their own.
            if (s_hasPoles.Contains(name) && at[^1] <= 0 && Math.Floor(at[^1]) == at[^1]) continue;
            if (at.Zip(accuracy.Parameters).Any(p => p.First < p.Second.Low || p.First > p.Second.High)) continue;
            Mpfr exact = formulas.Of(name, at);
            double error = errors.Of(Convert.ToDouble(function(x)), exact, typeof(T) == typeof(float), accuracy.Scale?.Invoke(at, exact.ToDouble()) ?? 0);
            if (!(error <= worst.Error)) worst = new(error, at);
        }

        return worst;
    }

    private double[] Draw(Random random)
    {
        double[] x = [.. accuracy.Parameters.Select(p => Draw(random, p))];
        if (random.Next(2) == 0) Harden(random, x);
        for (int i = 0; i < x.Length; i++) x[i] = Math.Clamp(x[i], accuracy.Parameters[i].Low, accuracy.Parameters[i].High);
        return x;
    }

    /// <summary>Moves the last parameter to where the function turns, or crosses zero.</summary>
    private void Harden(Random random, double[] x)
    {
        double spread = 2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * (random.Next(2) == 0 ? 1 : 8);
        switch (name)
        {
            case "GammaInc" or "GammaIncC":
                x[1] = x[0] + spread * Math.Sqrt(x[0]);
                break;
            case "BetaInc":
                double mean = x[0] / (x[0] + x[1]);
                x[2] = mean + spread * Math.Sqrt(mean * (1 - mean) / (x[0] + x[1] + 1));
                break;
            case "BesselJ":
                x[1] = (random.Next(1, 200) + Math.Abs(x[0]) / 2 - 0.25) * Math.PI * (1 + Math.ScaleB(spread, random.Next(-50, -4)));
                break;
            case "Erfcinv":
                x[0] = 1 + Math.ScaleB(spread, random.Next(-52, 0));
                break;
            case "Beta" or "BetaLn":
                x[1] = random.Next(2) == 0 ? x[0] * (1 + spread / 10) : 1 + Math.ScaleB(spread, random.Next(-40, 0));
                break;
        }
    }

    private static double Draw(Random random, ScalarParameter p)
    {
        double even = p.Low + random.NextDouble() * (p.High - p.Low);
        if (p.IsInteger) return random.Next(4) == 0 ? Math.Round(even) : Math.Clamp(Math.Round(Magnitude(random, p, 0.3)), p.Low, p.High);
        return random.Next(4) switch
        {
            0 => even,
            1 => Math.Round(Magnitude(random, p, 0.5) * 2) / 2 * (1 + (random.Next(2) * 2 - 1) * Math.ScaleB(random.NextDouble(), random.Next(-52, -1))),
            2 => Magnitude(random, p, 1e-4),
            _ => Magnitude(random, p, double.Epsilon),
        };
    }

    /// <summary>A value of a random magnitude of at least some size, where the interval has any.</summary>
    private static double Magnitude(Random random, ScalarParameter p, double least)
    {
        bool isNegative = p.Low < 0 && (p.High <= 0 || random.Next(2) == 0);
        (double low, double high) = isNegative ? (Math.Max(0, -p.High), -p.Low) : (Math.Max(0, p.Low), p.High);
        (double from, double to) = (Math.Log2(Math.Max(low, least)), Math.Log2(high));
        double value = Math.Clamp(Math.Pow(2, from + random.NextDouble() * (to - from)), low, high);
        return isNegative ? -value : value;
    }
}
