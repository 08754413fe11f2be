using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// The logarithm of the gamma function, and its derivative. Near its zeros a polynomial without them; up to there by the recurrence
/// gamma(x) = (x - 1) gamma(x - 1), whose factors are multiplied first; for large x Stirling's series; below 0 by reflection (Abramowitz
/// and Stegun 6.1.15, 6.1.17, 6.1.40, 6.3.5, 6.3.7, 6.3.18). The polynomials and their errors are in coefficients/special.py.
/// </summary>
internal static class Gammas
{
    /// <summary>lgamma(x) = (x - 1) (x - 2) G(x - 3/2) on [0.9, 2.3]: G; relative error below 2^-24.</summary>
    private static readonly double[] LogSingle =
    [
        0.483128965, -0.145959899, 0.0629114583, -0.0313084312, 0.0167954471, -0.00942565408, 0.00546398107,
        -0.00322116516, 0.00184137945, -0.00108961598, 0.000868236646, -0.000648861402, 0.000222836548,
    ];

    /// <summary>As <see cref="LogSingle"/>, for double; relative error below 2^-54.</summary>
    private static readonly double[] LogDouble =
    [
        0.48312895054098087, -0.14595989591430608, 0.06291140107456504, -0.031308487501012561, 0.016797098631175535,
        -0.0094256224483462731, 0.005446457845046106, -0.0032120740817611136, 0.0019229161298456891,
        -0.0011644143791436769, 0.00071152237177430711, -0.0004379963399629712, 0.00027127656676445008,
        -0.00016888419282243822, 0.00010562229642705957, -6.6369009548445491e-05, 4.1809977487777446e-05,
        -2.6202514766266509e-05, 1.6526484716690214e-05, -1.1052881397309998e-05, 7.4204395892984898e-06,
        -3.8689051556983495e-06, 1.5685874247706967e-06, -1.6784043604353161e-06, 2.1748814744191429e-06,
        -1.3578300493242779e-06, 3.1923426460205158e-07,
    ];

    /// <summary>digamma(x) = (x - root) D(x - 3/2) on [1, 2]: D; relative error below 2^-26.</summary>
    private static readonly double[] DigammaSingle =
    [
        0.951055884, -0.423627496, 0.240542531, -0.148398861, 0.0949846879, -0.0620559789, 0.0408500284, -0.0257868841,
        0.0171149895, -0.0163736194, 0.0109025883,
    ];

    /// <summary>As <see cref="DigammaSingle"/>, for double; relative error below 2^-54.</summary>
    private static readonly double[] DigammaDouble =
    [
        0.95105587603183284, -0.42362742128146058, 0.24054248424078697, -0.14840492305388092, 0.094988724452890388,
        -0.06192213327548831, 0.040760833940846085, -0.026975796659787055, 0.017907248317313294, -0.011908220105959716,
        0.0079270217968681542, -0.005279937255532708, 0.0035181065638024722, -0.0023454947397380833,
        0.0015633696313653504, -0.0010364584817312839, 0.00069092557612829861, -0.00048595039220036254,
        0.00032395945401345196, -0.00014480643368061614, 9.6536462614100617e-05, -0.00017821885488559231,
        0.00011881232908510335,
    ];

