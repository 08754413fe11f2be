using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W8: one step of LeNet, two layers of convolution and pooling and two dense ones, on images of 28x28.</summary>
[TensorGraph]
public sealed partial class LeNet
{
    public readonly Shared<float> W1 = Shared.Normal<float>(0.1, [20, 1, 5, 5], seed: 1);
    public readonly Shared<float> B1 = Shared.Zeros<float>(20);
    public readonly Shared<float> W2 = Shared.Normal<float>(0.05, [50, 20, 5, 5], seed: 2);
    public readonly Shared<float> B2 = Shared.Zeros<float>(50);
    public readonly Shared<float> W3 = Shared.Normal<float>(0.03, [800, 500], seed: 3);
    public readonly Shared<float> B3 = Shared.Zeros<float>(500);
    public readonly Shared<float> W4 = Shared.Normal<float>(0.05, [500, 10], seed: 4);
    public readonly Shared<float> B4 = Shared.Zeros<float>(10);

    [Function]
    Expr<float> Train([Dims(32, 1, 28, 28)] Tensor4<float> images, [Dims(32)] Vector<int> labels, Scalar<float> rate)
    {
        var features = Layer(Layer(images, W1, B1), W2, B2);
        var hidden = Tanh(Dot(Flatten(features, 1), W3) + B3);
        var cost = Mean(CrossEntropy(Dot(hidden, W4) + B4, labels));
        Shared<float>[] parameters = [W1, B1, W2, B2, W3, B3, W4, B4];
        foreach (var (parameter, gradient) in parameters.Zip(Grad(cost, parameters)))
            Update(parameter, parameter - rate * gradient);
        return cost;
    }

    static Expr<float> Layer(Expr<float> x, Expr<float> filters, Expr<float> bias) =>
        Tanh(MaxPool(Conv2d(x, filters), [2, 2]) + bias[.., Slice.NewAxis, Slice.NewAxis]);
}
