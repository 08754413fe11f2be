using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// exp2, and pow: 2^(y log2|x|) with the logarithm and the product in two parts of working precision each, because the result has the error of
/// the exponent times up to 1024. The polynomials and their errors are in coefficients/pow.sollya.
/// </summary>
internal static class Power
{
    /// <summary>log2(m) = s (C0 + C1 z + z^2 Q(z)), s = (m - 1) / (m + 1), z = s^2 &lt;= 0.0295: Q; relative error of log2 below 2^-33.</summary>
    private static readonly double[] LogSingle = [0.577078223, 0.412066996, 0.33249262];

    /// <summary>As <see cref="LogSingle"/>, for double; relative error below 2^-62.</summary>
    private static readonly double[] LogDouble =
    [
        0.57707801635558575, 0.41219858310982438, 0.32059889868439828, 0.26230804534280056, 0.22196696396921414, 0.19167464771512743,
        0.18631779365426804,
    ];

    /// <summary>2^g = 1 + g E(g), |g| &lt;= 0.501: E; relative error below 2^-28.</summary>
    private static readonly double[] ExpSingle = [0.693147182, 0.240226448, 0.0555035807, 0.00961882621, 0.0013391684, 0.000152449953];

    /// <summary>As <see cref="ExpSingle"/>, for double; relative error below 2^-57.</summary>
    private static readonly double[] ExpDouble =
    [
        0.69314718055994529, 0.24022650695910136, 0.055504108664822305, 0.0096181291075924293, 0.0013333558146367138,
        0.00015403530459093273, 1.5252733820323599e-05, 1.3215434340523297e-06, 1.0178080095487596e-07, 7.0739399881669779e-09,
        4.4510194005443355e-10,
    ];

    /// <summary>x to the power y.</summary>
    public static Value Pow(Value x, Value y)
    {
        var f = x.Format;
        var magnitude = Abs(x).Named("a");
        var (log, logLow) = Log2(magnitude);
        // No exponent beyond this can matter, and infinity times log2(1) would be NaN.
        double limit = f.Pick(1e30, 1e300);
        var exponent = Min(limit, Max(-limit, y)).Named("e");
        var h = (exponent * log).Named("h");
        var low = Fma(exponent, logLow, Fma(exponent, log, -h));
        low = Select(Abs(h) < f.Pick(200.0, 2000.0), low, 0).Named("low");
        return Edges(x, y, Exp2(h, low));
    }

    /// <summary>log2 of a nonnegative number as the sum of two; -infinity, infinity and NaN in the first part where they belong.</summary>
    private static (Value High, Value Low) Log2(Value a)
    {
        var f = a.Format;
        var (k, m) = Logarithm.Split(a);
        var numerator = (m - 1).Named("f");
        var denominator = (1 + m).Named("d");
        var s = (numerator / denominator).Named("s");
        var remainder = Fma(-s, m - (denominator - 1), Fma(-s, denominator, numerator));
        // 1 / (1 + m) = (1 - s) / 2
        var sLow = (remainder * Fma(s, -0.5, 0.5)).Named("sLow");
        var (w, wLow) = LogFactor(s, sLow);
        var p = (s * w).Named("p");
        var pLow = Fma(s, w, -p) + Fma(s, wLow, sLow * w);
        var high = (k + p).Named("log");
        var low = (p - (high - k) + pLow).Named("logLow");
        high = Select(a < double.PositiveInfinity, high, a).Named("log");
        return (Select(IsEqual(a, 0), double.NegativeInfinity, high).Named("log"), low);
    }

    /// <summary>C0 + C1 z + z^2 Q(z) as the sum of two, z = s^2.</summary>
    private static (Value High, Value Low) LogFactor(Value s, Value sLow)
    {
        var f = s.Format;
        double c0 = f.Pick(2.8853900432586669922, 2.8853900817779267740), c0Low = f.Pick(3.85192606700002e-8, 4.0710547481862066e-17);
        double c1 = f.Pick(0.96179670095443725586, 0.96179669392597555433), c1Low = f.Pick(-7.0284618125526777e-9, 5.0577616648125907e-17);
        var z = (s * s).Named("z");
        var zLow = Fma(s + s, sLow, Fma(s, s, -z)).Named("zLow");
        var t = (z * Polynomial(z, f.Pick(LogSingle, LogDouble), "q")).Named("q");
        var u = (c1 + t).Named("u");
        var uLow = c1 - u + t + c1Low;
        var v = (z * u).Named("v");
        var vLow = Fma(z, u, -v) + Fma(z, uLow, zLow * u);
        var w = (c0 + v).Named("w");
        return (w, (c0 - w + v + (vLow + c0Low)).Named("wLow"));
    }

    /// <summary>2^x, subnormal results included; exact at integers.</summary>
    public static Value Exp2(Value x)
    {
        var (g, n) = Reduce(x);
        return PowerOfTwo(g, n);
    }

    /// <summary>2^(h + low), subnormal results included.</summary>
    private static Value Exp2(Value h, Value low)
    {
        var (g, n) = Reduce(h);
        return PowerOfTwo((g + low).Named("g"), n);
    }

    /// <summary>x = n + g with |g| &lt;= 1/2.</summary>
    private static (Value G, Value N) Reduce(Value x)
    {
        var f = x.Format;
        var clamped = Min(f.Pick(130.0, 1026.0), Max(f.Pick(-152.0, -1077.0), x)).Named("c");
        var n = Round(clamped).Named("n");
        return ((clamped - n).Named("g"), n);
    }

    private static Value PowerOfTwo(Value g, Value n) =>
        Scale(Fma(g, Polynomial(g, g.Format.Pick(ExpSingle, ExpDouble), "q"), 1).Named("p"), n);

    /// <summary>The cases that the logarithm of |x| does not see: the sign of x, and what is 1 whatever the other argument is.</summary>
    private static Value Edges(Value x, Value y, Value result)
    {
        var f = x.Format;
        var isInteger = IsEqual(Truncate(y), y).Named("isInteger");
        var half = (y * 0.5).Named("half");
        var isOdd = (isInteger & IsNotEqual(Truncate(half), half)).Named("isOdd");
        var signed = FromBits(Bits(result) | Select(isOdd, Bits(x) & f.SignBit, 0)).Named("y");
        var isUndefined = (x < 0) & (x > double.NegativeInfinity) & ~isInteger;
        signed = Select(isUndefined, double.NaN, signed).Named("y");
        return Select(IsEqual(x, 1) | IsEqual(y, 0), 1, signed);
    }
}
