namespace FaceTests.Elementwise;

/// <summary>Elementwise functions as a user calls them.</summary>
[TensorGraph]
public static partial class Pointwise
{
    [Function]
    static (Expr<double> Floor, Expr<double> Ceil, Expr<double> Trunc, Expr<double> Round, Expr<double> Away) Rounded(Vector<double> x) =>
        (Floor(x), Ceil(x), Trunc(x), Round(x), RoundHalfAwayFromZero(x));

    [Function]
    static (Expr<double> Cents, Expr<double> Hundreds, Expr<int> Whole) Decimals(Vector<double> x, Vector<int> k) =>
        (Round(x, 2), Round(x, decimals: -2), Round(Floor(k)));

    [Function]
    static (Expr<int> Quotient, Expr<int> Remainder, Expr<int> Cover, Expr<double> Ratio) Integers([Dims("n")] Vector<int> a, [Dims("n")] Vector<int> b)
    {
        var (quotient, remainder) = DivMod(a, b);
        return (quotient, remainder, CeilIntDiv(a, b), TrueDivide(a, b));
    }

    [Function]
    static (Expr<double> Quotient, Expr<double> Remainder, Expr<double> Half) Floats([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> b) =>
        (FloorDivide(a, b), Mod(a, b), Mod(a, 0.5));

    [Function]
    static (Expr<double> Length, Expr<double> Signed, Expr<double> Root, Expr<double> Fused, Expr<bool> IsMinus) Lengths([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> b) =>
        (Hypot(a, b), CopySign(a, b), Cbrt(a), Fma(a, b, 0.5), SignBit(a));

    [Function]
    static (Expr<bool> NaN, Expr<bool> Inf, Expr<bool> Finite, Expr<bool> Plus, Expr<bool> Minus) Kinds(Vector<float> x) =>
        (IsNaN(x), IsInf(x), IsFinite(x), IsPosInf(x), IsNegInf(x));

    [Function]
    static (Expr<bool> Each, Expr<bool> All, Expr<bool> WithNaN) Closeness([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> b) =>
        (IsClose(a, b), AllClose(a, b, rtol: 0.5), IsClose(a, b, equalNaN: true));

    [Function]
    static (Expr<bool> And, Expr<bool> Or, Expr<bool> Xor, Expr<bool> Not, Expr<bool> Less) Logic([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> b) =>
        (LogicalAnd(a, b), LogicalOr(a, b), LogicalXor(a, b), LogicalNot(a), Less(a, 1.0));

    [Function]
    static (Expr<int> Mixed, Expr<int> Not, Expr<int> Up, Expr<int> Down, Expr<int> Twice, Expr<int> Named) Bits([Dims("n")] Vector<int> a, [Dims("n")] Vector<int> b) =>
        ((a & b) | (a ^ 5), ~a, a << b, a >> b, a << 1, BitwiseOr(LeftShift(a, 2), RightShift(BitwiseNot(b), 1)));

    [Function]
    static (Expr<byte> Up, Expr<byte> Down, Expr<byte> Not) Bytes(Vector<byte> a) => (a << 1, a >> 3, ~a);

    [Function]
    static (Expr<double> X, Expr<double> XY, Expr<double> X1Y, Expr<double> Sum, Expr<double> Sum2) Logarithms([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> b) =>
        (Xlogx(a), Xlogy(a, b), Xlog1py(a, b), LogAddExp(a, b), LogAddExp2(a, b));

    [Function]
    static (Expr<double> Logit, Expr<double> LogSigmoid, Expr<double> Sinc, Expr<double> Radians, Expr<double> Degrees) Forms(Vector<double> x) =>
        (Logit(x), LogSigmoid(x), Sinc(x), Deg2Rad(x), Rad2Deg(x));

    [Function]
    static (Expr<double> Logit, Expr<double> Sinc, Expr<double> Sinc2, Expr<double> Hypot) Slopes(Vector<double> x) =>
        (Grad(Sum(Logit(x)), x), Grad(Sum(Sinc(x)), x), Grad(Sum(Grad(Sum(Sinc(x)), x)), x), Grad(Sum(Hypot(x, 2 * x)), x));
}
