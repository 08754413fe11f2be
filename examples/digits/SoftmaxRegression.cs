using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>The smallest model of the digits: one matrix product, then a softmax.</summary>
[TensorGraph]
public sealed partial class SoftmaxRegression
{
    public readonly Shared<float> W = Shared.Zeros<float>(64, 10);
    public readonly Shared<float> B = Shared.Zeros<float>(10);

    /// <summary>One step of gradient descent.</summary>
    [Function]
    Expr<float> Train([Dims("n", 64)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
    {
        var cost = Mean(CrossEntropy(Dot(x, W) + B, labels));
        var (gW, gB) = Grad(cost, W, B);
        Update(W, W - rate * gW);
        Update(B, B - rate * gB);
        return cost;
    }

    /// <summary>The most likely digit of each image.</summary>
    [Function]
    Expr<int> Predict([Dims("n", 64)] Matrix<float> x) => ArgMax(Dot(x, W) + B, axis: 1);
}
