namespace OverloadTests.Matrices;

/// <summary>Functions that are called with matrices and vectors of MathNet.Numerics.</summary>
[TensorGraph]
public static partial class Algebra
{
    [Function]
    static Expr<double> Logistic(Matrix<double> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<double> Product([Dims("n", "m")] Matrix<double> x, [Dims("m", "k")] Matrix<double> y) => Dot(x, y);

    [Function(nameof(Product))]
    public static partial void ProductInto(global::MathNet.Numerics.LinearAlgebra.Matrix<double> x, global::MathNet.Numerics.LinearAlgebra.Matrix<double> y, global::MathNet.Numerics.LinearAlgebra.Matrix<double> result);

    /// <summary>Not all are MathNet's, so it is copied.</summary>
    [Function(nameof(Product))]
    public static partial double[,] ProductOfMixed(global::MathNet.Numerics.LinearAlgebra.Matrix<double> x, double[,] y);

    [Function(nameof(Product))]
    public static partial void ProductIntoMatrix(double[,] x, double[,] y, global::MathNet.Numerics.LinearAlgebra.Matrix<double> result);

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

    [Function(nameof(Scaled))]
    public static partial void ScaledInto(global::MathNet.Numerics.LinearAlgebra.Vector<double> x, double factor, global::MathNet.Numerics.LinearAlgebra.Vector<double> result);

    /// <summary>The norm of what a recurrence leaves; sizes must agree across the inputs.</summary>
    [Function]
    static (Expr<double> last, Expr<double> slope) Recurrent(Matrix<double> x, Matrix<double> w, Vector<double> h)
    {
        var (last, _) = Scan((state, row) => (Tanh(Dot(w, state) + row), state), h, x);
        return (last, Grad(Sum(last * last), w));
    }

    [Function]
    static Expr<double> Square([Dims("n", "n")] Matrix<double> x) => x + 2 * Transpose(x);

    [Function]
    static Expr<double> Solved([Dims("n", "n")] Matrix<double> a, [Dims("n", "k")] Matrix<double> b) => Solve(a, b);

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
