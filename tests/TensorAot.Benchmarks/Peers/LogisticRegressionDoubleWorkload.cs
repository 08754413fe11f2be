using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Peers;

/// <summary>W3 in double: a training step of logistic regression on 400 rows of 784 features.</summary>
internal sealed class LogisticRegressionDoubleWorkload()
    : Workload("W3", "float64", "logistic regression, training step, 400x784")
{
    private const int Rows = 400;
    private const int Features = 784;

    private readonly LogisticRegressionDouble _model = new();
    private readonly double[] _initialWeights = new LogisticRegressionDouble().W.Value;
    private readonly double[] _x = Shared.Normal<double>(1, [Rows, Features], seed: 10).Value;
    private readonly double[] _y = [.. Labels(Rows, 2).Select(label => (double)label)];
    private double _cost;

    public override void WriteInputs(string folder)
    {
        Write<double>(folder, "x", _x);
        Write<double>(folder, "y", _y);
        Write<double>(folder, "w", _initialWeights);
    }

    public override void Reset()
    {
        _model.W.CopyFrom(_initialWeights);
        _model.B.Span.Clear();
    }

    public override void Step(double rate) => _cost = _model.Train(_x, _y, (double)rate);

    public override IReadOnlyList<double[]> Results() => [[_cost], _model.W.Value, _model.B.Value];
}
