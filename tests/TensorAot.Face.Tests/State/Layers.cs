namespace FaceTests.State;

/// <summary>A layer with private state.</summary>
public class Layer(int inputs, int outputs)
{
    private readonly Shared<double> _weights = Shared.Normal<double>(0.5, inputs, outputs);
    private readonly Shared<double> _bias = Shared.Full(0.25, outputs);

    public virtual IEnumerable<Shared<double>> Parameters => [_weights, _bias];

    /// <summary>The same state for tests; definitions use the private members.</summary>
    public (double[] Weights, double[] Bias) Values => (_weights.Value, _bias.Value);

    public Expr<double> Linear(Expr<double> x) => Dot(x, _weights) + _bias;

    public virtual Expr<double> Apply(Expr<double> x) => Linear(x);
}

/// <summary>A derived layer with state of its own.</summary>
public sealed class Gated(int inputs, int outputs) : Layer(inputs, outputs)
{
    private readonly Shared<double> _gate = Shared.Full(2.0, outputs);

    public override IEnumerable<Shared<double>> Parameters => [.. base.Parameters, _gate];

    public Shared<double> Gate => _gate;

    public override Expr<double> Apply(Expr<double> x) => _gate * Tanh(base.Apply(x));
}
