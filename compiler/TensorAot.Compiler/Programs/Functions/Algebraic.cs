using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>The functions that need no approximation. Those that make sense for integers take either kind.</summary>
internal static class Algebraic
{
    public static Value SquareRoot(Value x) => Sqrt(x);

    public static Value Square(Value x) => x * x;

    /// <summary>|x|; the smallest integer stays itself, as unchecked arithmetic has it.</summary>
    public static Value Absolute(Value x) => x.Type.IsFloating() ? Abs(x) : Select(x < 0, -x, x);

    /// <summary>-1, 0 or 1; NaN stays itself, -0 becomes +0.</summary>
    public static Value Sign(Value x) => Select(x > 0, 1, Select(x < 0, -1, x + 0));

    /// <summary>The difference from trunc(|x|) is exact, so that a half is seen as one; an infinity has none.</summary>
    public static Value RoundHalfAwayFromZero(Value x)
    {
        var magnitude = Abs(x).Named("magnitude");
        var whole = Truncate(magnitude).Named("whole");
        return WithSignOf(Select(magnitude - whole >= 0.5, whole + 1, whole), x);
    }

    public static Value CopySign(Value x, Value y) => WithSignOf(Abs(x), y);

    /// <summary>
    /// Both are scaled by the power of 2 that brings the larger one near 1. The square root h of the sum is then corrected by
    /// (h^2 - a^2 - b^2) / (2 h), of which fused steps give the digits that rounding took (Borges, "An improved algorithm for hypot",
    /// ACM TOMS 47, 2021).
    /// </summary>
    public static Value Hypot(Value x, Value y)
    {
        var f = x.Format;
        long one = 1L << f.MantissaBits, top = (2L * f.Bias) << f.MantissaBits;
        var (first, second) = (Abs(x).Named("first"), Abs(y).Named("second"));
        var larger = Max(first, second).Named("larger");
        var exponent = Min(top - one, Max(one, Bits(larger) & f.InfinityBits)).Named("exponent");
        var scale = FromBits(top - exponent).Named("scale");
        var a = (larger * scale).Named("a");
        var b = (Min(first, second) * scale).Named("b");
        var (squareOfA, squareOfB) = ((a * a).Named("aa"), (b * b).Named("bb"));
        var h = Sqrt(Fma(a, a, squareOfB)).Named("h");
        var square = (h * h).Named("hh");
        var excess = (square - squareOfA - squareOfB + Fma(h, h, -square) - Fma(a, a, -squareOfA) - Fma(b, b, -squareOfB)).Named("excess");
        var root = Select(larger > 0, h - excess / (h + h), larger) * FromBits(exponent);
        var number = Select(IsEqual(first, first), root, first).Named("number");
        var isInfinite = IsEqual(first, double.PositiveInfinity) | IsEqual(second, double.PositiveInfinity);
        return Select(isInfinite, double.PositiveInfinity, number);
    }

    /// <summary>
    /// A third of the exponent gives 4 good digits in bits, each step of Halley's t (t^3 + 2 x) / (2 t^3 + x) three times as many. In the
    /// last one x - t^3 is computed with the digits that rounding the powers took.
    /// </summary>
    public static Value Cbrt(Value x)
    {
        var f = x.Format;
        var magnitude = Abs(x).Named("magnitude");
        // Subnormal numbers are lifted by a power of 8; others lose one, so that three times the largest does not overflow.
        bool single = f.MantissaBits == 23;
        var isSmall = magnitude < f.SmallestNormal * 8;
        var a = Select(isSmall, magnitude * f.Pick(16777216.0, 18014398509481984.0), magnitude * 0.125).Named("a");
        // A bit pattern is close to linear in the logarithm: a third of it, and two thirds of that of 1.
        var pattern = ToFloating(Bits(a) >> (single ? 8 : 32));
        var third = ToInteger(pattern * (1.0 / 3) + f.Pick(2773274.0, 715094163.0)) << (single ? 8 : 32);
        var t = FromBits(third).Named("t");
        for (int i = single ? 1 : 2; i > 0; i--)
        {
            var cube = (t * t * t).Named("cube");
            t = (t * ((cube + a + a) / (cube + cube + a))).Named("t");
        }

        var square = (t * t).Named("square");
        var rest = (Fma(-t, square, a) - t * Fma(t, t, -square)).Named("rest");
        var root = Fma(t, rest / Fma(2 * t, square, a), t).Named("root");
        var lowered = root * Select(isSmall, f.Pick(0.00390625, 3.814697265625e-06), 2.0);
        // 0, infinity and NaN are their own roots.
        return WithSignOf(Select((magnitude > 0) & (magnitude < double.PositiveInfinity), lowered, magnitude), x);
    }

    /// <summary>The smaller; NaN when either is, and -0 before +0 (IEEE 754-2019 minimum).</summary>
    public static Value Minimum(Value x, Value y)
    {
        if (!x.Type.IsFloating()) return Min(x, y);
        // Equal operands differ at most in the sign of zero, and then "or" has the minus sign.
        var smaller = Select(IsEqual(x, y), FromBits(Bits(x) | Bits(y)), Min(x, y));
        return Select(IsEqual(x, x), smaller, x);
    }

    /// <summary>The larger; NaN when either is, and +0 after -0 (IEEE 754-2019 maximum).</summary>
    public static Value Maximum(Value x, Value y)
    {
        if (!x.Type.IsFloating()) return Max(x, y);
        var larger = Select(IsEqual(x, y), FromBits(Bits(x) & Bits(y)), Max(x, y));
        return Select(IsEqual(x, x), larger, x);
    }
}
