namespace FaceTests.Gradients;

/// <summary>Gradients in every form that a definition may ask for.</summary>
[TensorGraph]
public static partial class Slopes
{
    private static Expr<double> Cost(Expr<double> x, Expr<double> w, Expr<double> b) =>
        Mean(Square(Tanh(Dot(x, w) + b)) + Exp(-Square(b)) + Log(1 + Exp(Dot(x, w))));

    [Function]
    static Expr<double> Value([Dims("n", 2)] Matrix<double> x, [Dims(2)] Vector<double> w, Scalar<double> b) => Cost(x, w, b);

    [Function]
    static Expr<double> One([Dims("n", 2)] Matrix<double> x, [Dims(2)] Vector<double> w, Scalar<double> b) => Grad(Cost(x, w, b), w);

    [Function]
    static (Expr<double> w, Expr<double> b, Expr<double> x) Three([Dims("n", 2)] Matrix<double> x, [Dims(2)] Vector<double> w, Scalar<double> b)
    {
        var (gW, gB, gX) = Grad(Cost(x, w, b), w, b, x);
        return (gW, gB, gX);
    }

    [Function]
    static Expr<double> Listed([Dims("n", 2)] Matrix<double> x, [Dims(2)] Vector<double> w, Scalar<double> b)
    {
        Expr<double>[] gradients = Grad(Cost(x, w, b), [w, b]);
        return Sum(gradients[0]) + gradients[1];
    }

    [Function]
    static Expr<double> Second(Vector<double> x)
    {
        var first = Grad(Sum(Exp(x) * Square(x)), x);
        return Grad(Sum(first), x);
    }

    [Function]
    static Expr<double> Stopped(Vector<double> x) => Grad(Sum(x * StopGradient(x * x)), x);
}
