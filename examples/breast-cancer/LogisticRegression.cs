using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// Logistic regression as in a textbook. Written so, e^-z overflows for z = -800 and Log(1 - p) is the log of zero for z = 800;
/// the compiler finds the stable form, so the cost and its gradient stay exact.
/// </summary>
[TensorGraph]
public sealed partial class LogisticRegression
{
    public readonly Shared<double> W = Shared.Zeros<double>(30);
    public readonly Shared<double> B = Shared.Scalar(0.0);

    /// <summary>One step of gradient descent on all rows.</summary>
    [Function]
    Expr<double> Train([Dims("n", 30)] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> rate)
    {
        var cost = Mean(CostOf(Dot(x, W) + B, y));
        var (gW, gB) = Grad(cost, W, B);
        Update(W, W - rate * gW);
        Update(B, B - rate * gB);
        return cost;
    }

    /// <summary>The probability of class 1 of each row.</summary>
    [Function]
    Expr<double> Predict([Dims("n", 30)] Matrix<double> x) => Probability(Dot(x, W) + B);

    /// <summary>The cost of given scores and the slope of each.</summary>
    [Function]
    (Expr<double> cost, Expr<double> slope) CostAndSlope([Dims("n")] Vector<double> z, [Dims("n")] Vector<double> y)
    {
        var cost = CostOf(z, y);
        return (cost, Grad(Sum(cost), z));
    }

    static Expr<double> Probability(Expr<double> z) => 1 / (1 + Exp(-z));

    static Expr<double> CostOf(Expr<double> z, Expr<double> y)
    {
        var p = Probability(z);
        return -y * Log(p) - (1 - y) * Log(1 - p);
    }
}
