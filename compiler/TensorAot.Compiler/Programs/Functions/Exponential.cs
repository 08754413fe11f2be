using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// exp and expm1: x = n ln 2 + r with |r| &lt;= ln 2 / 2, then exp(x) = 2^n exp(r). The polynomial and its error are in
/// coefficients/exp.sollya.
/// </summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>exp(r) = 1 + r + r^2 q(r): q, for |r| &lt;= 0.3475; relative error of r + r^2 q against expm1 below 2^-26.</summary>
    private static readonly double[] Single = [0.499999970, 0.166665420, 4.16674949e-2, 8.36672541e-3, 1.38654851e-3];

    /// <summary>As <see cref="Single"/>, for double; relative error below 2^-55.</summary>
    private static readonly double[] Double =
    [
        0.50000000000000056, 0.16666666666666591, 0.04166666666657301, 0.008333333333388095, 0.001388888893269381,
        0.00019841269723379305, 2.4801503969056115e-05, 2.7557402450587654e-06, 2.7626547030824906e-07, 2.5055783030826014e-08,
    ];

    /// <summary>exp(x), subnormal results included.</summary>
    public static Value Exp(Value x)
    {
        var f = x.Format;
        var clamped = Min(f.Pick(89.0, 710.0), Max(f.Pick(-104.0, -746.0), x)).Named("c");
        var (p, _, n) = Reduce(clamped, 0);
        return Scale((1 + p).Named("p"), n);
    }

    /// <summary>exp(x) for x &lt;= 0 or NaN, subnormal results included.</summary>
    public static Value ExpOfNonpositive(Value x)
    {
        var (p, _, n) = Reduce(Max(x.Format.Pick(-104.0, -746.0), x).Named("c"), 0);
        return ScaleDown((1 + p).Named("p"), n);
    }

    /// <summary>exp(x) - 1 = 2^n (p + 1) - 1 with p = expm1(r), at half its size so that 2^n does not overflow before the result does.</summary>
    public static Value Expm1(Value x)
    {
        var f = x.Format;
        var clamped = Min(f.Pick(89.0, 710.0), Max(f.Pick(-18.0, -38.0), x)).Named("c");
        var (p, shifted, _) = Reduce(clamped, f.Bias - 1);
        var scale = FromBits(Bits(shifted) << f.MantissaBits).Named("scale");
        var result = Fma(p, scale, scale - 0.5) * 2;
        return Select(Abs(x) < f.Pick(1e-10, 1e-20), x, result);
    }

    /// <summary>
    /// 1 + exp(x) and 1 - exp(x), and what the latter lost in rounding, for x &lt;= 0 above the point where exp(x) no longer changes 1.
    /// </summary>
    public static (Value Sum, Value Difference, Value Lost) OneAndExp(Value x)
    {
        var f = x.Format;
        var (p, shifted, _) = Reduce(x, f.Bias);
        var scale = FromBits(Bits(shifted) << f.MantissaBits).Named("scale");
        var rest = (1 - scale).Named("rest");
        var difference = Fma(-p, scale, rest).Named("difference");
        return (Fma(p, scale, 1 + scale).Named("sum"), difference, Fma(-p, scale, rest - difference));
    }

    /// <summary>
    /// expm1(r), and n twice: as a floating value, and in the low bits of <c>Shifted</c> with <paramref name="offset"/> added.
    /// </summary>
    public static (Value P, Value Shifted, Value N) Reduce(Value x, int offset)
    {
        var f = x.Format;
        double shift = f.RoundingShift + offset;
        var shifted = Fma(x, Log2E, shift).Named("t");
        var n = (shifted - shift).Named("n");
        var rough = Fma(n, f.Pick(-0.693147182, -0.69314718055994529), x).Named("rough");
        double tail = f.Pick(1.904654299957768e-9, -2.3190468138462996e-17);
        var r = Fma(n, tail, rough).Named("r");
        // What r loses in rounding is put back by adding the tail to the small term instead.
        var small = Fma(n, tail, r * r * Polynomial(r, f.Pick(Single, Double), "q"));
        var p = (rough + small).Named("p");
        return (p, shifted, n);
    }
}
