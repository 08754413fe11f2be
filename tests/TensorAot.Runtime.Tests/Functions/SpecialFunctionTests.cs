using System.Globalization;
using System.Reflection;
using F = TensorAot.Runtime.Functions;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>The special functions against values of mpmath (special.py), and at their corners against the documentation.</summary>
public sealed class SpecialFunctionTests
{
    private const double Inf = double.PositiveInfinity;

    /// <summary>
    /// The largest error allowed in double, in units in the last place of the result, or of a scale: functions that cross zero lose what
    /// their neighbours' rounding takes.
    /// </summary>
    private static readonly (string Name, Func<double[], double> Function, double Bound, Func<double[], double>? Scale)[] s_functions =
    [
        ("Erfcx", a => F.Erfcx(a[0]), 3, null),
        ("Erfcinv", a => F.Erfcinv(a[0]), 3, null),
        ("Gamma", a => F.Gamma(a[0]), 12, null),
        ("PolyGamma", a => F.PolyGamma(a[0], a[1]), 16, _ => 1),
        ("Beta", a => F.Beta(a[0], a[1]), 32, null),
        ("BetaLn", a => F.BetaLn(a[0], a[1]), 8, null),
        ("GammaInc", a => F.GammaInc(a[0], a[1]), 24, null),
        ("GammaIncC", a => F.GammaIncC(a[0], a[1]), 48, null),
        ("BetaInc", a => F.BetaInc(a[0], a[1], a[2]), 256, null),
        ("BesselJ", a => F.BesselJ(a[0], a[1]), 8, a => Math.Min(1, 1 / Math.Sqrt(Math.Abs(a[1])))),
        ("BesselI", a => F.BesselI(a[0], a[1]), 64, null),
        ("BesselIe", a => F.BesselIe(a[0], a[1]), 64, null),
    ];

    private static IEnumerable<string> Names => s_functions.Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void DoubleIsWithinBound(string name)
    {
        var (_, function, bound, scale) = s_functions.Single(f => f.Name == name);
        (double worst, double[] at) = (0, []);
        int count = 0;
        foreach ((double[] arguments, double high, double low) in References(name))
        {
            count++;
            double actual = function(arguments);
            double error = actual == high ? 0 : Ulps.Of(actual, high, low);
            if (scale is not null && Math.Abs(high) < scale(arguments))
                error = Math.Abs(actual - high - low) / (Math.BitIncrement(scale(arguments)) - scale(arguments));
            if (!(error <= worst))
                (worst, at) = (error, arguments);
        }
        TestContext.Out.WriteLine($"{worst:F1} ulp of {count} at {string.Join(", ", at.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}");
        Assert.That(count, Is.GreaterThanOrEqualTo(80));
        Assert.That(worst, Is.LessThanOrEqualTo(bound));
    }

    [TestCase(-1.5)]
    [TestCase(0.3)]
    [TestCase(7.25)]
    public void FloatIsDoubleRounded(double x)
    {
        Assert.That(F.Erfcx((float)x), Is.EqualTo((float)F.Erfcx((double)(float)x)));
        Assert.That(F.Gamma((float)x), Is.EqualTo((float)F.Gamma((double)(float)x)));
        Assert.That(F.BesselJ(1f, (float)x), Is.EqualTo((float)F.BesselJ(1, (double)(float)x)));
    }

    [Test]
    public void FactorialsAreExact()
    {
        double factorial = 1;
        for (int n = 1; n <= 23; n++)
        {
            Assert.That(F.Gamma((double)n), Is.EqualTo(factorial), $"{n}");
            factorial *= n;
        }
    }

    [TestCase(0, Inf)]
    [TestCase(-0.0, -Inf)]
    [TestCase(-3, double.NaN)]
    [TestCase(-Inf, double.NaN)]
    [TestCase(Inf, Inf)]
    [TestCase(172, Inf)]
    [TestCase(-250.5, 0)]
    [TestCase(double.NaN, double.NaN)]
    public void GammaAtItsCorners(double x, double expected) => Assert.That(F.Gamma(x), Is.EqualTo(expected));

    [TestCase(0, Inf)]
    [TestCase(1, 0)]
    [TestCase(2, -Inf)]
    [TestCase(-1e-300, double.NaN)]
    [TestCase(2.5, double.NaN)]
    [TestCase(double.NaN, double.NaN)]
    public void ErfcinvAtItsCorners(double x, double expected) => Assert.That(F.Erfcinv(x), Is.EqualTo(expected));

