using System.Globalization;
using System.Reflection;
using TensorAot.Compiler.Ops;
using F = TensorAot.Runtime.Functions;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>The special functions against values of mpmath (special.py), and at their corners against the documentation.</summary>
public sealed class SpecialFunctionTests
{
    private const double Inf = double.PositiveInfinity;

    /// <summary>The functions that the ops declare an accuracy of, but those that have a program with values of its own.</summary>
    private static IEnumerable<string> Names => Declared.Where(op => !op.Code!.HasExactForm).Select(op => op.Name);

    private static IEnumerable<Op> Declared => OpTable.All.Where(op => op.Code?.Accuracy is not null);

    [TestCaseSource(nameof(Names))]
    public void DoubleIsWithinBound(string name)
    {
        ScalarAccuracy accuracy = OpTable.Find(name)!.Code!.Accuracy!;
        (double worst, double[] at) = (0, []);
        int count = 0;
        foreach ((double[] arguments, double high, double low) in References(name))
        {
            if (arguments.Zip(accuracy.Parameters).Any(p => p.First < p.Second.Low || p.First > p.Second.High)) continue;
            count++;
            double actual = Call(name, [.. arguments.Cast<object>()]);
            double error = actual == high ? 0 : Ulps.Of(actual, high, low), scale = Math.Abs(accuracy.Scale?.Invoke(arguments, high) ?? 0);
            if (Math.Abs(high) < scale)
                error = Math.Abs(actual - high - low) / (Math.BitIncrement(scale) - scale);
            if (!(error <= worst))
                (worst, at) = (error, arguments);
        }
        TestContext.Out.WriteLine($"{worst:F1} ulp of {count} at {string.Join(", ", at.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}");
        Assert.That(count, Is.GreaterThanOrEqualTo(60));
        Assert.That(worst, Is.LessThanOrEqualTo(accuracy.UlpBound));
    }

    /// <summary>A function that no program computes has no bound but the one that is declared; what is not here is exact.</summary>
    [Test]
    public void EveryFunctionWithoutAProgramDeclaresItsAccuracy()
    {
        foreach (Op op in OpTable.All.Where(op => op.Code is { HasExactForm: false }))
        {
            Assert.That(op.Code!.Accuracy?.Parameters.Count, Is.EqualTo(typeof(F).GetMethods().First(m => m.Name == op.Code.Text && m.ReturnType == typeof(double)).GetParameters().Length), op.Name);
            Assert.That(op.UlpBound, Is.EqualTo(op.Code.Accuracy!.UlpBound), op.Name);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void FloatIsDoubleRounded(string name)
    {
        foreach ((double[] arguments, _, _) in References(name))
        {
            float[] x = [.. arguments.Select(a => (float)a)];
            Assert.That((float)Call(name, [.. x.Cast<object>()]), Is.EqualTo((float)Call(name, [.. x.Select(v => (object)(double)v)])), string.Join(", ", x));
        }
    }

    private static double Call(string name, object[] arguments) =>
        Convert.ToDouble(typeof(F).GetMethod(name, [.. arguments.Select(a => a.GetType())])!.Invoke(null, arguments), CultureInfo.InvariantCulture);

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
    [TestCase(1e10, 1e-10, 0)]
    [TestCase(1e300, 5e-324, 0)]
    [TestCase(1e9, 1e300, 1)]
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

    /// <summary>Where powers underflow before the result does, and differences from 1 have no digits (values of mpmath).</summary>
    [TestCase("GammaIncC", new[] { 1e-30, 0.25 }, 1.0442826344437382e-30)]
    [TestCase("GammaIncC", new[] { 4.5, 725.0 }, 1.2137748924679884e-306)]
    [TestCase("PolyGamma", new[] { 150, 672.0 }, -3.3341953965793938e-164)]
    [TestCase("PolyGamma", new[] { 6, -1e-20 }, 7.200000000000002e+142)]
    [TestCase("BesselI", new[] { 583, 711.5 }, 1.9081111372759762e+208)]
    [TestCase("BesselIe", new[] { 870, 2955.25 }, 4.289068196120536e-58)]
    [TestCase("BesselI", new[] { 702, 208.75 }, 4.3313032343948565e-272)]
    [TestCase("BesselJ", new[] { 100, 25.5 }, 7.522661156071003e-49)]
    [TestCase("Gamma", new[] { -127.125 }, 1.486430382316093e-213)]
    [TestCase("Erfcinv", new[] { 5e-324 }, 27.213293210812949)]
    [TestCase("Erfcinv", new[] { 1e-310 }, 26.644806559364765)]
    [TestCase("BetaLn", new[] { 1e-310, 2 }, 713.80137882815416)]
    [TestCase("BetaInc", new[] { 7059.5, 5.5, 0.9990234375 }, 0.24430332851547498)]
    public void HardArgumentsKeepTheirDigits(string name, double[] arguments, double expected) =>
        Assert.That(Call(name, [.. arguments.Cast<object>()]) / expected, Is.EqualTo(1).Within(2e-13));

    /// <summary>Below 0, where the bound is one of the reflection's terms (values of mpmath).</summary>
    [TestCase("GammaLn", -5e-324, 744.4400719213812)]
    [TestCase("GammaLn", -1e-310, 713.8013788281542)]
    [TestCase("GammaLn", -2.5e-09, 19.806975106515296)]
    [TestCase("GammaLn", -0.5, 1.2655121234846454)]
    [TestCase("GammaLn", -1.5, 0.860047015376481)]
    [TestCase("GammaLn", -2.4570247382208006, 5.619192358950097e-17)]
    [TestCase("GammaLn", -2.5, -0.056243716497674054)]
    [TestCase("GammaLn", -3.75, -1.3172679424463636)]
    [TestCase("GammaLn", -17.3, -33.009665438329286)]
    [TestCase("GammaLn", -100.5, -364.90096830942736)]
    [TestCase("GammaLn", -12345.678, -103968.03098247382)]
    [TestCase("Digamma", -2.5e-09, 399999999.4227843)]
    [TestCase("Digamma", -0.5, 0.03648997397857652)]
    [TestCase("Digamma", -1.5, 0.7031566406452432)]
    [TestCase("Digamma", -2.4570247382208006, 1.5156034480216576)]
    [TestCase("Digamma", -2.5, 1.103156640645243)]
    [TestCase("Digamma", -3.75, -1.6923885983113303)]
    [TestCase("Digamma", -17.3, 5.161830560250147)]
    [TestCase("Digamma", -100.5, 4.6151246013380645)]
    [TestCase("Digamma", -12345.678, 7.454965900116613)]
    public void GammasBelowZeroAreWithinTheirScale(string name, double x, double expected)
    {
        ScalarAccuracy accuracy = OpTable.Find(name)!.Code!.Accuracy!;
        double scale = Math.Max(Math.Abs(expected), accuracy.Scale!([x], expected));
        Assert.That(Math.Abs(Call(name, [x]) - expected), Is.LessThanOrEqualTo(accuracy.UlpBound * (Math.BitIncrement(scale) - scale)));
    }

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
        Assert.That(new[] { F.BesselI(0d, 1000), F.BesselI(0d, Inf), F.BesselI(3d, Inf), F.BesselI(2d, -Inf) }, Is.All.EqualTo(Inf));
        Assert.That(F.BesselI(1d, -Inf), Is.EqualTo(-Inf));
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
