using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// erf and erfc: near 0 a polynomial of erf in x^2; elsewhere erfc(t) = exp(-t^2) C(q) / (1 + 2 t) with q = (t - k) / (t + k)
/// (Shepherd and Laframboise 1981), one polynomial for all t. The polynomials and their errors are in coefficients/erf.sollya.
/// </summary>
internal static class ErrorFunction
{
    /// <summary>erf(x) = x + x P(x^2), |x| &lt;= 1: P; relative error of erf below 2^-29.</summary>
    private static readonly double[] SmallSingle =
        [0.128379166, -0.37612626, 0.112835824, -0.0268536247, 0.0051878728, -0.000800542999, 7.83570431e-05];

    /// <summary>As <see cref="SmallSingle"/>, for double; relative error below 2^-56.</summary>
    private static readonly double[] SmallDouble =
    [
        0.12837916709551256, -0.3761263890318346, 0.11283791670942614, -0.026866170642914647, 0.0052239776047161377,
        -0.00085483258674377632, 0.00012055291811724337, -1.4924679222430974e-05, 1.6446727660518185e-06,
        -1.6203224206538079e-07, 1.3697553246644104e-08, -7.7541898700292482e-10,
    ];

    /// <summary>C, with k = 2, for t &lt;= 10.5; relative error below 2^-27.</summary>
    private static readonly double[] ScaledSingle =
    [
        1.27697837, -0.0927638113, -0.166030198, 0.164050832, -0.0542211086, -0.00802995078, 0.00872325245, 0.00125354575,
        -0.00144866493, -0.000410657289, 0.00019007329, 9.17710568e-05,
    ];

    /// <summary>As <see cref="ScaledSingle"/>, for double, with k = 4 and t &lt;= 28; relative error below 2^-54.</summary>
    private static readonly double[] ScaledDouble =
    [
        1.2329951186255526, -0.1396211168405625, 0.015379652102614253, 0.068097054254690467, -0.10103906603611021,
        0.093732834998451392, -0.066330365815344877, 0.037167515535390473, -0.016197734030431898, 0.0050319700007367442,
        -0.00075777342946431047, -0.00019925683828772033, 0.00015062211233681197, -2.4398661154462137e-05,
        -1.1222813665963462e-05, 5.7084149681208482e-06, 2.9447513561799991e-07, -8.2353768451879428e-07,
        7.4728576170199628e-08, 1.0859047919337096e-07, -1.8544424220262454e-08, -1.3678410479620346e-08,
        2.1824276759005854e-09, 1.3185848940736609e-09,
    ];

    /// <summary>erf(x): the polynomial below 1, 1 - erfc(|x|) above, where an error of erfc counts for little.</summary>
    public static Value Erf(Value x)
    {
        var f = x.Format;
        var t = Min(f.Pick(4.0, 6.0), Abs(x)).Named("t");
        var e = Exponential.ExpOfNonpositive((t * -t).Named("s")).Named("e");
        var large = WithSignOf(Fma(-e, Scaled(t), 1), x).Named("large");
        return Select(t < 1, Fma(x, SmallFactor(x), x), large);
    }

    /// <summary>erfc(x): 1 - erf(x) below 1/2; elsewhere from |x|, where what the square loses in rounding is put back.</summary>
    public static Value Erfc(Value x)
    {
        var f = x.Format;
        var t = Min(f.Pick(10.25, 27.5), Abs(x)).Named("t");
        var s = (t * -t).Named("s");
        var scaled = Scaled(t).Named("scaled");
        scaled = Fma(scaled, Fma(t, -t, -s), scaled).Named("scaled");
        var y = (scaled * Exponential.ExpOfNonpositive(s)).Named("y");
        y = Select(x < 0, 2 - y, y).Named("y");
        return Select(t < 0.5, 1 - Fma(x, SmallFactor(x), x), y);
    }

    /// <summary>P(x^2).</summary>
    private static Value SmallFactor(Value x) =>
        Polynomial((x * x).Named("z"), x.Format.Pick(SmallSingle, SmallDouble), "p").Named("p");

    /// <summary>exp(t^2) erfc(t) for t from 0 to where erfc is 0.</summary>
    private static Value Scaled(Value t)
    {
        var f = t.Format;
        double k = f.Pick(2.0, 4.0);
        var q = ((t - k) / (t + k)).Named("q");
        var c = Polynomial(q, f.Pick(ScaledSingle, ScaledDouble), "c");
        return c / Fma(t, 2, 1);
    }
}