    [TestCase(-Inf, Inf)]
    [TestCase(-27, Inf)]
    [TestCase(0, 1)]
    [TestCase(1e-320, 1)]
    [TestCase(Inf, 0)]
    [TestCase(double.NaN, double.NaN)]
    public void ErfcxAtItsCorners(double x, double expected) => Assert.That(F.Erfcx(x), Is.EqualTo(expected));

    [TestCase(1, 0, Inf)]
    [TestCase(1, -2, Inf)]
    [TestCase(2, -2, double.NaN)]
    [TestCase(0, -1, double.NaN)]
    [TestCase(0, Inf, Inf)]
    [TestCase(1, Inf, 0)]
    [TestCase(1.5, 2, double.NaN)]
    [TestCase(-1, 2, double.NaN)]
    [TestCase(3, double.NaN, double.NaN)]
    public void PolyGammaAtItsCorners(double n, double x, double expected) => Assert.That(F.PolyGamma(n, x), Is.EqualTo(expected));

    [TestCase(0, 2, 1)]
    [TestCase(2, 0, 0)]
    [TestCase(2, Inf, 1)]
    [TestCase(Inf, 3, 0)]
    [TestCase(0, 0, double.NaN)]
    [TestCase(-1, 2, double.NaN)]
    [TestCase(2, -1, double.NaN)]
    [TestCase(double.NaN, 1, double.NaN)]
    public void IncompleteGammaAtItsCorners(double a, double x, double expected)
    {
        Assert.That(F.GammaInc(a, x), Is.EqualTo(expected));
        Assert.That(F.GammaIncC(a, x), Is.EqualTo(1 - expected));
    }

    // mpmath, by the uniform expansion with two corrections.
    [Test]
    public void IncompleteGammaOfAHugeOrder() => Assert.That(F.GammaInc(1e9, 1e9 + 12345), Is.EqualTo(HugeOrder).Within(1e-13));

    private const double HugeOrder = 0.65187668997908196644;

    [TestCase(0, 2, 0.5, 1)]
    [TestCase(2, 0, 0.5, 0)]
    [TestCase(2, 3, 0, 0)]
    [TestCase(2, 3, 1, 1)]
    [TestCase(0, 0, 0.5, double.NaN)]
    [TestCase(2, 3, 1.5, double.NaN)]
    [TestCase(-1, 3, 0.5, double.NaN)]
    public void IncompleteBetaAtItsCorners(double a, double b, double x, double expected) => Assert.That(F.BetaInc(a, b, x), Is.EqualTo(expected));

    [Test]
    public void BetaAtItsCorners()
    {
        Assert.That(new[] { F.Beta(0d, 2), F.BetaLn(0d, 2), F.BetaLn(Inf, 2) }, Is.EqualTo(new[] { Inf, Inf, -Inf }));
        Assert.That(new[] { F.Beta(-1d, 2), F.BetaLn(-1d, 2), F.Beta(double.NaN, 1) }, Is.All.NaN);
        Assert.That(F.Beta(3d, 4), Is.EqualTo(1 / 60.0).Within(1e-17));
    }

    [Test]
    public void BesselFunctionsAtTheirCorners()
    {
        Assert.That(new[] { F.BesselJ(0d, 0), F.BesselI(0d, 0), F.BesselIe(0d, 0) }, Is.All.EqualTo(1));
        Assert.That(new[] { F.BesselJ(1d, 0), F.BesselI(2d, 0), F.BesselJ(0d, Inf), F.BesselIe(1d, Inf) }, Is.All.EqualTo(0));
        Assert.That(new[] { F.BesselJ(0.5, 1), F.BesselI(double.NaN, 1), F.BesselJ(1d, double.NaN) }, Is.All.NaN);
        Assert.That(F.BesselI(0d, 1000), Is.EqualTo(Inf));
        Assert.That((F.BesselJ(-3d, 2), F.BesselJ(3d, -2), F.BesselI(-3d, -2)), Is.EqualTo((-F.BesselJ(3d, 2), -F.BesselJ(3d, 2), -F.BesselI(3d, 2))));
    }

    private static IEnumerable<(double[] Arguments, double High, double Low)> References(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("special.txt")!);
        foreach (string[] line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')))
            if (line[0] == name)
                yield return ([.. line[1].Split(',').Select(Parse)], Parse(line[2]), Parse(line[3]));
    }

    private static double Parse(string bits) => BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
