using static TensorAot.Ops;

namespace DeviceTests.Models;

/// <summary>Shared state that a device trains: softmax regression with momentum.</summary>
[TensorGraph]
public sealed partial class Regression
{
    public readonly Shared<float> W = Shared.Zeros<float>(12, 5);
    public readonly Shared<float> B = Shared.Zeros<float>(5);
    public readonly Shared<float> Momentum = Shared.Zeros<float>(12, 5);
    public readonly Shared<int> Steps = Shared.Scalar(0);

    [Function]
    Expr<float> Train([Dims("n", 12)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
    {
        var logits = Dot(x, W) + B;
        var cost = Mean(CrossEntropy(logits, labels)) + 0.01 * Sum(W * W);
        var (gW, gB) = Grad(cost, W, B);
        var momentum = 0.9 * Momentum + gW;
        Update(Momentum, momentum);
        Update(W, W - rate * momentum);
        Update(B, B - rate * gB);
        Update(Steps, Steps + 1);
        return cost;
    }

    [Function]
    Expr<int> Predict([Dims("n", 12)] Matrix<float> x) => ArgMax(Dot(x, W) + B, axis: 1);

    [Function]
    (Expr<float> W, Expr<int> Steps) Read(Scalar<float> factor) => (factor * W, 1 * Steps);

    /// <summary>Runs on the CPU: singular values have no form for devices.</summary>
    [Function]
    Expr<float> Condition(Scalar<float> factor) => factor * Max(SingularValues(W));
}
