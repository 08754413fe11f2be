namespace LayersTests.Models;

/// <summary>Dropout alone, between dense layers, and two layers of one stream.</summary>
[TensorGraph]
public sealed partial class DropoutModel
{
    public readonly Dropout<double> Layer = new(0.75);
    public readonly RandomStream Random = new(seed: 5);
    private readonly Sequential<float> _net = new(new Dense<float>(4, 64, Relu), new Dropout<float>(0.5), new Dense<float>(64, 1));
    private readonly Dropout<double> _first, _second;
    private readonly Adam<float> _adam;

    public DropoutModel()
    {
        _first = new(0.5, Random);
        _second = new(0.5, Random);
        _adam = new(_net.Parameters, 0.01);
    }

    [Function]
    Expr<double> Train([Dims("n")] Vector<double> x) => Layer.Apply(x, training: true);

    [Function]
    (Expr<double> value, Expr<double> slope) TrainAndSlope([Dims("n")] Vector<double> x)
    {
        var value = Layer.Apply(x, training: true);
        return (value, Grad(Sum(value * value) / 2, x));
    }

    [Function]
    Expr<double> Apply([Dims("n")] Vector<double> x) => Layer.Apply(x);

    [Function]
    (Expr<double> first, Expr<double> second) OfOneStream([Dims("n")] Vector<double> x) => (_first.Apply(x, training: true), _second.Apply(x, training: true));

    [Function]
    Expr<float> Fit([Dims("n", 4)] Matrix<float> x, [Dims("n")] Vector<float> y)
    {
        var cost = Mean(Square(_net.Apply(x, training: true)[.., 0] - y));
        _adam.Step(cost);
        return cost;
    }

    [Function]
    Expr<float> Predict([Dims("n", 4)] Matrix<float> x) => _net.Apply(x)[.., 0];
}
