using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Peers;

/// <summary>W1 in float: the logistic function of a matrix of 1024 by 1024.</summary>
internal sealed class LogisticSingleWorkload() : Workload("W1", "float32", "logistic function, 1024x1024")
{
    private const int Size = 1024;

    private readonly float[] _x = Shared.Normal<float>(1, [Size, Size], seed: 10).Value;
    private readonly float[] _y = new float[Size * Size];

    public override void WriteInputs(string folder) => Write<float>(folder, "x", _x);

    public override void Reset() => Array.Clear(_y);

    public override void Step(double rate) => Logistic.Sigmoid(_x, Size, Size, _y);

    public override IReadOnlyList<double[]> Results() => [Widen(_y)];
}
