using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// Regression by a Gaussian process: C. Rasmussen, C. Williams, Gaussian processes for machine learning, 2006, algorithm 2.1 and section 5.1.
/// The covariance is a squared exponential with a length for each feature, and noise. All parameters are logarithms.
/// </summary>
[TensorGraph]
public static partial class GaussianProcess
{
    /// <summary>The log marginal likelihood of targets, and its slope in every parameter, through the Cholesky factor.</summary>
    /// <param name="x">The features of each row.</param>
    /// <param name="y">The target of each row, of mean 0.</param>
    /// <param name="lengths">Of each feature, the logarithm of the distance over which the target changes.</param>
    /// <param name="signal">The logarithm of the deviation of what the features explain.</param>
    /// <param name="noise">The logarithm of the deviation of what they do not.</param>
    [Function]
    static (Expr<double> likelihood, Expr<double> byLengths, Expr<double> bySignal, Expr<double> byNoise) LogLikelihood(
        [Dims("n", "features")] Matrix<double> x, [Dims("n")] Vector<double> y, [Dims("features")] Vector<double> lengths, Scalar<double> signal, Scalar<double> noise)
    {
        var factor = Cholesky(Noisy(x, lengths, signal, noise));
        var white = SolveTriangular(factor, y, lower: true);
        var likelihood = -Sum(Square(white)) / 2 - Sum(Log(Diagonal(factor))) - Cast<double>(y.Size(0)) * Math.Log(2 * Math.PI) / 2;
        var (byLengths, bySignal, byNoise) = Grad(likelihood, lengths, signal, noise);
        return (likelihood, byLengths, bySignal, byNoise);
    }

    /// <summary>The mean and the deviation of the targets of new rows, noise included.</summary>
    [Function]
    static (Expr<double> mean, Expr<double> deviation) Predict(
        [Dims("m", "features")] Matrix<double> unseen, [Dims("n", "features")] Matrix<double> x, [Dims("n")] Vector<double> y,
        [Dims("features")] Vector<double> lengths, Scalar<double> signal, Scalar<double> noise)
    {
        var factor = Cholesky(Noisy(x, lengths, signal, noise));
        var between = Covariance(unseen, x, lengths, signal);
        var explained = SolveTriangular(factor, between.Transposed, lower: true);
        var variance = Exp(2 * signal) + Exp(2 * noise) - Sum(Square(explained), axis: 0);
        return (Dot(between, CholeskySolve(factor, y)), Sqrt(variance));
    }

    static Expr<double> Noisy(Matrix<double> x, Expr<double> lengths, Expr<double> signal, Expr<double> noise) =>
        Covariance(x, x, lengths, signal) + Exp(2 * noise) * Eye<double>(x.Size(0));

    static Expr<double> Covariance(Expr<double> a, Expr<double> b, Expr<double> lengths, Expr<double> signal)
    {
        var (p, q) = (a * Exp(-lengths), b * Exp(-lengths));
        var squares = Sum(Square(p), axis: 1)[.., Slice.NewAxis] + Sum(Square(q), axis: 1) - 2 * Dot(p, q.Transposed);
        return Exp(2 * signal - squares / 2);
    }
}
