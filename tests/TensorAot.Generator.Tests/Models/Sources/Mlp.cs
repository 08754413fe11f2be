namespace Models;

/// <summary>Layers in a list, activations as method group and lambda, two optimizers.</summary>
[TensorGraph]
public sealed partial class Mlp
{
    readonly List<Dense> layers = [new(784, 512, Tanh), new(512, 256, z => Maximum(z, 0)), new(256, 10)];
    readonly Adam<float> adam;

    public Mlp() => adam = new(Params);

    List<Shared<float>> Params => [.. layers.SelectMany(layer => layer.Parameters)];

    Expr<float> Forward(Expr<float> x)
    {
        foreach (var layer in layers)
            x = layer.Apply(x);
        return x;
    }

    [Function]
    Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> y, Scalar<float> rate)
    {
        var cost = Mean(CrossEntropy(Forward(x), y));
        adam.Step(cost, rate);
        return cost;
    }

    [Function]
    Expr<float> TrainPlain([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> y, Scalar<float> rate)
    {
        var cost = Mean(CrossEntropy(Forward(x), y));
        Sgd.Step(cost, Params, rate);
        return cost;
    }
}
