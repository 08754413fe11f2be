namespace Models;

[TensorGraph]
public static partial class GaussianProcess
{
    [Function]
    static (Expr<double> nll, Expr<double> gLength, Expr<double> gNoise) NegativeLogLikelihood(
        [Dims("n", "d")] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> length, Scalar<double> noise)
    {
        var n = x.Size(0);
        var squares = Sum(x * x, axis: 1, keepDims: true);
        var distance = squares + squares.Transposed - 2 * Dot(x, x.Transposed);
        var kernel = Exp(-distance / (2 * length * length)) + noise * Eye<double>(n);
        var factor = Cholesky(kernel);
        var a = Solve(kernel, y);
        var nll = 0.5 * Dot(y, a) + Sum(Log(Diag(factor))) + 0.5 * Math.Log(2 * Math.PI) * Cast<double>(n);
        var (gLength, gNoise) = Grad(nll, length, noise);
        return (nll, gLength, gNoise);
    }
}
