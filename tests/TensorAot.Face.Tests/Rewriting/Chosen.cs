namespace FaceTests.Rewriting;

/// <summary>Rewriting as users expect it, restrict it and switch it off.</summary>
[TensorGraph]
public static partial class Chosen
{
    private static Expr<double> Cost(Expr<double> x) => Log(1 + Exp(x));

    private static Expr<double> Network(Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u)
    {
        var (_, hs) = Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u)); return (next, next); }, h0, xs);
        return Sum(Square(hs));
    }

    [Function, Expect("log1p"), Expect("softplus")]
    static (Expr<double> value, Expr<double> slope) Naive(Vector<double> x)
    {
        var value = Cost(x);
        return (value, Grad(Sum(value), x));
    }

    [Function(Rewrites = Rewrites.Off)]
    static Expr<double> AsWritten(Vector<double> x) => Cost(x);

    [Function(Precision = Precision.Strict), Expect("log1p")]
    static Expr<double> Strict(Vector<double> x) => Cost(x);

    [Function(Precision = Precision.Strict)]
    static Expr<double> StrictByName(Vector<double> x) => Softplus(x);

    [Function(Precision = Precision.Fast), Expect("divide-by-constant")]
    static Expr<double> Fast(Vector<double> x) => x / 3;

    [Function]
    static Expr<double> TimesZero(Vector<double> x) => x * 0;

    [Function(Precision = Precision.Strict)]
    static Expr<double> StrictTimesZero(Vector<double> x) => x * 0;

    [Function(Rewrites = Rewrites.Off)]
    static Expr<double> StoppedAsWritten(Vector<double> x) => Grad(Sum(StopGradient(x) * x + GradClip(x, -1, 1)), x);

    [Function, Expect("before-the-loop"), Expect("sums-of-steps")]
    static (Expr<double> cost, Expr<double> w, Expr<double> u) Recurrence(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u)
    {
        var cost = Network(xs, h0, w, u);
        var (gw, gu) = Grad(cost, w, u);
        return (cost, gw, gu);
    }

    [Function(Rewrites = Rewrites.Off)]
    static (Expr<double> cost, Expr<double> w, Expr<double> u) RecurrenceAsWritten(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u)
    {
        var cost = Network(xs, h0, w, u);
        var (gw, gu) = Grad(cost, w, u);
        return (cost, gw, gu);
    }
}
