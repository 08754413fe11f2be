using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Peers;

/// <summary>W4: a training step of a network 784-512-256-10 on 128 rows.</summary>
internal sealed class MultilayerPerceptronWorkload()
    : Workload("W4", "float32", "network 784-512-256-10, training step, 128 rows")
{
    private const int Rows = 128;
    private const int Features = 784;
    private const int Classes = 10;

    private readonly MultilayerPerceptron _model = new();
    private readonly MultilayerPerceptron _initial = new();
    private readonly float[] _x = Shared.Normal<float>(1, [Rows, Features], seed: 10).Value;
    private readonly int[] _labels = Labels(Rows, Classes);
    private float _cost;

    public override void WriteInputs(string folder)
    {
        Write<float>(folder, "x", _x);
        Write<int>(folder, "labels", _labels);
        Shared<float>[] parameters = Parameters(_initial);
        for (int i = 0; i < parameters.Length; i++)
            Write<float>(folder, $"parameter{i}", parameters[i].Value);
    }

    public override void Reset()
    {
        foreach ((Shared<float> parameter, Shared<float> initial) in Parameters(_model).Zip(Parameters(_initial)))
            parameter.CopyFrom(initial.Span);
    }

    public override void Step(double rate) => _cost = _model.Train(_x, _labels, (float)rate);

    public override IReadOnlyList<double[]> Results() =>
        [[_cost], .. Parameters(_model).Select(parameter => Widen(parameter.Value))];

    private static Shared<float>[] Parameters(MultilayerPerceptron model) =>
        [model.W1, model.B1, model.W2, model.B2, model.W3, model.B3];
}
