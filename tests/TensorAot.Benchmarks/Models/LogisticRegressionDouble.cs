using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W3: one step of logistic regression, the example of Theano's tutorial, in double.</summary>
[TensorGraph]
public sealed partial class LogisticRegressionDouble
{
    public readonly Shared<double> W = Shared.Normal<double>(0.01, [784], seed: 1);
    public readonly Shared<double> B = Shared.Scalar(0.0);

    [Function]
    Expr<double> Train([Dims("n", 784)] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> rate)
    {
        var p = 1 / (1 + Exp(-Dot(x, W) - B));
        var crossEntropy = -y * Log(p) - (1 - y) * Log(1 - p);
        var cost = Mean(crossEntropy) + 0.01 * Sum(W * W);
        var (gW, gB) = Grad(cost, W, B);
        Update(W, W - rate * gW);
        Update(B, B - rate * gB);
        return cost;
    }
}
