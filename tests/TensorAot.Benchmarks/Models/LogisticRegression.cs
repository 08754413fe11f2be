namespace TensorAot.Benchmarks.Models;

/// <summary>W3: one step of logistic regression, the example of Theano's tutorial, in float and in double.</summary>
[TensorGraph]
public sealed partial class LogisticRegression
{
    public readonly LogisticUnit<float> Single = new();
    public readonly LogisticUnit<double> Double = new();

    [Function]
    Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<float> y, Scalar<float> rate) => Single.Step(x, y, rate);

    [Function]
    Expr<double> Train([Dims("n", 784)] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> rate) => Double.Step(x, y, rate);
}
