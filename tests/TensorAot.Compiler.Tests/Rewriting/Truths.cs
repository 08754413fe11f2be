using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>A function with two derivatives, each in a form that is accurate everywhere.</summary>
public sealed record Truth(Func<double, double> Value, Func<double, double> Slope, Func<double, double> Curvature)
{
    /// <summary>f(-z).</summary>
    public Truth Reflected => new(z => Value(-z), z => -Slope(-z), z => Curvature(-z));
}

/// <summary>Closed forms, and the ways in which people write them.</summary>
public static class Truths
{
    private const double TwoBySqrtPi = 1.1283791670955126;

    public static readonly Truth Identity = new(z => z, _ => 1, _ => 0);
    public static readonly Truth Exponential = new(Math.Exp, Math.Exp, Math.Exp);
    public static readonly Truth Sigmoid = new(S, z => S(z) * S(-z), z => -S(z) * S(-z) * Math.Tanh(z / 2));
    public static readonly Truth Softplus = new(Sp, S, z => S(z) * S(-z));
    public static readonly Truth LogSigmoid = new(z => -Sp(-z), z => S(-z), z => -S(z) * S(-z));
    public static readonly Truth Tanh = new(Math.Tanh, z => 4 * S(2 * z) * S(-2 * z), z => -8 * Math.Tanh(z) * S(2 * z) * S(-2 * z));
    public static readonly Truth Sinh = new(SinhOf, Math.Cosh, SinhOf);
    public static readonly Truth Cosh = new(Math.Cosh, SinhOf, Math.Cosh);
    public static readonly Truth CoshMinusOne = new(z => 2 * SinhOf(z / 2) * SinhOf(z / 2), SinhOf, Math.Cosh);
    public static readonly Truth OneMinusCos = new(z => 2 * Math.Sin(z / 2) * Math.Sin(z / 2), Math.Sin, Math.Cos);
    public static readonly Truth LogCosh = new(z => Math.Abs(z) + Ln1p(Math.Exp(-2 * Math.Abs(z))) - Math.Log(2), Math.Tanh, Tanh.Slope);
    public static readonly Truth Expm1 = new(Em1, Math.Exp, Math.Exp);
    public static readonly Truth Log1mexp = new(
        z => z > -0.5 ? Math.Log(-Em1(z)) : Ln1p(-Math.Exp(z)), z => -1 / Em1(-z), z => -1 / (4 * SinhOf(z / 2) * SinhOf(z / 2)));
    public static readonly Truth LogExpm1 = new(z => z + Log1mexp.Value(-z), z => -1 / Em1(-z), z => -1 / (4 * SinhOf(z / 2) * SinhOf(z / 2)));
    public static readonly Truth Erfc = new(ErfcOf, z => -TwoBySqrtPi * Math.Exp(-z * z), z => 2 * TwoBySqrtPi * z * Math.Exp(-z * z));
    public static readonly Truth LogErfc = new(
        z => z > 0 ? Math.Log(ErfcxOf(z)) - (z * z) : Math.Log(ErfcOf(z)), Hazard, z => -Hazard(z) * ((2 * z) + Hazard(z)));
    public static readonly Truth Xlogx = new(z => z == 0 ? 0 : z * Math.Log(z), z => Math.Log(z) + 1, z => 1 / z);
    public static readonly Truth Absolute = new(Math.Abs, z => Math.Sign(z), _ => 0);
    public static readonly Truth Signum = new(z => Math.Sign(z), _ => 0, _ => 0);
    public static readonly Truth LogAbs = new(z => Math.Log(Math.Abs(z)), z => 1 / z, z => -1 / z / z);
    public static readonly Truth Logit = new(z => Math.Log(z) - Ln1p(-z), z => 1 / (z * (1 - z)), z => ((2 * z) - 1) / (z * (1 - z)) / (z * (1 - z)));
    public static readonly Truth Arctanh = new(z => (Ln1p(z) - Ln1p(-z)) / 2, z => 1 / ((1 - z) * (1 + z)), z => 2 * z / ((1 - z) * (1 + z)) / ((1 - z) * (1 + z)));
    public static readonly Truth Sqrt1pm1 = new(z => z / (Math.Sqrt(1 + z) + 1), z => 0.5 / Math.Sqrt(1 + z), z => -0.25 / Math.Sqrt(1 + z) / (1 + z));

    public static readonly Truth SinRatio = Ratio(k => k % 4 == 0 ? 1 : k % 4 == 2 ? -1 : 0, Math.Sin, Math.Cos, z => -Math.Sin(z));
    public static readonly Truth SinhRatio = Ratio(k => k % 2 == 0 ? 1 : 0, Math.Sinh, Math.Cosh, Math.Sinh);
    public static readonly Truth Expm1Ratio = Ratio(_ => 1, z => Math.Exp(z) - 1, Math.Exp, Math.Exp);

