namespace FaceTests.LinearAlgebra;

/// <summary>Gradients of determinants and of singular vectors as users ask for them.</summary>
[TensorGraph]
public static partial class MatrixGradients
{
    [Function]
    static Expr<double> Determinant([Dims("n", "n")] Matrix<double> x) => Det(x);

    [Function]
    static Expr<double> DeterminantGradient([Dims("n", "n")] Matrix<double> x) => Grad(Det(x), x);

    [Function]
    static Expr<float> DeterminantGradients([Dims("b", "n", "n")] Tensor3<float> x) => Grad(Sum(Det(x)), x);

    [Function]
    static Expr<double> Curvature([Dims("n", "n")] Matrix<double> x, [Dims("n", "n")] Matrix<double> v) => HessianVectorProduct(Det(x), x, v);

    [Function]
    static Expr<double> DeterminantHessian([Dims("n", "n")] Matrix<double> x) => Hessian(Det(x), x);

    [Function]
    static Expr<double> Third([Dims("n", "n")] Matrix<double> x, [Dims("n", "n")] Matrix<double> v) =>
        Grad(Sum(HessianVectorProduct(Det(x), x, v) * v), x);

    [Function]
    static Expr<double> LogGradient([Dims("n", "n")] Matrix<double> x) => Grad(LogDet(x), x);

    [Function]
    static Expr<double> SignedLogGradient([Dims("n", "n")] Matrix<double> x)
    {
        var (sign, log) = SlogDet(x);
        return Grad(sign * log, x);
    }

    private static Expr<double> Mixed(Expr<double> x, Expr<double> a, Expr<double> b)
    {
        var (u, s, vh) = Svd(x);
        return Sum(Sin(u) * a) + Sum(s * s * s) + Sum(Exp(vh) * b);
    }

    [Function]
    static Expr<double> Vectors(Matrix<double> x, Matrix<double> a, Matrix<double> b) => Mixed(x, a, b);

    [Function]
    static Expr<double> VectorsGradient(Matrix<double> x, Matrix<double> a, Matrix<double> b) => Grad(Mixed(x, a, b), x);

    [Function]
    static Expr<double> FullValues(Matrix<double> x)
    {
        var (_, s, _) = Svd(x, fullMatrices: true);
        return Sum(s * s * s);
    }

    [Function]
    static Expr<double> FullValuesGradient(Matrix<double> x)
    {
        var (_, s, _) = Svd(x, fullMatrices: true);
        return Grad(Sum(s * s * s), x);
    }
}
