using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>A network with one hidden layer of 64 units.</summary>
[TensorGraph]
public sealed partial class TwoLayerNetwork
{
    public readonly Shared<float> W1 = Shared.Normal<float>(0.125, [64, 64], seed: 1);
    public readonly Shared<float> B1 = Shared.Zeros<float>(64);
    public readonly Shared<float> W2 = Shared.Normal<float>(0.125, [64, 10], seed: 2);
    public readonly Shared<float> B2 = Shared.Zeros<float>(10);

    /// <summary>One step of gradient descent with a little weight decay.</summary>
    [Function]
    Expr<float> Train([Dims("n", 64)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
    {
        var cost = Mean(CrossEntropy(Logits(x), labels)) + 1e-4 * (Sum(Square(W1)) + Sum(Square(W2)));
        Shared<float>[] parameters = [W1, B1, W2, B2];
        foreach (var (parameter, gradient) in parameters.Zip(Grad(cost, parameters)))
            Update(parameter, parameter - rate * gradient);
        return cost;
    }

    /// <summary>The most likely digit of each image.</summary>
    [Function]
    Expr<int> Predict([Dims("n", 64)] Matrix<float> x) => ArgMax(Logits(x), axis: 1);

    Expr<float> Logits(Expr<float> x) => Dot(Tanh(Dot(x, W1) + B1), W2) + B2;
}
