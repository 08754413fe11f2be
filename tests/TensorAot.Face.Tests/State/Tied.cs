namespace FaceTests.State;

/// <summary>Two paths to one state.</summary>
[TensorGraph]
public sealed partial class Tied
{
    private readonly Nested _inner;
    private readonly List<Shared<double>> _all;

    public Tied()
    {
        _inner = new Nested(Shared.Full(3.0, 2));
        _all = [_inner.Weights, _inner.Decoder];
    }

    public Shared<double> Weights => _inner.Weights;

    [Function]
    Expr<double> Loss([Dims(2)] Vector<double> x)
    {
        var cost = Sum(Square(x * _inner.Weights) + x * _inner.Decoder);
        Update(_all[1], _all[0] - 0.1 * Grad(cost, _inner.Weights));
        return cost;
    }

    private sealed class Nested(Shared<double> weights)
    {
        public readonly Shared<double> Weights = weights;

        public Shared<double> Decoder { get; } = weights;
    }
}
