namespace FaceTests.State;

/// <summary>State that callers give: its sizes are checked once for each instance.</summary>
[TensorGraph]
public sealed partial class Replaceable(double[] scale, int rows, int columns)
{
    [Dims("k")]
    public readonly Shared<double> Scale = Shared.From(scale);

    [Dims("k", 2)]
    public readonly Shared<double> Table = Shared.Ones<double>(rows, columns);

    [Function]
    Expr<double> Weighted(Scalar<double> by) => by * Dot(Scale, Table);
}
