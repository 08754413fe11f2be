namespace FaceTests.Loops;

/// <summary>Loops that read what does not change from step to step and can fail.</summary>
[TensorGraph]
public static partial class NoSteps
{
    [Function]
    static Expr<double> Solved([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> xs) =>
        Scan((s, x) => Tanh(Dot(Inverse(a), s) + x), start, xs);

    [Function]
    static Expr<double> Known([Dims("n", "n")] Matrix<double> a, [Dims("t")] Vector<double> xs) => Map(x => Inverse(a), xs);

    [Function]
    static Expr<double> Before([Dims("n", "n")] Matrix<double> a, [Dims("t", "n")] Matrix<double> xs) => Map(x => Dot(Inverse(a), x), xs);

    [Function]
    static (Expr<double> last, Expr<double> all) After([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> xs) =>
        Scan((s, x) => { var next = Tanh(s + x); return (next, Dot(next, Cholesky(a))); }, start, xs);

    [Function]
    static Expr<double> Gradient([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> xs) =>
        Grad(Sum(Square(Scan((s, x) => Tanh(Dot(Inverse(a), s) + x), start, xs))), a);

    [Function]
    static Expr<int> Quotients([Dims("t")] Vector<int> xs, Scalar<int> divisor) => Scan((s, x) => s + x / divisor, (Expr<int>)0, xs);

    [Function]
    static Expr<int> Fixed(Scalar<int> x, Scalar<int> divisor, [Dims("t")] Vector<int> xs) => Scan((s, e) => s * 2 + e + x / divisor, (Expr<int>)0, xs);

    [Function]
    static Expr<double> Picked([Dims("t", "n")] Matrix<double> xs, [Dims("k")] Vector<int> places, [Dims("k")] Vector<double> start) =>
        Scan((s, x) => Tanh(s + x[places]), start, xs);

    [Function]
    static Expr<double> Looked([Dims("n")] Vector<double> table, [Dims("k")] Vector<int> places, [Dims("k")] Vector<double> start, [Dims("t")] Vector<double> xs) =>
        Scan((s, x) => Tanh(s * x + table[places]), start, xs);

    [Function]
    static Expr<double> Nested([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> start, [Dims("t")] Vector<double> outer, [Dims("u")] Vector<double> inner) =>
        Scan((s, x) => Scan((r, y) => Tanh(Dot(Inverse(a), r) + x * y), s, inner), start, outer);

    [Function]
    static (Expr<double> looped, Expr<double> outside) Both([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> xs)
    {
        var inverse = Inverse(a);
        return (Scan((s, x) => Tanh(Dot(inverse, s) + x), start, xs), inverse);
    }
}
