using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>
/// sin and cos: x = n pi/2 + r with |r| &lt;= pi/4; n modulo 4 says which of sin(r) and cos(r) it is and with what sign. The
/// polynomials and their errors are in coefficients/sin.sollya.
/// </summary>
internal static class Trigonometric
{
    /// <summary>What the documentation of both functions says.</summary>
    public const string Accuracy =
        "within 1 ulp (float, |x| <= 1e6) or 2 ulp (double, |x| <= 1e14); beyond that digits are lost, down to none, but the result stays in [-1, 1].";

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

    /// <summary>sin(x); a tiny x, and so either zero, stays itself.</summary>
    public static Value Sin(Value x) => Select(Abs(x) < x.Format.Pick(1e-6, 1e-10), x, SineOfTurned(x, quarterTurns: 0));

    /// <summary>cos(x) = sin(x + pi/2).</summary>
    public static Value Cos(Value x) => SineOfTurned(x, quarterTurns: 1);

    private static Value SineOfTurned(Value x, int quarterTurns)
    {
        var f = x.Format;
        int bits = 8 * f.Type.ByteSize();
        double shift = f.RoundingShift + quarterTurns;
        var shifted = Fma(x, 2 / Math.PI, shift).Named("t");
        var n = (shifted - shift).Named("n");
        var quadrant = Bits(shifted).Named("quadrant");
        var (r, z, lost) = f.Type == LaneType.Float32 ? ReduceSingle(x, n) : ReduceDouble(x, n);
        var sine = (r + Fma(r, z * Polynomial(z, f.Pick(SinSingle, SinDouble), "s"), lost)).Named("s");
        var cosine = Fma(z, Polynomial(z, f.Pick(CosSingle, CosDouble), "c"), 1).Named("c");
        var result = Select(IsEqual(quadrant & 1, 0), sine, cosine).Named("y");
        var signed = FromBits(Bits(result) ^ ((quadrant << (bits - 2)) & f.SignBit)).Named("y");
        return Min(1, Max(-1, signed)).Named("y");
    }

    /// <summary>
    /// r = x - n pi/2, its square, and what r lost in rounding. The first step is exact for |n| &lt; 2^21; without the lost part the
    /// result would have twice the error.
    /// </summary>
    private static (Value R, Value Square, Value Lost) ReduceSingle(Value x, Value n)
    {
        const double Low = 4.371138828673792887e-8, Lowest = 1.7151245100058818729e-15;
        var rough = Fma(n, -1.57079637050628662109375, x).Named("rough");
        var step = (n * Low).Named("step");
        var r = (rough + step).Named("r");
        var lost = (rough - r + step).Named("lost");
        lost = (lost + Fma(n, Lowest, Fma(n, Low, -step))).Named("lost");
        return (r, Fma(r, r, r * (lost + lost)).Named("z"), lost);
    }

    /// <summary>As <see cref="ReduceSingle"/>, but nothing of the lost part is kept. The first step is exact for |n| &lt; 2^50.</summary>
    private static (Value R, Value Square, Value Lost) ReduceDouble(Value x, Value n)
    {
        var r = Fma(n, -1.570796326794896558, x).Named("r");
        r = Fma(n, -6.123233995736766036e-17, r).Named("r");
        r = Fma(n, 1.4973849048591698330e-33, r).Named("r");
        return (r, (r * r).Named("z"), 0);
    }
}
