using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// erf, erfc and the inverse of erf: near 0 a polynomial of erf in x^2; elsewhere erfc(t) = exp(-t^2) C(q) / (1 + 2 t) with q = (t - k) / (t + k)
/// (Shepherd and Laframboise 1981), one polynomial for all t. The polynomials and their errors are in coefficients/erf.sollya and special.py.
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

    /// <summary>erfinv(x) = x E(w - 2.5), w = -log(1 - x^2) &lt;= 5: E; relative error below 2^-24.</summary>
    private static readonly double[] InverseSingle =
    [
        1.50140929, 0.246640295, -0.00417731982, -0.00125274854, 0.00021825773, -4.95969198e-06, -3.42341423e-06,
        4.65417401e-07, 1.59843054e-08, -8.7390104e-09, 4.6719334e-10,
    ];

    /// <summary>erfinv(x) = x E(sqrt(w) - 3), w >= 5; relative error below 2^-23.</summary>
    private static readonly double[] InverseTailSingle =
    [
        2.83297682, 1.00167525, 0.00944542792, -0.00764308311, 0.00568617042, -0.00356513681, 0.00148144655,
        -0.000125774677, -0.000288177136, 0.000169065097, -2.31428548e-05, -5.05240496e-06,
    ];

    /// <summary>erfinv(x) = x E(w - 3.125), w &lt;= 6.25; relative error below 2^-54.</summary>
    private static readonly double[] InverseDouble =
    [
        1.6536545626831027, 0.24015818242558834, -0.0060336708714268513, -0.00074070253415464314,
        0.00018673420801981186, -1.3882523393957483e-05, -1.3654691758785656e-06, 4.2347881682224603e-07,
        -2.9070391275641373e-08, -4.1126604371632739e-09, 1.0512233770504633e-09, -5.4143032839170284e-11,
        -1.2978805369946587e-11, 2.6305268312524889e-12, -8.071925938616012e-14, -4.0020031086254812e-14,
        6.521333510842068e-15, -3.9401881380222302e-17, -1.2215637184760245e-16, 1.5510787021770349e-17,
        6.0750506462692902e-19, -3.4734793939494878e-19, 1.9992600121475418e-20, 3.19401555762874e-21,
        -3.5932029350303302e-22,
    ];

    /// <summary>erfinv(x) = x E(sqrt(w) - 3.25), w from 6.25 to 16; relative error below 2^-53.</summary>
    private static readonly double[] InverseMiddleDouble =
    [
        3.0838856104922208, 1.0052589676941655, 0.0053709145535550326, -0.0037512085082247342, 0.0024914420979569602,
        -0.0016882755354488555, 0.00095328934157941369, -0.00035503781378524519, 2.4031512865758357e-05,
        6.8287117392519552e-05, -4.7320680665446967e-05, 1.2465028224217455e-05, 2.93257845538535e-06,
        -3.985705945648173e-06, 1.4815977874022539e-06, -2.7617162238162411e-08, -2.4549818963339823e-07,
        1.3158663683192966e-07, -2.091453334773126e-08, -1.5305397964152548e-08, 7.680200479077053e-09,
    ];

    /// <summary>erfinv(x) = x E(sqrt(w) - 5), w >= 16; relative error below 2^-52.</summary>
    private static readonly double[] InverseTailDouble =
    [
        4.8499064014085844, 1.0103004648645448, -0.00013871931838010739, -0.00021503011979911318,
        7.5995278096014702e-05, -1.9681771197376799e-05, 4.5260525302388067e-06, -9.930254844201444e-07,
        2.2905281981040537e-07, -6.7572770192845518e-08, 2.9018565469183825e-08, -1.5213626049764281e-08,
        7.8217157282662182e-09, -3.5341224819089869e-09, 1.3155855085148128e-09, -3.8086472098112223e-10,
        6.9847140231936817e-11, 1.4805705256393737e-11, -2.046475568785427e-11, 5.8595228796918497e-12,
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

    /// <summary>
    /// erfc(x): 1 - erf(x) below 1/2; elsewhere from |x|, where what the square, the quotient and its divisor lose in rounding is put
    /// back. C lies between 1.18 and 1.28, so 0.81 is its reciprocal well enough for that.
    /// </summary>
    public static Value Erfc(Value x)
    {
        var f = x.Format;
        var t = Min(f.Pick(10.25, 27.5), Abs(x)).Named("t");
        var s = (t * -t).Named("s");
        var c = Numerator(t).Named("c");
        var d = Fma(t, 2, 1).Named("d");
        var scaled = (c / d).Named("scaled");
        var lost = Fma(scaled, Fma(t, 2, 1 - d), Fma(scaled, d, -c)).Named("lost");
        scaled = Fma(scaled, Fma(lost, -0.81, Fma(t, -t, -s)), scaled).Named("scaled");
        var y = (scaled * Exponential.ExpOfNonpositive(s)).Named("y");
        y = Select(x < 0, 2 - y, y).Named("y");
        return Select(t < 0.5, 1 - Fma(x, SmallFactor(x), x), y);
    }

    /// <summary>The inverse of erf, after the plan of Giles ("Approximating the erfinv function", 2010): x times a polynomial in w = -log(1 - x^2), or in its root.</summary>
    public static Value Erfinv(Value x)
    {
        var f = x.Format;
        var a = Abs(x).Named("a");
        var rest = (1 - a).Named("rest");
        var w = (-Logarithm.Log(Fma(rest, a, rest).Named("product"))).Named("w");
        var root = Sqrt(w).Named("root");
        var factor = f.Type == LaneType.Float32
            ? Select(w < 5, Polynomial((w - 2.5).Named("u"), InverseSingle, "p"), Polynomial((root - 3).Named("u"), InverseTailSingle, "q"))
            : Select(w < 6.25, Polynomial((w - 3.125).Named("u"), InverseDouble, "p"),
                Select(w < 16, Polynomial((root - 3.25).Named("u"), InverseMiddleDouble, "q"), Polynomial((root - 5).Named("u"), InverseTailDouble, "o")));
        return Select(IsEqual(a, 1), x * double.PositiveInfinity, x * factor);
    }

    /// <summary>P(x^2).</summary>
    private static Value SmallFactor(Value x) =>
        Polynomial((x * x).Named("z"), x.Format.Pick(SmallSingle, SmallDouble), "p").Named("p");

    /// <summary>exp(t^2) erfc(t) for t from 0 to where erfc is 0.</summary>
    private static Value Scaled(Value t) => Numerator(t) / Fma(t, 2, 1);

    /// <summary>C(q).</summary>
    private static Value Numerator(Value t)
    {
        var f = t.Format;
        double k = f.Pick(2.0, 4.0);
        var q = ((t - k) / (t + k)).Named("q");
        return Polynomial(q, f.Pick(ScaledSingle, ScaledDouble), "c");
    }
}
