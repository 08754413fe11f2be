using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// sin, cos and tan: x = n pi/2 + r with |r| &lt;= pi/4; n modulo 4 says which of sin(r) and cos(r) it is and with what sign. The
/// polynomials and their errors are in coefficients/sin.sollya.
/// </summary>
internal static class Trigonometric
{
    /// <summary>sin(r) = r + r^3 S(r^2), |r| &lt;= 0.8: S; relative error of sin below 2^-30.</summary>
    private static readonly double[] SinSingle = [-0.166666672, 0.0083333943, -0.000198595735, 2.89871446e-06];

    /// <summary>cos(r) = 1 + r^2 C(r^2), |r| &lt;= 0.8: C; relative error of cos below 2^-29.</summary>
    private static readonly double[] CosSingle = [-0.5, 0.0416666642, -0.00138882431, 2.45365609e-05];

    /// <summary>As <see cref="SinSingle"/>, for double; relative error below 2^-55.</summary>
    private static readonly double[] SinDouble =
    [
        -0.16666666666666663, 0.0083333333333301084, -0.00019841269835730932, 2.7557315627191891e-06, -2.5051040020330108e-08,
        1.5911878461444373e-10,
    ];

    /// <summary>As <see cref="CosSingle"/>, for double; relative error below 2^-60.</summary>
    private static readonly double[] CosDouble =
    [
        -0.5, 0.041666666666666664, -0.0013888888888886873, 2.480158729812397e-05, -2.7557316974793468e-07, 2.0876088895470498e-09,
        -1.1378726100174243e-11,
    ];

    /// <summary>The largest argument whose quarter turns are counted exactly by one multiplication.</summary>
    public static double Limit(FloatFormat f) => f.Pick(1e6, 1e14);

    /// <summary>sin(x); a tiny x, and so either zero, stays itself.</summary>
    public static Value Sin(Value x) => Select(Abs(x) < x.Format.Pick(1e-6, 1e-10), x, Sine(Reduce(x, quarterTurns: 0)));

    /// <summary>cos(x) = sin(x + pi/2).</summary>
    public static Value Cos(Value x) => Sine(Reduce(x, quarterTurns: 1));

    /// <summary>tan(x); a tiny x, and so either zero, stays itself.</summary>
    public static Value Tan(Value x) => Select(Abs(x) < x.Format.Pick(1e-6, 1e-10), x, Tangent(Reduce(x, quarterTurns: 0)));

    /// <summary>sin(x) of a double of any size.</summary>
    public static Value SinOfLarge(Value x) => Finite(x, WithSignFlippedBy(Sine(LargeAngle.Reduce(Abs(x), quarterTurns: 0)), x));

    /// <summary>cos(x) of a double of any size.</summary>
    public static Value CosOfLarge(Value x) => Finite(x, Sine(LargeAngle.Reduce(Abs(x), quarterTurns: 1)));

    /// <summary>tan(x) of a double of any size.</summary>
    public static Value TanOfLarge(Value x) => Finite(x, WithSignFlippedBy(Tangent(LargeAngle.Reduce(Abs(x), quarterTurns: 0)), x));

    /// <summary>sin and cos of an angle that is at most pi/4.</summary>
    public static (Value Sine, Value Cosine) Both(Angle angle) => (SineSum(angle), Fma(angle.Square, CosineFactor(angle), 1).Named("c"));

    private static Value Finite(Value x, Value y) => Select(Abs(x) < double.PositiveInfinity, y, double.NaN);

    private static Value WithSignFlippedBy(Value y, Value x) => FromBits(Bits(y) ^ (Bits(x) & x.Format.SignBit)).Named("y");

    private static Value Sine(Angle angle)
    {
        var f = angle.R.Format;
        int bits = 8 * f.Type.ByteSize();
        var (sine, cosine) = Both(angle);
        var result = Select(IsEqual(angle.Quadrant & 1, 0), sine, cosine).Named("y");
        var signed = FromBits(Bits(result) ^ ((angle.Quadrant << (bits - 2)) & f.SignBit)).Named("y");
        return Min(1, Max(-1, signed)).Named("y");
    }

    /// <summary>sin / cos or -cos / sin, each in two parts, and a step that corrects the quotient.</summary>
    private static Value Tangent(Angle angle)
    {
        var isEven = IsEqual(angle.Quadrant & 1, 0).Named("isEven");
        var rise = SineRise(angle).Named("rise");
        var sine = (angle.R + rise).Named("s");
        var sineLost = (angle.R - sine + rise).Named("sLost");
        var factor = CosineFactor(angle).Named("factor");
        var cosine = Fma(angle.Square, factor, 1).Named("c");
        var cosineLost = Fma(angle.Square, factor, 1 - cosine).Named("cLost");
        var numerator = Select(isEven, sine, -cosine).Named("numerator");
        var denominator = Select(isEven, cosine, sine).Named("denominator");
        var quotient = (numerator / denominator).Named("quotient");
        var rest = Fma(-quotient, denominator, numerator) + Select(isEven, sineLost, -cosineLost);
        rest = Fma(-quotient, Select(isEven, cosineLost, sineLost), rest).Named("rest");
        return quotient + rest / denominator;
    }

    private static Value SineSum(Angle angle) => (angle.R + SineRise(angle)).Named("s");

    private static Value SineRise(Angle angle) =>
        Fma(angle.R, angle.Square * Polynomial(angle.Square, angle.R.Format.Pick(SinSingle, SinDouble), "s"), angle.Lost);

    private static Value CosineFactor(Angle angle) => Polynomial(angle.Square, angle.R.Format.Pick(CosSingle, CosDouble), "c");

    /// <summary>
    /// r = x - n pi/2 with pi/2 in three parts. The first step is exact for |n| &lt; 2^21 (float) and 2^50 (double); without what the
    /// second one loses the result would have twice the error.
    /// </summary>
    private static Angle Reduce(Value x, int quarterTurns)
    {
        var f = x.Format;
        double first = f.Pick(1.57079637050628662109375, 1.570796326794896558);
        double second = f.Pick(-4.371138828673792887e-8, 6.123233995736766036e-17);
        double third = f.Pick(-1.7151245100058818729e-15, -1.4973849048591698330e-33);
        double shift = f.RoundingShift + quarterTurns;
        var shifted = Fma(x, 2 / Math.PI, shift).Named("t");
        var n = (shifted - shift).Named("n");
        var quadrant = Bits(shifted).Named("quadrant");
        var rough = Fma(n, -first, x).Named("rough");
        var step = (n * -second).Named("step");
        var r = (rough + step).Named("r");
        var lost = (rough - r + step).Named("lost");
        lost = (lost + Fma(n, -third, Fma(n, -second, -step))).Named("lost");
        return new Angle(r, Fma(r, r, r * (lost + lost)).Named("z"), lost, quadrant);
    }
}
