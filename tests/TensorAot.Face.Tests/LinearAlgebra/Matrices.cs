namespace FaceTests.LinearAlgebra;

/// <summary>Linear algebra and products as users write them.</summary>
[TensorGraph]
public static partial class Matrices
{
    [Function]
    static Expr<double> Solved([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> b) => Solve(a, b);

    [Function]
    static (Expr<double> ga, Expr<double> gb) SolvedGradient([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> b)
    {
        var x = Solve(a, b);
        return Grad(Dot(x, x), a, b);
    }

    [Function]
    static Expr<double> LogLikelihood([Dims("n", "n")] Matrix<double> covariance, [Dims("n")] Vector<double> y)
    {
        var factor = Cholesky(covariance);
        return -0.5 * Dot(y, CholeskySolve(factor, y)) - Sum(Log(Diag(factor)));
    }

    [Function]
    static (Expr<double> u, Expr<double> s, Expr<double> vh) Decomposed(Matrix<double> x) => Svd(x);

    [Function]
    static (Expr<double> q, Expr<double> r) Factored(Matrix<double> x) => Qr(x);

    [Function]
    static (Expr<double> values, Expr<double> vectors) Spectrum([Dims("n", "n")] Matrix<double> x) => Eigh(x);

    [Function]
    static (Expr<double> real, Expr<double> imaginary) Roots([Dims("n", "n")] Matrix<double> x) => Eigenvalues(x);

    [Function]
    static (Expr<float> sign, Expr<float> log) Determinants([Dims("b", "n", "n")] Tensor3<float> x) => SlogDet(x);

    [Function]
    static (Expr<int> rows, Expr<double> l, Expr<double> u) Exchanged([Dims("n", "n")] Matrix<double> x) => Lu(x);

    [Function]
    static Expr<double> Fitted([Dims("m", 2)] Matrix<double> a, [Dims("m")] Vector<double> b) => Lstsq(a, b);

    [Function]
    static Expr<int> Ranks(Matrix<double> x) => MatrixRank(x);

    [Function]
    static Expr<double> Turned([Dims(2, 2)] Matrix<double> x) => Expm(x);

    [Function]
    static Expr<double> Attention([Dims("b", "q", "d")] Tensor3<double> q, [Dims("b", "k", "d")] Tensor3<double> k) => Einsum("bqd,bkd->bqk", q, k);

    [Function]
    static Expr<double> Bilinear([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> a, [Dims("m")] Vector<double> y) => Einsum("i,ij,j->", x, a, y);

    [Function]
    static Expr<float> Powers([Dims(2, 2)] Matrix<float> x) => MatrixPower(x, 5) + MatrixPower(x, -1);

    [Function]
    static Expr<long> Blocks([Dims(2, 2)] Matrix<long> a, [Dims(2, 2)] Matrix<long> b) => Kron(a, b);

    [Function]
    static Expr<double> Contracted([Dims("n", 2, 3)] Tensor3<double> a, [Dims(3, 2)] Matrix<double> b) => TensorDot(a, b, [1, 2], [1, 0]);

    [Function]
    static Expr<double> Diagonals(Tensor3<double> x) => Trace(x, 0, ^2, ^1) + Sum(Diagonal(x, 1, ^2, ^1), axis: ^1);

    [Function]
    static Expr<double> Filled([Dims(2, 3)] Matrix<double> x) => FillDiagonal(Tril(x), 7);

    [Function]
    static Expr<double> Chained([Dims(2, 30)] Matrix<double> a, [Dims(30, 2)] Matrix<double> b, [Dims(2)] Vector<double> c) => MatrixDot(a, b, c);
}
