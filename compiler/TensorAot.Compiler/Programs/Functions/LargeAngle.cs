using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>An angle less whole quarter turns.</summary>
/// <param name="R">What is left, at most pi/4 or a little more.</param>
/// <param name="Square">Its square.</param>
/// <param name="Lost">What R has lost in rounding.</param>
/// <param name="Quadrant">An integer whose low two bits count the quarter turns.</param>
internal sealed record Angle(Value R, Value Square, Value Lost, Value Quadrant);

/// <summary>
/// The reduction of Payne and Hanek ("Radian reduction for trigonometric functions", 1983) with doubles: x is multiplied by as many
/// pieces of 2/pi as can matter, each product is exact, whole turns are dropped, and what is left is summed in three parts.
/// </summary>
internal static class LargeAngle
{
    /// <summary>Bits of a piece of 2/pi.</summary>
    private const int PieceBits = 24;

    /// <summary>How many pieces count: what follows is below 2^-137 quarter turns, and no double is nearer than 2^-62 to a whole one.</summary>
    private const int Pieces = 9;

    /// <summary>Products from this piece on, of the upper and of the lower half of x, are too small to be summed in three parts.</summary>
    private const int SmallUpper = 6, SmallLower = 5;

    /// <summary>A double from 2^46 on, as an angle.</summary>
    public static Angle Reduce(Value x, int quarterTurns)
    {
        var f = x.Format;
        var (upper, lower, pieces) = Factors(x);
        Value sum = 0.0, lost = 0.0, least = 0.0;
        for (int i = 0; i < SmallUpper; i++)
        {
            (sum, lost, least) = Add(sum, lost, least, WithoutTurns(upper * pieces[i], mayTurn: i < 4));
            if (i < SmallLower) (sum, lost, least) = Add(sum, lost, least, WithoutTurns(lower * pieces[i], mayTurn: i < 3));
        }

        Value small = 0.0;
        for (int i = Pieces - 1; i >= SmallLower; i--)
        {
            if (i >= SmallUpper) small = Fma(upper, pieces[i], small).Named("small");
            if (i < Pieces - 1) small = Fma(lower, pieces[i], small).Named("small");
        }

        var turns = Round(sum).Named("turns");
        var (quarter, rest) = TwoSum(sum - turns, lost);
        rest = (rest + (least + small)).Named("rest");
        const double high = 1.570796326794896558, low = 6.123233995736766036e-17;
        var r = (quarter * high).Named("r");
        var rLost = (Fma(quarter, high, -r) + Fma(quarter, low, rest * high)).Named("lost");
        var quadrant = Bits(turns + (f.RoundingShift + quarterTurns)).Named("quadrant");
        return new Angle(r, Fma(r, r, r * (rLost + rLost)).Named("z"), rLost, quadrant);
    }

    /// <summary>
    /// x without as many factors 2^24 as pieces are skipped, whose products would be whole turns, in two halves of 29 and 24 bits; and
    /// the pieces that follow.
    /// </summary>
    private static (Value Upper, Value Lower, Value[] Pieces) Factors(Value x)
    {
        var f = x.Format;
        var exponent = (ToFloating(Bits(x) >>> f.MantissaBits) - (f.Bias + f.MantissaBits)).Named("exponent");
        // Half more than needed, so that rounding cannot matter.
        var skipped = Max(0, Floor((exponent - 1.5) * (1.0 / PieceBits))).Named("skipped");
        var index = ToInteger(skipped).Named("index");
        var scaled = FromBits(Bits(x) - (ToInteger(skipped * PieceBits) << f.MantissaBits)).Named("scaled");
        var upper = FromBits(Bits(scaled) & ~((1L << PieceBits) - 1)).Named("upper");
        var pieces = new Value[Pieces];
        for (int i = 0; i < Pieces; i++) pieces[i] = (Lookup(Table.TwoByPi, index + i) * PowerOfTwo(-PieceBits * i)).Named("piece" + i);
        return (upper, (scaled - upper).Named("lower"), pieces);
    }

    private static double PowerOfTwo(int exponent) => FloatBits.ToDouble((long)(1023 + exponent) << 52);

    private static Value WithoutTurns(Value product, bool mayTurn) =>
        mayTurn ? Fma(Round(product * 0.25), -4, product.Named("product")).Named("product") : product.Named("product");

    private static (Value Sum, Value Lost, Value Least) Add(Value sum, Value lost, Value least, Value term)
    {
        if (sum.IsLiteral) return (term, 0.0, 0.0);
        (sum, var first) = TwoSum(sum, term);
        if (lost.IsLiteral) return (sum, first, 0.0);
        (lost, var second) = TwoSum(lost, first);
        return (sum, lost, least.IsLiteral ? second : (least + second).Named("least"));
    }
}
