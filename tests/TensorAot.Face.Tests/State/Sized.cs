namespace FaceTests.State;

/// <summary>State whose sizes are known for each instance only.</summary>
[TensorGraph]
public sealed partial class Sized(int inputs, int outputs)
{
    [Dims("inputs", "outputs")]
    public readonly Shared<double> W = Shared.Ones<double>(inputs, outputs);

    [Dims("outputs")]
    public readonly Shared<double> B = Shared.Zeros<double>(outputs);

    [Function]
    Expr<double> Apply([Dims("n", "inputs")] Matrix<double> x) => Dot(x, W) + B;

    [Function]
    Expr<double> Columns() => Sum(W, axis: 0) + B;

    [Function]
    Expr<double> Fit([Dims("n", "inputs")] Matrix<double> x, [Dims("n", "outputs")] Matrix<double> y, Scalar<double> outputs)
    {
        var cost = outputs * Sum(Square(Dot(x, W) + B - y));
        Update(B, B - Grad(cost, B));
        return cost;
    }
}
