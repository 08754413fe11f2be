namespace FaceTests.State;

/// <summary>Layers in an array, one of them derived, and a generic optimizer over all parameters.</summary>
[TensorGraph]
public sealed partial class Network
{
    private readonly Layer[] _layers = [new Gated(3, 4), new(4, 2)];
    private readonly Momentum<double, Constant<double>> _optimizer;

    public Network() => _optimizer = new([.. _layers.SelectMany(l => l.Parameters)], new Constant<double>(0.05));

    public IReadOnlyList<Layer> Layers => _layers;

    public IReadOnlyList<Shared<double>> Moments => _optimizer.Moments;

    private Expr<double> Forward(Expr<double> x) => _layers.Aggregate(x, (h, layer) => layer.Apply(h));

    [Function]
    Expr<double> Predict([Dims("n", 3)] Matrix<double> x) => Forward(x);

    [Function]
    Expr<double> Train([Dims("n", 3)] Matrix<double> x, [Dims("n", 2)] Matrix<double> y)
    {
        var cost = Mean(Square(Forward(x) - y));
        _optimizer.Step(cost, decay: 0.9);
        return cost;
    }
}
