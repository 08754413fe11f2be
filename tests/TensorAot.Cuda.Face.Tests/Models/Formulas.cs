using static TensorAot.Ops;

namespace DeviceTests.Models;

/// <summary>One function for each kind of kernel.</summary>
[TensorGraph]
public static partial class Formulas
{
    [Function]
    static Expr<double> Sigmoid(Matrix<double> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<float> Softmax([Dims("n", "m")] Matrix<float> x) => Ops.Softmax(x);

    [Function]
    static Expr<float> SquareSum(Vector<float> x, Scalar<float> scale) => Sum(x * x) * scale;

    [Function]
    static (Expr<double> Mean, Expr<double> Columns, Expr<int> Place) Statistics([Dims("n", "m")] Matrix<double> x) =>
        (Mean(x), Sum(x, axis: 0), ArgMax(x, axis: 1));

    [Function]
    static Expr<float> Product([Dims("n", "k")] Matrix<float> a, [Dims("k", "m")] Matrix<float> b) => Dot(a, b);

    [Function]
    static Expr<double> Transposed([Dims("k", "n")] Matrix<double> a, [Dims("m", "k")] Matrix<double> b) => Tanh(Dot(Transpose(a), Transpose(b)));

    /// <summary>One tensor is read along its rows, one across them.</summary>
    [Function]
    static Expr<double> Crossed([Dims("n", "m")] Matrix<double> x, [Dims("m", "n")] Matrix<double> y, [Dims("n")] Vector<double> b) => Exp(Transpose(x)) * b + y;

    /// <summary>Channels last become channels first, with a number for each channel.</summary>
    [Function]
    static Expr<float> ChannelsFirst([Dims("n", "h", "w", "c")] Tensor4<float> images, [Dims("c")] Vector<float> means) => Transpose(images - means, 0, 3, 1, 2);

    [Function]
    static Expr<long> Whole([Dims("n", "k")] Matrix<long> a, [Dims("k", "m")] Matrix<long> b) => Dot(a, b);

    [Function]
    static (Expr<float> Values, Expr<int> Places) Ordered([Dims("n", "m")] Matrix<float> x) => (Sort(x, axis: 1), ArgSort(x, axis: 1));

    [Function]
    static Expr<long> Running([Dims("n", "m")] Matrix<long> x) => CumSum(x, axis: 1);

    [Function]
    static Expr<int> Quotient([Dims("n")] Vector<int> a, [Dims("n")] Vector<int> b) => a / b;

    [Function]
    static Expr<float> Pick([Dims("n", "m")] Matrix<float> table, Vector<int> rows) => Take(table, rows, axis: 0);

    [Function]
    static Expr<float> Doubled(Vector<float> x, Scalar<bool> really) => Where(really, 2 * x, x);

    [Function]
    static Expr<double> OnCpu(Matrix<double> x) => SingularValues(x);

    [Function]
    static Expr<double> Root(Tensor3<double> x) => Cholesky(x);

    [Function]
    static Expr<double> Solution(Matrix<double> a, Vector<double> b) => Solve(a, b);
}