    public static IReadOnlyList<(string Name, Func<Node, Node> Formula)> SigmoidForms { get; } =
    [
        ("Sigmoid(z)", NodeOperators.Sigmoid),
        ("1 / (1 + Exp(-z))", z => 1 / (1 + Exp(-z))),
        ("Exp(z) / (1 + Exp(z))", z => Exp(z) / (1 + Exp(z))),
        ("Exp(z) / (Exp(z) + 1)", z => Exp(z) / (Exp(z) + 1)),
        ("1 - 1 / (1 + Exp(z))", z => 1 - (1 / (1 + Exp(z)))),
        ("0.5 * (1 + Tanh(z / 2))", z => 0.5 * (1 + NodeOperators.Tanh(z / 2))),
        ("0.5 + 0.5 * Tanh(0.5 * z)", z => 0.5 + (0.5 * NodeOperators.Tanh(0.5 * z))),
        ("(Tanh(z / 2) + 1) / 2", z => (NodeOperators.Tanh(z / 2) + 1) / 2),
        ("Reciprocal(1 + Exp(-z))", z => 1 / (1 + (1 / Exp(z)))),
        ("Pow(1 + Exp(-z), -1)", z => Pow(1 + Exp(-z), Constant(z, -1))),
        ("Exp(z / 2) / (Exp(z / 2) + Exp(-z / 2))", z => Exp(z / 2) / (Exp(z / 2) + Exp(-z / 2))),
        ("Exp(-Softplus(-z))", z => Exp(-Log(1 + Exp(-z)))),
    ];

    public static double S(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    public static double Sp(double z) => Math.Max(z, 0) + Ln1p(Math.Exp(-Math.Abs(z)));

    public static double Ln1p(double x) => 1 + x == 1 ? x : Math.Abs(x) > 0.5 ? Math.Log(1 + x) : 2 * ArctanhSeries(x / (2 + x));

    private static double Em1(double x) => Math.Abs(x) > 0.5 ? Math.Exp(x) - 1 : 2 * SinhOf(x / 2) * Math.Exp(x / 2);

    private static double SinhOf(double x)
    {
        if (Math.Abs(x) > 1)
            return Math.Sinh(x);
        double term = x, sum = x;
        for (int i = 1; i < 14; i++)
            sum += term *= x * x / ((2 * i) * ((2 * i) + 1));
        return sum;
    }

    private static double ArctanhSeries(double t)
    {
        double power = t, sum = t;
        for (int i = 3; i < 60; i += 2)
            sum += (power *= t * t) / i;
        return sum;
    }

    /// <summary>By the series for small arguments and the continued fraction elsewhere.</summary>
    private static double ErfcOf(double z)
    {
        if (z < 0)
            return 2 - ErfcOf(-z);
        if (z > 2)
            return ErfcxOf(z) * Math.Exp(-z * z);
        double term = z, sum = z;
        for (int n = 1; n < 80; n++)
            sum += (term *= -z * z / n) / ((2 * n) + 1);
        return 1 - (TwoBySqrtPi * sum);
    }

    private static double ErfcxOf(double z)
    {
        if (z <= 2)
            return ErfcOf(z) * Math.Exp(z * z);
        double fraction = z;
        for (int k = 400; k > 0; k--)
            fraction = z + (k / 2.0 / fraction);
        return TwoBySqrtPi / 2 / fraction;
    }

    private static double Hazard(double z) => z > 0 ? -TwoBySqrtPi / ErfcxOf(z) : -TwoBySqrtPi * Math.Exp(-z * z) / ErfcOf(z);

    /// <summary>f(z) / z, for |z| below 2 by its series, whose terms are <c>sign(k) z^k / (k + 1)!</c>.</summary>
    private static Truth Ratio(Func<int, double> sign, Func<double, double> f, Func<double, double> slope, Func<double, double> curvature)
    {
        double Series(double z, int order)
        {
            double sum = 0;
            for (int k = 50; k >= order; k--)
            {
                double c = sign(k);
                for (int i = 1; i <= k + 1; i++)
                    c /= i;
                for (int i = 0; i < order; i++)
                    c *= k - i;
                sum += c * Math.Pow(z, k - order);
            }
            return sum;
        }
        double Value(double z) => Math.Abs(z) < 2 ? Series(z, 0) : f(z) / z;
        double Slope(double z) => Math.Abs(z) < 2 ? Series(z, 1) : (slope(z) - Value(z)) / z;
        return new Truth(Value, Slope, z => Math.Abs(z) < 2 ? Series(z, 2) : (curvature(z) - (2 * Slope(z))) / z);
    }
}
