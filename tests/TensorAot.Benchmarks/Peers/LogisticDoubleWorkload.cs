using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Peers;

/// <summary>W1 in double: the logistic function of a matrix of 1024 by 1024.</summary>
internal sealed class LogisticDoubleWorkload() : Workload("W1", "float64", "logistic function, 1024x1024")
{
    private const int Size = 1024;

    private readonly double[] _x = Shared.Normal<double>(1, [Size, Size], seed: 10).Value;
    private readonly double[] _y = new double[Size * Size];

    public override void WriteInputs(string folder) => Write<double>(folder, "x", _x);

    public override void Reset() => Array.Clear(_y);

    public override void Step(double rate) => Logistic.Sigmoid(_x, Size, Size, _y);

    public override IReadOnlyList<double[]> Results() => [[.. _y]];
}
