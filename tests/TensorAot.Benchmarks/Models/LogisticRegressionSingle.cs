using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W3: one step of logistic regression, the example of Theano's tutorial, in float.</summary>
[TensorGraph]
public sealed partial class LogisticRegressionSingle
{
    public readonly Shared<float> W = Shared.Normal<float>(0.01, [784], seed: 1);
    public readonly Shared<float> B = Shared.Scalar(0f);

    [Function]
    Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<float> y, Scalar<float> rate)
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
