namespace FaceTests.Derivatives;

/// <summary>Where derivatives as written would be NaN, through the whole pipe.</summary>
[TensorGraph]
public static partial class Corners
{
    private static Expr<double> Loss(Expr<double> a, Expr<double> x) => Sum(Log(1 + Exp(Dot(a, x))));

    [Function]
    static Expr<double> RightOfGradient([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> x, [Dims("n")] Vector<double> v) => Jvp(Grad(Loss(a, x), x), x, v);

    [Function]
    static Expr<double> GradientOfGradient([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> x, [Dims("n")] Vector<double> v) => Grad(Dot(Grad(Loss(a, x), x), v), x);

    [Function]
    static Expr<double> Whole([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> x) => Hessian(Loss(a, x), x);

    [Function]
    static Expr<float> InFloat([Dims("n")] Vector<float> x, [Dims("n")] Vector<float> v) => Jvp(Grad(Sum(Log(1 + Exp(x))), x), x, v);

    [Function]
    static Expr<double> LogOfRows(Matrix<double> x) => Grad(Sum(Where(Min(x, axis: 1) > 0, Sum(Log(x), axis: 1), 0)), x);

    [Function]
    static Expr<double> NormOfRows(Matrix<double> x) => Grad(Sum(Sqrt(Sum(Square(x), axis: 1))), x);

    [Function]
    static Expr<double> ProductOfRows(Matrix<double> x) => Grad(Sum(Prod(x, axis: 1)), x);

    [Function]
    static Expr<double> JacobianOfSoftmax(Vector<double> x) => Jacobian(Exp(x) / Sum(Exp(x)), x);

    [Function]
    static (Expr<float> A, Expr<float> B) AngleSlopes(Scalar<float> a, Scalar<float> b)
    {
        var (byA, byB) = Grad(Arctan2(a, b), a, b);
        return (byA, byB);
    }

    [Function]
    static Expr<float> PartOfGamma(Scalar<float> a, Scalar<float> x) => Grad(GammaInc(StopGradient(a), x), x);

    [Function]
    static Expr<double> RestOfGamma(Scalar<double> a, Scalar<double> x) => Grad(GammaIncC(StopGradient(a), x), x);

    [Function]
    static Expr<double> PartOfBeta(Scalar<double> a, Scalar<double> x) => Grad(BetaInc(StopGradient(a), StopGradient(a), x), x);

    [Function]
    static Expr<double> PowByExponent(Scalar<double> a, Scalar<double> b) => Grad(Pow(a, b), b);

    [Function]
    static Expr<float> SlopeByLogits([Dims("n", "c")] Matrix<float> logits, [Dims("n")] Vector<int> labels) => Grad(Sum(CrossEntropy(logits, labels)), logits);
}