    /// <summary>Bernoulli's numbers B2n / (2n (2n - 1)): Stirling's series in 1 / x^2.</summary>
    private static readonly double[] Stirling =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400, 43867.0 / 244188];

    /// <summary>B2n / 2n: the series of digamma in 1 / x^2.</summary>
    private static readonly double[] StirlingSlope =
        [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160, 43867.0 / 14364];

    /// <summary>log |gamma(x)|; below 0 it is log(pi / |sin(pi x)|) - lgamma(1 - x).</summary>
    public static Value GammaLn(Value x)
    {
        var f = x.Format;
        var isReflected = (x < 0).Named("isReflected");
        var w = Select(isReflected, 1 - x, x).Named("w");
        var y = Positive(w).Named("y");
        var (sine, _) = OfHalfTurns(x);
        // sin(pi x) is pi x near 0, where the product has no digits left among subnormal numbers: there log pi cancels.
        var isTiny = (Abs(x) < f.Pick(1e-4, 1e-9)).Named("isTiny");
        var reflected = (Logarithm.Log(Select(isTiny, Abs(x), Abs(sine)).Named("sine")) + y).Named("reflected");
        reflected = (Select(isTiny, 0.0, 1.1447298858494002) - reflected).Named("reflected");
        y = Select(isReflected, reflected, y).Named("y");
        return Select(IsEqual(Abs(x), double.PositiveInfinity), double.PositiveInfinity, y);
    }

    /// <summary>The derivative of <see cref="GammaLn"/>; below 0 it is digamma(1 - x) - pi / tan(pi x).</summary>
    public static Value Digamma(Value x)
    {
        var f = x.Format;
        double limit = f.Pick(6.0, 9.0);
        var isReflected = (x < 0).Named("isReflected");
        var w = Select(isReflected, 1 - x, x).Named("w");
        var isSmall = (w < 1).Named("isSmall");
        var (z, numerator, denominator) = (Select(isSmall, w + 1, w).Named("z"), (Value)0.0, (Value)1.0);
        for (int i = 0; i < f.Pick(4, 7); i++)
        {
            // The sum of 1 / (z - i) as one fraction.
            var isMore = (z > 2).Named("isMore");
            var next = (z - 1).Named("next");
            numerator = Select(isMore, i == 0 ? 1.0 : Fma(numerator, next, denominator), numerator).Named("numerator");
            denominator = Select(isMore, i == 0 ? next : denominator * next, denominator).Named("denominator");
            z = Select(isMore, next, z).Named("z");
        }

        var rise = (Select(isSmall, -1.0, numerator) / Select(isSmall, w, denominator)).Named("rise");
        var distance = (z - f.Pick(1.4616321325302124, 1.4616321449683622) - f.Pick(1.24381499e-08, 9.5499954299656974e-17)).Named("distance");
        var near = Fma(distance, Polynomial((z - 1.5).Named("u"), f.Pick(DigammaSingle, DigammaDouble), "p"), rise).Named("near");
        var inverse = (1 / w).Named("inverse");
        var square = (inverse * inverse).Named("square");
        var series = (square * Polynomial(square, Terms(f, StirlingSlope), "q")).Named("series");
        var far = (Logarithm.Log(w) - Fma(inverse, 0.5, series)).Named("far");
        var y = Select(w < limit, near, far).Named("y");
        var (sine, cosine) = OfHalfTurns(x);
        var reflected = (y - cosine * Math.PI / sine).Named("reflected");
        reflected = Select(IsEqual(sine, 0), double.NaN, reflected).Named("reflected");
        return Select(isReflected, reflected, y);
    }

    /// <summary>log gamma(w) for w >= 0.</summary>
    private static Value Positive(Value w)
    {
        var f = w.Format;
        double limit = f.Pick(5.3, 8.3);
        var isSmall = (w < 0.9).Named("isSmall");
        var z = Select(isSmall, w + 1, w).Named("z");
        Value product = 1.0;
        for (int i = 0; i < f.Pick(3, 6); i++)
        {
            var isMore = (z > 2.3).Named("isMore");
            var next = (z - 1).Named("next");
            product = Select(isMore, i == 0 ? next : product * next, product).Named("product");
            z = Select(isMore, next, z).Named("z");
        }

        var isFar = (w >= limit).Named("isFar");
        var log = Logarithm.Log(Select(isFar | isSmall, w, product).Named("product")).Named("log");
        var near = ((z - 1) * (z - 2) * Polynomial((z - 1.5).Named("u"), f.Pick(LogSingle, LogDouble), "p")).Named("near");
        near = (near + Select(isSmall, -log, log)).Named("near");
        var inverse = (1 / w).Named("inverse");
        var series = Fma(inverse, Polynomial((inverse * inverse).Named("square"), Terms(f, Stirling), "q"), 0.41893853320467274).Named("series");
        return Select(isFar, Fma(w - 0.5, log - 1, series), near);
    }

    private static double[] Terms(FloatFormat f, double[] series) => f.Type == LaneType.Float32 ? [.. series.Take(4)] : series;

    /// <summary>sin(pi x) and cos(pi x), up to one common sign: of what is left of x without whole numbers.</summary>
    private static (Value Sine, Value Cosine) OfHalfTurns(Value x)
    {
        var f = x.Format;
        var rest = (x - Round(x)).Named("rest");
        var magnitude = Abs(rest).Named("magnitude");
        var isLow = (magnitude <= 0.25).Named("isLow");
        var turns = Select(isLow, magnitude, 0.5 - magnitude).Named("turns");
        var r = (turns * Math.PI).Named("r");
        double high = f.Pick((float)Math.PI, Math.PI);
        var lost = Fma(turns, high, -r) + turns * f.Pick(-8.7422776573475858e-8, 1.2246467991473532e-16);
        var (sine, cosine) = Trigonometric.Both(new Angle(r, (r * r).Named("square"), lost.Named("lost"), default));
        return (WithSignOf(Select(isLow, sine, cosine), rest).Named("sine"), Select(isLow, cosine, sine).Named("cosine"));
    }
}
