using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Peers;

/// <summary>W3 in float: a training step of logistic regression on 400 rows of 784 features.</summary>
internal sealed class LogisticRegressionSingleWorkload()
    : Workload("W3", "float32", "logistic regression, training step, 400x784")
{
    private const int Rows = 400;
    private const int Features = 784;

    private readonly LogisticRegressionSingle _model = new();
    private readonly float[] _initialWeights = new LogisticRegressionSingle().W.Value;
    private readonly float[] _x = Shared.Normal<float>(1, [Rows, Features], seed: 10).Value;
    private readonly float[] _y = [.. Labels(Rows, 2).Select(label => (float)label)];
    private float _cost;

    public override void WriteInputs(string folder)
    {
        Write<float>(folder, "x", _x);
        Write<float>(folder, "y", _y);
        Write<float>(folder, "w", _initialWeights);
    }

    public override void Reset()
    {
        _model.W.CopyFrom(_initialWeights);
        _model.B.Span.Clear();
    }

    public override void Step(double rate) => _cost = _model.Train(_x, _y, (float)rate);

    public override IReadOnlyList<double[]> Results() => [[_cost], Widen(_model.W.Value), Widen(_model.B.Value)];
}
