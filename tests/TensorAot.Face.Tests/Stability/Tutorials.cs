namespace TensorAot.Face.Tests.Stability;

/// <summary>Models as a tutorial writes them, without a thought for overflow.</summary>
[TensorGraph]
public static partial class Tutorials
{
    [Function]
    static (Expr<double> Cost, Expr<double> Slope, Expr<double> Curve) LogisticRegression(
        [Dims("n", "m")] Matrix<double> x, [Dims("m")] Vector<double> w, [Dims("n")] Vector<double> y, [Dims("m")] Vector<double> v)
    {
        var p = 1 / (1 + Exp(-Dot(x, w)));
        var cost = Mean((-y * Log(p)) - ((1 - y) * Log(1 - p)));
        return (cost, Grad(cost, w), HessianVectorProduct(cost, w, v));
    }

    [Function]
    static (Expr<float> Cost, Expr<float> Slope, Expr<float> Curve) SoftmaxRegression(
        [Dims("n", "c")] Matrix<float> x, [Dims("n", "c")] Matrix<float> target, [Dims("n", "c")] Matrix<float> v)
    {
        var p = Exp(x) / Sum(Exp(x), 1, keepDims: true);
        var cost = -Sum(target * Log(p));
        return (cost, Grad(cost, x), HessianVectorProduct(cost, x, v));
    }

    [Function]
    static (Expr<double> LogLikelihood, Expr<double> Mean, Expr<double> Deviation) Gaussian([Dims("n")] Vector<double> x, Scalar<double> mean, Scalar<double> deviation)
    {
        var density = 1 / Sqrt(2 * Math.PI * Square(deviation)) * Exp(-Square(x - mean) / (2 * Square(deviation)));
        var likelihood = Log(Prod(density));
        var (gMean, gDeviation) = Grad(likelihood, mean, deviation);
        return (likelihood, gMean, gDeviation);
    }

    [Function]
    static Expr<double> Transposed([Dims("n", "c")] Matrix<double> x) => Transpose(Log(Transpose(Exp(x) / Sum(Exp(x), 1, keepDims: true))));

    /// <summary>In the body of a loop.</summary>
    [Function]
    static Expr<double> Survival([Dims("n")] Vector<double> x, Scalar<double> start) => Scan((total, z) => total + Log(1 / (1 + Exp(-z))), start, x);
}
