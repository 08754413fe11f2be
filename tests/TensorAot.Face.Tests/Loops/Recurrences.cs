namespace FaceTests.Loops;

/// <summary>Loops as users write them.</summary>
[TensorGraph]
public static partial class Recurrences
{
    [Function]
    static Expr<double> CumulativeProduct(Vector<double> x)
    {
        var (_, products) = Scan((p, e) => (p * e, p * e), (Expr<double>)1, x);
        return products;
    }

    [Function]
    static (Expr<double> last, Expr<double> all) Fibonacci(Scalar<double> a, Scalar<double> b)
    {
        var ((_, last), all) = Scan((p, q) => ((q, p + q), p), (a, b), steps: 10);
        return (last, all);
    }

    private static Expr<double> Rnn(Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u, Expr<double> b)
    {
        var (_, hs) = Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u) + b); return (next, next); }, h0, xs);
        return hs;
    }

    [Function]
    static Expr<double> Network([Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u, [Dims(2)] Vector<double> b) =>
        Rnn(xs, h0, w, u, b);

    [Function]
    static (Expr<double> cost, Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u, Expr<double> b) NetworkGradient(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u, [Dims(2)] Vector<double> b)
    {
        var cost = Sum(Square(Rnn(xs, h0, w, u, b)));
        var (gx, gh, gw, gu, gb) = Grad(cost, xs, h0, w, u, b);
        return (cost, gx, gh, gw, gu, gb);
    }

    [Function]
    static (Expr<double> value, Expr<double> vector) PowerIteration([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> start)
    {
        var v = Scan(v => { var next = Dot(a, v); return next / Sqrt(Sum(Square(next))); }, start, steps: 60);
        return (Dot(v, Dot(a, v)), v);
    }

    [Function]
    static Expr<double> NewtonRoot(Scalar<double> a) =>
        Scan(x => { var f = Square(x) - a; return x - f / Grad(f, x); }, a, steps: 8);

    [Function]
    static (Expr<double> value, Expr<double> first, Expr<double> second) Logistic(Scalar<double> x0, Scalar<double> r)
    {
        var x = Scan(x => r * x * (1 - x), x0, steps: 6);
        var first = Grad(x, r);
        return (x, first, Grad(first, r));
    }

    [Function]
    static Expr<double> Nested(Tensor3<double> x, Scalar<double> start) =>
        Scan((s, rows) => Scan((t, row) => t * 0.5 + Sum(row), s, rows), start, x);

    [Function]
    static Expr<double> FromTheEnd(Vector<double> x)
    {
        var (_, sums) = Scan((s, e) => (s + e, s + e), (Expr<double>)0, x, reverse: true);
        return sums;
    }

    [Function]
    static Expr<int> Collatz(Scalar<int> start)
    {
        var (_, numbers) = Scan(n => (IfElse(n % 2 == 0, () => n / 2, () => 3 * n + 1), n), start, steps: 10);
        return numbers;
    }

    [Function]
    static Expr<double> Checked(Vector<double> x) =>
        Scan((s, e) => Ops.Assert(s + e, s + e < 10, "The sum stays below 10."), (Expr<double>)0, x);

    [Function]
    static Expr<double> Finite(Vector<double> x) => CheckFinite(1 / x, "x has no zero");

    [Function]
    static Expr<double> Longest(Matrix<double> x) => Reduce((a, b) => IfElse(Sum(Square(a)) < Sum(Square(b)), () => b, () => a), x);
}
