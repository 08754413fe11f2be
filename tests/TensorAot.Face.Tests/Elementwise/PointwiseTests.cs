namespace FaceTests.Elementwise;

/// <summary>Values are NumPy's or mpmath's.</summary>
[TestFixture]
public class PointwiseTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    [Test]
    public void Rounding_is_that_of_NumPy()
    {
        var (floor, ceil, trunc, round, away) = Pointwise.Rounded([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.49999999999999994, Inf, NaN]);
        Assert.That(floor, Is.EqualTo((double[])[-3, -2, -1, 0, 1, 2, 0, Inf, NaN]));
        Assert.That(ceil, Is.EqualTo((double[])[-2, -1, 0, 1, 2, 3, 1, Inf, NaN]));
        Assert.That(trunc, Is.EqualTo((double[])[-2, -1, 0, 0, 1, 2, 0, Inf, NaN]));
        Assert.That(round, Is.EqualTo((double[])[-2, -2, 0, 0, 2, 2, 0, Inf, NaN]));
        Assert.That(away, Is.EqualTo((double[])[-3, -2, -1, 1, 2, 3, 0, Inf, NaN]));
        Assert.That(double.IsNegative(round[2]), Is.True);
    }

    [Test]
    public void Decimals_count_from_the_point_and_integers_stay()
    {
        var (cents, hundreds, whole) = Pointwise.Decimals([1.005, -2.675, 1234.5678, 150], [7, -3]);
        Assert.That(cents, Is.EqualTo((double[])[1.0, -2.68, 1234.57, 150]));
        Assert.That(hundreds, Is.EqualTo((double[])[0, 0, 1200, 200]));
        Assert.That(whole, Is.EqualTo((int[])[7, -3]));
    }

    [Test]
    public void Integers_divide_towards_minus_infinity()
    {
        var (quotient, remainder, cover, ratio) = Pointwise.Integers([7, -7, 7, -7, 6, int.MinValue], [2, 2, -2, -2, 3, -1]);
        Assert.That(quotient, Is.EqualTo((int[])[3, -4, -4, 3, 2, int.MinValue]));
        Assert.That(remainder, Is.EqualTo((int[])[1, 1, -1, -1, 0, 0]));
        Assert.That(cover, Is.EqualTo((int[])[4, -3, -3, 4, 2, int.MinValue]));
        Assert.That(ratio, Is.EqualTo((double[])[3.5, -3.5, -3.5, 3.5, 2, 2147483648]));
        Assert.That(() => Pointwise.Integers([1], [0]), Throws.TypeOf<DivideByZeroException>());
    }

    [Test]
    public void Floats_divide_as_in_NumPy()
    {
        var (quotient, remainder, half) = Pointwise.Floats([1, -1, -7.5, 5, -0.0, -1, 1], [0.1, 0.1, 2, -0.0, 3, Inf, 0]);
        Assert.That(quotient, Is.EqualTo((double[])[9, -10, -4, -Inf, 0, -1, Inf]));
        Assert.That(remainder, Is.EqualTo((double[])[0.09999999999999995, 5.551115123125783e-17, 0.5, NaN, 0, Inf, NaN]).Within(1e-17));
        Assert.That(half, Is.EqualTo((double[])[0, 0, 0, 0, 0, 0, 0]));
        Assert.That((double.IsNegative(quotient[4]), double.IsNegative(remainder[4])), Is.EqualTo((true, false)));
    }

    [Test]
    public void Lengths_neither_overflow_nor_underflow()
    {
        var (length, signed, root, fused, isMinus) = Pointwise.Lengths([3, -1e300, 3e-320, Inf, -27, -0.0], [4, 1e300, 4e-320, NaN, -0.0, 0]);
        Assert.That(length, Is.EqualTo((double[])[5, 1.4142135623730951e300, 5e-320, Inf, 27, 0]));
        Assert.That(signed[..3], Is.EqualTo((double[])[3, 1e300, 3e-320]));
        Assert.That(signed[4..], Is.EqualTo((double[])[-27, 0]));
        Assert.That(root[0], Is.EqualTo(1.4422495703074083).Within(3e-16));
        Assert.That(root[3..], Is.EqualTo((double[])[Inf, -3, 0]));
        Assert.That(fused[0], Is.EqualTo(12.5));
        Assert.That(isMinus, Is.EqualTo((bool[])[false, true, false, false, true, true]));
    }

    [Test]
    public void Numbers_have_their_kinds()
    {
        var (nan, inf, finite, plus, minus) = Pointwise.Kinds([1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue]);
        Assert.That(nan, Is.EqualTo((bool[])[false, true, false, false, false]));
        Assert.That(inf, Is.EqualTo((bool[])[false, false, true, true, false]));
        Assert.That(finite, Is.EqualTo((bool[])[true, false, false, false, true]));
        Assert.That(plus, Is.EqualTo((bool[])[false, false, true, false, false]));
        Assert.That(minus, Is.EqualTo((bool[])[false, false, false, true, false]));
    }

    [Test]
    public void Close_is_what_NumPy_calls_close()
    {
        var (each, all, withNaN) = Pointwise.Closeness([1, 1, Inf, Inf, NaN, 1e-9], [1.00001, 1.0001, Inf, -Inf, NaN, 0]);
        Assert.That(each, Is.EqualTo((bool[])[true, false, true, false, false, true]));
        Assert.That(all, Is.False);
        Assert.That(withNaN, Is.EqualTo((bool[])[true, false, true, false, true, true]));
        Assert.That((Pointwise.Closeness([1, 2], [1.5, 3]).All, Pointwise.Closeness([], []).All), Is.EqualTo((true, true)));
    }

    [Test]
    public void Numbers_are_true_where_they_are_not_zero()
    {
        var (and, or, xor, not, less) = Pointwise.Logic([0, 2, NaN, -0.0], [1, 3, 0, 0]);
        Assert.That(and, Is.EqualTo((bool[])[false, true, false, false]));
        Assert.That(or, Is.EqualTo((bool[])[true, true, true, false]));
        Assert.That(xor, Is.EqualTo((bool[])[true, false, true, false]));
        Assert.That(not, Is.EqualTo((bool[])[true, false, false, true]));
        Assert.That(less, Is.EqualTo((bool[])[true, false, false, true]));
    }

    [Test]
    public void Bits_are_those_of_NumPy()
    {
        int[] a = [12, -12, 1, -1, 7], b = [2, 3, 31, 40, -1];
        var (mixed, not, up, down, twice, named) = Pointwise.Bits(a, b);
        Assert.That(mixed, Is.EqualTo(a.Zip(b, (x, y) => (x & y) | (x ^ 5))));
        Assert.That(not, Is.EqualTo(a.Select(x => ~x)));
        Assert.That(up, Is.EqualTo((int[])[48, -96, int.MinValue, 0, 0]));
        Assert.That(down, Is.EqualTo((int[])[3, -2, 0, -1, 0]));
        Assert.That(twice, Is.EqualTo(a.Select(x => x << 1)));
        Assert.That(named, Is.EqualTo(a.Zip(b, (x, y) => (x << 2) | (~y >> 1))));
        var (upper, lower, inverse) = Pointwise.Bytes([1, 128, 255]);
        Assert.That((upper, lower, inverse), Is.EqualTo(((byte[])[2, 0, 254], (byte[])[0, 16, 31], (byte[])[254, 127, 0])));
    }

    [Test]
    public void Logarithms_are_zero_times_infinity_free()
    {
        var (x, xy, x1y, sum, sum2) = Pointwise.Logarithms([0, 0.5, 3, -Inf, 1000], [2, 0.5, 1e-3, -Inf, 1000]);
        Assert.That(x[..3], Is.EqualTo((double[])[0, -0.34657359027997264, 3.295836866004329]).Within(1e-15));
        Assert.That(xy[..3], Is.EqualTo((double[])[0, -0.34657359027997264, -20.72326583694641]).Within(1e-14));
        Assert.That(x1y[..3], Is.EqualTo((double[])[0, 0.2027325540540822, 0.0029985009992505997]).Within(1e-16));
        Assert.That(sum, Is.EqualTo((double[])[2.1269280110429727, 1.1931471805599454, 3.048634800042066, -Inf, 1000.6931471805599]).Within(1e-15));
        Assert.That(sum2, Is.EqualTo((double[])[2.321928094887362, 1.5, 3.1700361467890654, -Inf, 1001]).Within(1e-15));
        Assert.That(Pointwise.Logarithms([0, 0], [0, NaN]).XY, Is.EqualTo((double[])[0, NaN]));
    }

    [Test]
    public void Forms_are_accurate()
    {
        var (logit, logSigmoid, sinc, radians, degrees) = Pointwise.Forms([0.01, 0.25, 0.5, 0.9]);
        Assert.That(logit, Is.EqualTo((double[])[-4.59511985013459, -1.0986122886681098, 0, 2.1972245773362196]).Within(1e-15));
        Assert.That(logSigmoid, Is.EqualTo((double[])[-0.6881596805078624, -0.5759394198788436, -0.4740769841801067, -0.3411538747320878]).Within(1e-15));
        Assert.That(sinc, Is.EqualTo((double[])[0.9998355147105487, 0.9003163161571061, 0.6366197723675814, 0.10929240478705175]).Within(1e-15));
        Assert.That(degrees.Zip(radians, (d, r) => d * r), Is.EqualTo((double[])[1e-4, 0.0625, 0.25, 0.81]).Within(1e-15));
        Assert.That(Pointwise.Forms([0, 1, 2, -3]).Logit, Is.EqualTo((double[])[-Inf, Inf, NaN, NaN]));
        Assert.That(Pointwise.Forms([0, 1, -2, 1e10]).Sinc, Is.EqualTo((double[])[1, 0, 0, 0]));
    }

    [Test]
    public void Slopes_hold_at_the_corners()
    {
        var (logit, sinc, second, hypot) = Pointwise.Slopes([0.01, 0.25, 0.5, 0.9]);
        Assert.That(logit, Is.EqualTo((double[])[101.01010101010101, 5.333333333333333, 4, 11.111111111111112]).Within(1e-12));
        Assert.That(sinc, Is.EqualTo((double[])[-0.0328954344817124, -0.7728381398822342, -1.2732395447351628, -1.178165467869117]).Within(1e-14));
        Assert.That(second, Is.EqualTo((double[])[-3.2888941000101957, -2.703060757258859, -1.1902271282389358, 1.5394726848616678]).Within(1e-12));
        Assert.That(hypot, Is.All.EqualTo(2.23606797749979).Within(1e-15));
        var (_, sincAtZero, secondAtZero, hypotAtZero) = Pointwise.Slopes([0]);
        Assert.That((sincAtZero[0], secondAtZero[0], hypotAtZero[0]), Is.EqualTo((0.0, -3.289868133696453, 0.0)).Within(1e-15));
    }
}
