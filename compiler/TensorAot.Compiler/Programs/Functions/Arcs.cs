using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>The inverse trigonometric functions; the polynomials and their errors are in coefficients/arc.sollya.</summary>
internal static class Arcs
{
    /// <summary>asin(x) = x + x^3 A(x^2), |x| &lt;= 1/2: A; relative error of asin below 2^-30.</summary>
    private static readonly double[] SineSingle = [0.166666657, 0.0750015303, 0.0445854254, 0.0312345512, 0.0165943373, 0.034520898];

    /// <summary>As <see cref="SineSingle"/>, for double; relative error below 2^-58.</summary>
    private static readonly double[] SineDouble =
    [
        0.16666666666666669, 0.074999999999980166, 0.044642857147007213, 0.030381944094300607, 0.022372174556052764,
        0.017352357280159696, 0.013971711915719531, 0.01147452121243462, 0.010351934602547883, 0.0053368315499723517,
        0.01771874266585035, -0.015333687560372776, 0.029077773065133285,
    ];

    /// <summary>Tangents below this are taken as they are: it is a little more than tan(1/2), so that larger results are at least 1/2.</summary>
    private const double Low = 0.5464;

    /// <summary>atan(x) = x + x^3 T(x^2), |x| &lt;= 0.5464: T; relative error of atan below 2^-28.</summary>
    private static readonly double[] TangentSingle = [-0.333333313, 0.199996814, -0.142741561, 0.109454907, -0.0795829967, 0.0378569923];

    /// <summary>As <see cref="TangentSingle"/>, for double; relative error below 2^-56.</summary>
    private static readonly double[] TangentDouble =
    [
        -0.33333333333333331, 0.1999999999999722, -0.1428571428515775, 0.11111111068433299, -0.090909074014712474,
        0.076922679131158189, -0.066660636675260912, 0.058761880089213105, -0.052195210663124901, 0.045456085724079151,
        -0.035974349173482578, 0.021955761471503289, -0.0072691631028312595,
    ];

    /// <summary>asin(x), |x| &lt;= 1/2; above, pi/2 - 2 asin(sqrt((1 - |x|) / 2)).</summary>
    public static Value Arcsin(Value x)
    {
        var f = x.Format;
        var (isSmall, s, rise) = Sine(x);
        var small = (s + rise).Named("small");
        // The difference and what it loses are taken before the small terms, whose rounding then hardly counts.
        var twice = (s + s).Named("twice");
        var difference = (Half(f) - twice).Named("difference");
        var large = (difference + (Half(f) - difference - twice + (HalfLow(f) - (rise + rise)))).Named("large");
        return WithSignOf(Select(isSmall, small, large), x);
    }

    /// <summary>pi/2 - asin(x) for |x| &lt;= 1/2, else 2 asin(sqrt((1 - |x|) / 2)) or what is missing to pi.</summary>
    public static Value Arccos(Value x)
    {
        var f = x.Format;
        var (isSmall, s, rise) = Sine(x);
        var sided = WithSignOf(s, x).Named("sided");
        var middle = (Half(f) - (sided - (HalfLow(f) - WithSignOf(rise, x)))).Named("middle");
        var small = (s + rise).Named("small");
        var right = small + small;
        var left = 2 * (Half(f) - (small - HalfLow(f)));
        return Select(isSmall, middle, Select(x < 0, left, right));
    }

    /// <summary>atan(x), from -1 / x or (x - 1) / (x + 1) where x is not small.</summary>
    public static Value Arctan(Value x)
    {
        var f = x.Format;
        var a = Abs(x).Named("a");
        var isLarge = (a > 1 / Low).Named("isLarge");
        var isMiddle = (a > Low).Named("isMiddle");
        var numerator = Select(isLarge, -1.0, Select(isMiddle, a - 1, a)).Named("numerator");
        var denominator = Select(isLarge, a, Select(isMiddle, a + 1, 1)).Named("denominator");
        var t = (numerator / denominator).Named("t");
        var whole = Select(isLarge, Half(f), Select(isMiddle, Half(f) / 2, 0.0)).Named("whole");
        var rest = Select(isLarge, HalfLow(f), Select(isMiddle, HalfLow(f) / 2, 0.0)).Named("rest");
        return WithSignOf(whole + (Tangent(t) + rest), x);
    }

    /// <summary>
    /// The angle of the point (x, y): the smaller of |y| and |x| by the larger, then whole eighths of a turn added or subtracted. All
    /// signs of zeros and infinities are those of C's atan2 (C99, F.9.1.4).
    /// </summary>
    public static Value Arctan2(Value y, Value x)
    {
        var f = x.Format;
        Value ax = Abs(x).Named("ax"), ay = Abs(y).Named("ay");
        var isSteep = (ay > ax).Named("isSteep");
        var small = Select(isSteep, ax, ay).Named("small");
        var large = Select(isSteep, ay, ax).Named("large");
        var isInfinite = IsEqual(small, double.PositiveInfinity);
        small = Select(isInfinite, 1.0, small).Named("small");
        large = Select(isInfinite | IsEqual(large, 0), 1.0, large).Named("large");
        // So that neither the sum overflows nor a subnormal ratio is misjudged.
        var scale = Select(large > f.Pick(1e15, 1e100), 0.5, f.Pick(1073741824.0, 1152921504606846976.0)).Named("scale");
        small = (small * scale).Named("small");
        large = (large * scale).Named("large");
        var isMiddle = (small > large * Low).Named("isMiddle");
        var t = (Select(isMiddle, small - large, small) / Select(isMiddle, small + large, large)).Named("t");
        var angle = Tangent(t).Named("angle");
        // The whole eighths, and whether the angle is taken from them.
        var eighths = Select(isMiddle, 1.0, 0.0).Named("eighths");
        eighths = Select(isSteep, 2 - eighths, eighths).Named("eighths");
        var isLeft = (Bits(x) < 0).Named("isLeft");
        eighths = Select(isLeft, 4 - eighths, eighths).Named("eighths");
        angle = Select(isSteep ^ isLeft, -angle, angle).Named("angle");
        var whole = (eighths * (Half(f) / 2)).Named("whole");
        var rest = Fma(eighths, Half(f) / 2, -whole) + eighths * (HalfLow(f) / 2);
        var result = WithSignOf(whole + (angle + rest), y).Named("result");
        return Select(IsEqual(x, x), Select(IsEqual(y, y), result, y), x);
    }

    private static double Half(FloatFormat f) => f.Pick(1.57079637050628662109375, 1.570796326794896558);

    private static double HalfLow(FloatFormat f) => f.Pick(-4.371138828673792887e-8, 6.123233995736766036e-17);

    /// <summary>Whether |x| &lt;= 1/2, and the two terms of asin of |x| or of sqrt((1 - |x|) / 2).</summary>
    private static (Value IsSmall, Value S, Value Rise) Sine(Value x)
    {
        var a = Abs(x).Named("a");
        var isSmall = (a <= 0.5).Named("isSmall");
        var z = Select(isSmall, a * a, Fma(a, -0.5, 0.5)).Named("z");
        var s = Select(isSmall, a, Sqrt(z)).Named("s");
        return (isSmall, s, (s * z * Polynomial(z, x.Format.Pick(SineSingle, SineDouble), "p")).Named("rise"));
    }

    /// <summary>atan(t) for |t| &lt;= 0.5464.</summary>
    private static Value Tangent(Value t)
    {
        var z = (t * t).Named("z");
        return Fma(t * z, Polynomial(z, t.Format.Pick(TangentSingle, TangentDouble), "p"), t);
    }
}
