using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>The weights of logistic regression on 784 features and one step of gradient descent on them.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LogisticUnit<T>
{
    public readonly Shared<T> W = Shared.Normal<T>(0.01, [784], seed: 1);
    public readonly Shared<T> B = Shared.Zeros<T>();

    public Expr<T> Step(Expr<T> x, Expr<T> y, Expr<T> rate)
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
