using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>sigmoid, softplus and tanh: all from exp of a nonpositive number, which cannot overflow.</summary>
internal static class Logistic
{
    /// <summary>R: (2 atanh(s) - 2 s) / s^3 in powers of z = s^2 &lt;= 1/9; relative error of log1p below 2^-31. See coefficients/softplus.sollya.</summary>
    private static readonly double[] Single = [0.666666687, 0.399995416, 0.285978049, 0.216402322, 0.234926939];

    /// <summary>As <see cref="Single"/>, for double; relative error below 2^-57.</summary>
    private static readonly double[] Double =
    [
        0.66666666666666663, 0.40000000000012625, 0.28571428567363827, 0.22222222702374725, 0.18181789913527882,
        0.1538556128818552, 0.13314239751965326, 0.1200047409561794, 0.08802687015679414, 0.16161611535982734,
    ];

    /// <summary>
    /// 1 / (1 + e) = 1 - w from 0 on and e / (1 + e) = e - e w below, with e = exp(-|x|) and w = e / (1 + e): what w has lost in
    /// rounding counts only in part.
    /// </summary>
    public static Value Sigmoid(Value x)
    {
        var e = Exponential.ExpOfNonpositive(NegativeMagnitude(x)).Named("e");
        var w = (e / (1 + e)).Named("w");
        var whole = Select(x < 0, e, 1).Named("whole");
        return Fma(-whole, w, whole);
    }

    /// <summary>
    /// log(1 + exp(x)) = max(x, 0) + log1p(e) with e = exp(-|x|) in [0, 1], where log1p needs no power of 2 taken out:
    /// with s = e / (2 + e) it is e - (e^2/2 - s (e^2/2 + z R(z))), z = s^2.
    /// </summary>
    public static Value Softplus(Value x)
    {
        var f = x.Format;
        var e = Exponential.ExpOfNonpositive(NegativeMagnitude(x)).Named("e");
        var s = (e / (2 + e)).Named("s");
        var z = (s * s).Named("z");
        var halved = (e * 0.5 * e).Named("halved");
        var q = Polynomial(z, f.Pick(Single, Double), "q");
        var fall = Fma(-s, Fma(z, q, halved), halved).Named("fall");
        return Max(0, x) - fall + e;
    }

    /// <summary>(1 - e) / (1 + e) with e = exp(-2|x|), and the sign of x.</summary>
    public static Value Tanh(Value x)
    {
        var f = x.Format;
        var magnitude = Min(f.Pick(9.125, 19.5), Abs(x));
        var (sum, difference, lost) = Exponential.OneAndExp((magnitude * -2).Named("c"));
        // Where anything was lost, 1 / sum lies between 0.6 and 1.
        return WithSignOf(Fma(lost, 0.8, difference / sum), x);
    }
}
