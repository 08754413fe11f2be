using MathNet.Numerics;

namespace TensorAot.Examples;

/// <summary>The Greeks as textbooks have them (J. Hull, Options, futures, and other derivatives), without any differentiation here.</summary>
internal static class ClosedForms
{
    /// <summary>Value, delta, gamma, vega, theta, rho, vanna and vomma of one option.</summary>
    public static double[] Greeks(double spot, double strike, double rate, double volatility, double years, double sign)
    {
        double root = Math.Sqrt(years), discounted = strike * Math.Exp(-rate * years);
        double d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * years) / (volatility * root), d2 = d1 - volatility * root;
        double density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
        double n1 = Cdf(sign * d1), n2 = Cdf(sign * d2), vega = spot * density * root;
        return
        [
            sign * (spot * n1 - discounted * n2),
            sign * n1,
            density / (spot * volatility * root),
            vega,
            -spot * density * volatility / (2 * root) - sign * rate * discounted * n2,
            sign * years * discounted * n2,
            -density * d2 / volatility,
            vega * d1 * d2 / volatility,
        ];
    }

    private static double Cdf(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;
}
