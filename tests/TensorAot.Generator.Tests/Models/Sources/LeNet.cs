namespace Models;

[TensorGraph]
public sealed partial class LeNet
{
    readonly Shared<float> k1 = Shared.Normal<float>(.1, 20, 1, 5, 5), k2 = Shared.Normal<float>(.1, 50, 20, 5, 5);
    readonly Dense d1 = new(800, 500, Tanh), d2 = new(500, 10);

    [Function]
    Expr<float> Logits([Dims("n", 1, 28, 28)] Tensor4<float> x)
    {
        var first = Tanh(MaxPool(Conv2d(x, k1), [2, 2]));
        var second = Tanh(MaxPool(Conv2d(first, k2), [2, 2]));
        return d2.Apply(d1.Apply(Flatten(second, from: 1)));
    }
}
