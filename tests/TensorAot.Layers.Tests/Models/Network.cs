namespace LayersTests.Models;

/// <summary>A block of a user's own: layers inside a layer, one of them of the user's own too.</summary>
public sealed class Residual<T>(int features) : Layer<T>
{
    private readonly Dense<T> _first = new(features, 2 * features, Relu, initializer: Initializer.HeNormal);
    private readonly Dense<T> _second = new(2 * features, features);
    private readonly LayerNorm<T> _norm = new(features);

    public override IReadOnlyList<Shared<T>> Parameters => [.. _first.Parameters, .. _second.Parameters, .. _norm.Parameters];

    public override Expr<T> Apply(Expr<T> x, bool training = false) => x + _second.Apply(_first.Apply(_norm.Apply(x)));
}

/// <summary>Layers in layers in float, trained by Adam with a schedule and limited gradients.</summary>
[TensorGraph]
public sealed partial class Network
{
    private readonly Sequential<float> _layers = new(
        new Dense<float>(4, 8), new BatchNorm<float>(8), new Sequential<float>(new Residual<float>(8), new Residual<float>(8)), new Dense<float>(8, 3));

    private readonly Adam<float> _adam;

    public Network() => _adam = new(_layers.Parameters, new Warmup(20, new CosineDecay(0.01, steps: 400)));

    public Adam<float> Optimizer => _adam;

    public IReadOnlyList<Layer<float>> Layers => _layers.Layers;

    [Function]
    (Expr<float> cost, Expr<float> rate) Train([Dims("n", 4)] Matrix<float> x, [Dims("n")] Vector<int> labels)
    {
        var cost = Mean(CrossEntropy(_layers.Apply(x, training: true), labels));
        _adam.Step(Clipping.ByGlobalNorm(Grad(cost, _adam.Parameters), 1));
        return (cost, _adam.Rate);
    }

    [Function]
    Expr<int> Predict([Dims("n", 4)] Matrix<float> x) => ArgMax(_layers.Apply(x), axis: 1);
}

/// <summary>Sizes that each object has for itself.</summary>
[TensorGraph]
public sealed partial class SizedNetwork
{
    private readonly Dense<double> _hidden;
    private readonly Lstm<double> _memory;
    private readonly AdamW<double> _adam;

    public SizedNetwork(int inputs, int units)
    {
        _hidden = new(units, 1);
        _memory = new(inputs, units);
        _adam = new([.. _hidden.Parameters, .. _memory.Parameters], 0.05);
    }

    public IReadOnlyList<Shared<double>> Parameters => _adam.Parameters;

    [Function]
    Expr<double> Train([Dims("t", "n", "inputs")] Tensor3<double> x, [Dims("n")] Vector<double> y)
    {
        var last = _memory.Apply(x).State;
        var cost = Mean(Square(_hidden.Apply(last)[.., 0] - y));
        _adam.Step(cost);
        return cost;
    }
}
