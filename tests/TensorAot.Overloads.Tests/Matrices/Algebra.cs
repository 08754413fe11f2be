namespace OverloadTests.Matrices;

/// <summary>Functions that are called with matrices and vectors of MathNet.Numerics.</summary>
[TensorGraph]
public static partial class Algebra
{
    [Function]
    static Expr<double> Logistic(Matrix<double> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<double> Product([Dims("n", "m")] Matrix<double> x, [Dims("m", "k")] Matrix<double> y) => Dot(x, y);

    [Function]
    static Expr<double> Gram([Dims("n", "m")] Matrix<double> x) => Dot(Transpose(x), x);

    [Function]
    static Expr<float> Apply([Dims("n", "m")] Matrix<float> x, [Dims("m")] Vector<float> y) => Dot(x, y);

    [Function]
    static (Expr<double> total, Expr<double> centred, Expr<double> means) Centre(Matrix<double> x) => (Sum(x), x - Mean(x, axis: 0), Mean(x, axis: 0));

    [Function]
    static Expr<double> Picked([Dims("n", "m")] Matrix<double> x, [Dims("n")] Vector<int> labels) => Sum(x) + Sum(Cast<double>(labels));

    [Function]
    static Expr<double> Softmaxed(Matrix<double> x) => Softmax(x);

    [Function]
    static Expr<double> Stacked(Matrix<double> x) => Stack([x, 2 * x]);

    [Function]
    static Expr<double> Scaled(Vector<double> x, [Default(3.0)] Scalar<double> factor) => factor * x;

    [Function]
    static Expr<int> Counts(Vector<int> x) => x + 1;
}

/// <summary>State and matrices.</summary>
[TensorGraph]
public sealed partial class LinearModel
{
    public readonly Shared<double> W = Shared.Zeros<double>(2, 3);

    [Function]
    void Add([Dims(2, 3)] Matrix<double> x) => Update(W, W + x);

    [Function]
    Expr<double> Times([Dims("n", 2)] Matrix<double> x) => Dot(x, W);
}
