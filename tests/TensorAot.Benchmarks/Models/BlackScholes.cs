using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W10: the price of European call options, and by its gradient how it moves with the stock and with the volatility.</summary>
[TensorGraph]
public static partial class BlackScholes
{
    [Function]
    static (Expr<double> Price, Expr<double> Delta, Expr<double> Vega) Call(
        [Dims("n")] Vector<double> stock, [Dims("n")] Vector<double> strike, [Dims("n")] Vector<double> years, [Dims("n")] Vector<double> volatility, Scalar<double> rate)
    {
        var spread = volatility * Sqrt(years);
        var d1 = (Log(stock / strike) + (rate + 0.5 * Square(volatility)) * years) / spread;
        var d2 = d1 - spread;
        var price = stock * NormalDistribution(d1) - strike * Exp(-rate * years) * NormalDistribution(d2);
        var (delta, vega) = Grad(Sum(price), stock, volatility);
        return (price, delta, vega);
    }

    static Expr<double> NormalDistribution(Expr<double> x) => 0.5 * Erfc(-x / Math.Sqrt(2));
}
