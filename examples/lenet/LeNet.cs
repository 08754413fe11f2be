using TensorAot.Layers;
using TensorAot.Optimizers;
using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// A network after LeNet-5: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, 1998.
/// With what has come since: Relu, maxima instead of averages, softmax, dropout, Adam.
/// </summary>
[TensorGraph]
public sealed partial class LeNet
{
    private readonly Conv2D<float> _first = new(1, 6, [5, 5], Relu, padding: [2], initializer: Initializer.HeNormal);
    private readonly Sequential<float> _net;
    private readonly Adam<float> _adam;

    /// <summary>An untrained network.</summary>
    public LeNet()
    {
        _net = new(
            _first,
            new Lambda<float>(x => MaxPool(x, [2, 2])),
            new Conv2D<float>(6, 16, [5, 5], Relu, initializer: Initializer.HeNormal),
            new Lambda<float>(x => Flatten(MaxPool(x, [2, 2]), from: 1)),
            new Dense<float>(400, 120, Relu, initializer: Initializer.HeNormal),
            new Dense<float>(120, 84, Relu, initializer: Initializer.HeNormal),
            new Dropout<float>(keep: 0.5),
            new Dense<float>(84, 10));
        _adam = new(_net.Parameters, 1e-3);
    }

    /// <summary>The filters of the first layer: six pictures of 5 by 5.</summary>
    public Shared<float> Filters => _first.Weights;

    /// <summary>One step of Adam.</summary>
    [Function]
    Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
    {
        var cost = Mean(CrossEntropy(Scores(x, training: true), labels));
        _adam.Step(cost, rate);
        return cost;
    }

    /// <summary>The most likely digit of each image.</summary>
    [Function]
    Expr<int> Predict([Dims("n", 784)] Matrix<float> x) => ArgMax(Scores(x, training: false), axis: 1);

    Expr<float> Scores(Expr<float> x, bool training) => _net.Apply(Reshape(x, -1, 1, 28, 28), training);
}
