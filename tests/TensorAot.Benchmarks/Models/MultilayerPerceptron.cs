using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W4: one step of a network 784-512-256-10 with tanh and softmax cross-entropy.</summary>
[TensorGraph]
public sealed partial class MultilayerPerceptron
{
    public readonly Shared<float> W1 = Shared.Normal<float>(0.05, [784, 512], seed: 1);
    public readonly Shared<float> B1 = Shared.Zeros<float>(512);
    public readonly Shared<float> W2 = Shared.Normal<float>(0.05, [512, 256], seed: 2);
    public readonly Shared<float> B2 = Shared.Zeros<float>(256);
    public readonly Shared<float> W3 = Shared.Normal<float>(0.05, [256, 10], seed: 3);
    public readonly Shared<float> B3 = Shared.Zeros<float>(10);

    [Function]
    Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
    {
        var hidden1 = Tanh(Dot(x, W1) + B1);
        var hidden2 = Tanh(Dot(hidden1, W2) + B2);
        var cost = Mean(CrossEntropy(Dot(hidden2, W3) + B3, labels));
        Shared<float>[] parameters = [W1, B1, W2, B2, W3, B3];
        foreach (var (parameter, gradient) in parameters.Zip(Grad(cost, parameters)))
            Update(parameter, parameter - rate * gradient);
        return cost;
    }
}
