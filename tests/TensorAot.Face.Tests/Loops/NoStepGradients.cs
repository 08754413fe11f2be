namespace FaceTests.Loops;

/// <summary>Derivatives with respect to the start of loops whose step does not read the state: only a loop of no steps hands the start on.</summary>
[TensorGraph]
public static partial class NoStepGradients
{
    private static Expr<double> Last(Expr<double> start, Expr<double> xs) => Scan((s, x) => 2 * x, start, xs);

    [Function]
    static Expr<double> Reverse(Scalar<double> start, [Dims("t")] Vector<double> xs) => Grad(Square(Last(start, xs)), start);

    [Function]
    static Expr<double> Forward(Scalar<double> start, [Dims("t")] Vector<double> xs, Scalar<double> direction) => Jvp(Square(Last(start, xs)), start, direction);

    [Function]
    static Expr<double> Second(Scalar<double> start, [Dims("t")] Vector<double> xs) => Hessian(Square(Last(start, xs)) * start, start);

    [Function]
    static Expr<double> Folded([Dims(2)] Vector<double> start, [Dims("t", 2)] Matrix<double> xs) =>
        Jacobian(Fold((s, x) => Exp(x), start, xs), start);

    [Function]
    static Expr<double> Reduced([Dims(2)] Vector<double> start, [Dims("t", 2)] Matrix<double> xs) =>
        Grad(Sum(Square(Reduce((s, x) => Exp(x), start, xs))), start);

    [Function]
    static Expr<double> Reset([Dims("t")] Vector<double> xs, Scalar<double> start) =>
        Grad(Square(Scan((s, x) => StopGradient(s) + x, start, StopGradient(xs))), start);

    [Function]
    static (Expr<double> a, Expr<double> b) Several(Scalar<double> a, Scalar<double> b, [Dims("t")] Vector<double> xs)
    {
        var (p, q) = Scan((s, r, x) => (x, r * x), (a, b), xs);
        return Grad(3 * p + 5 * q, a, b);
    }

    [Function]
    static Expr<double> Selected(Scalar<double> start, [Dims("t")] Vector<double> xs, Vector<double> limits) =>
        Grad(Sum(Where(limits > 0.5, Sqrt(Last(start, xs)), 1)), start);
}
