namespace Models;

/// <summary>Prices and Greeks: gradients of sums, a second derivative.</summary>
[TensorGraph]
public static partial class BlackScholes
{
    static Expr<T> Cdf<T>(Expr<T> x) => 0.5 * (1 + Erf(x / Math.Sqrt(2)));

    [Function]
    static (Expr<double> price, Expr<double> delta, Expr<double> vega, Expr<double> gamma) Call(
        [Dims("n")] Vector<double> s, [Dims("n")] Vector<double> k, Scalar<double> r, [Dims("n")] Vector<double> v, [Dims("n")] Vector<double> t)
    {
        var d1 = (Log(s / k) + (r + v * v / 2) * t) / (v * Sqrt(t));
        var d2 = d1 - v * Sqrt(t);
        var price = s * Cdf(d1) - k * Exp(-r * t) * Cdf(d2);
        var (delta, vega) = Grad(Sum(price), s, v);
        return (price, delta, vega, Grad(Sum(delta), s));
    }
}
