namespace OverloadTests.Tensors;

/// <summary>A model with state, trained with tensors.</summary>
[TensorGraph]
public sealed partial class Model
{
    public readonly Shared<double> W = Shared.Zeros<double>(3, 2);

    [Function]
    void Add([Dims(3, 2)] Matrix<double> x) => Update(W, W + x);

    [Function]
    Expr<double> Apply([Dims("n", 3)] Matrix<double> x) => Dot(x, W);
}
