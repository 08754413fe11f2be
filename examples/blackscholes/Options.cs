using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// The value of European options and how it moves: F. Black, M. Scholes, The pricing of options and corporate liabilities, 1973.
/// Only the value is written down. Every Greek is a derivative of it, and a second derivative is a derivative of a derivative.
/// </summary>
[TensorGraph]
public static partial class Options
{
    /// <summary>The values and Greeks of a book of options, each with its own terms.</summary>
    /// <param name="spot">The price of the share today.</param>
    /// <param name="strike">The price at which it may be bought or sold.</param>
    /// <param name="rate">The rate of interest, compounded continuously.</param>
    /// <param name="volatility">The deviation of the share's logarithm in a year.</param>
    /// <param name="years">The time until the option ends.</param>
    /// <param name="sign">1 for calls, -1 for puts.</param>
    [Function]
    static (Expr<double> value, Expr<double> delta, Expr<double> gamma, Expr<double> vega, Expr<double> theta, Expr<double> rho, Expr<double> vanna, Expr<double> vomma) Greeks(
        [Dims("n")] Vector<double> spot, [Dims("n")] Vector<double> strike, [Dims("n")] Vector<double> rate,
        [Dims("n")] Vector<double> volatility, [Dims("n")] Vector<double> years, [Dims("n")] Vector<double> sign)
    {
        var value = Value(spot, strike, rate, volatility, years, sign);

        // Options do not touch each other, so the gradient of the sum has the derivative of each.
        var (delta, vega, perYear, rho) = Grad(Sum(value), spot, volatility, years, rate);
        var (gamma, vanna) = Grad(Sum(delta), spot, volatility);
        var vomma = Grad(Sum(vega), volatility);
        return (value, delta, gamma, vega, -perYear, rho, vanna, vomma);
    }

    static Expr<double> Value(Expr<double> spot, Expr<double> strike, Expr<double> rate, Expr<double> volatility, Expr<double> years, Expr<double> sign)
    {
        var deviation = volatility * Sqrt(years);
        var d1 = Log(spot / strike) / deviation + rate * years / deviation + deviation / 2;
        var d2 = d1 - deviation;
        return sign * (spot * NormalCdf(sign * d1) - strike * Exp(-rate * years) * NormalCdf(sign * d2));
    }

    static Expr<double> NormalCdf(Expr<double> x) => Erfc(-x / Math.Sqrt(2)) / 2;
}
