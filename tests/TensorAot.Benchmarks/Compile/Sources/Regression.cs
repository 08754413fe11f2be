using TensorAot;
using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>Logistic regression with a penalty.</summary>
[TensorGraph]
public sealed partial class Regression
{
    public readonly Shared<double> W = Shared.Zeros<double>(784);
    public readonly Shared<double> B = Shared.Scalar(0.0);

    [Function]
    Expr<double> Train([Dims("n", 784)] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> rate)
    {
        var p = 1 / (1 + Exp(-Dot(x, W) - B));
        var cost = Mean(-y * Log(p) - (1 - y) * Log(1 - p)) + 0.01 * Sum(Square(W));
        var (dw, db) = Grad(cost, W, B);
        Update(W, W - rate * dw);
        Update(B, B - rate * db);
        return cost;
    }

    [Function]
    Expr<bool> Predict([Dims("n", 784)] Matrix<double> x) => Dot(x, W) + B > 0;
}
