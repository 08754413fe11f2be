using static TensorAot.Ops;

namespace DeviceTests.Models;

/// <summary>Products in all the ways in which operands lie in memory, and products that enter shared state.</summary>
[TensorGraph]
public sealed partial class Products
{
    public readonly Shared<double> W = Shared.Zeros<double>(70, 80);

    [Function]
    static Expr<double> Plain([Dims("n", "k")] Matrix<double> a, [Dims("k", "m")] Matrix<double> b) => Dot(a, b);

    [Function]
    static Expr<double> BothTransposed([Dims("k", "n")] Matrix<double> a, [Dims("m", "k")] Matrix<double> b) => Dot(Transpose(a), Transpose(b));

    [Function]
    static Expr<double> Windows([Dims("n", "k")] Matrix<double> a, [Dims("k", "m")] Matrix<double> b) => Dot(a[1.., 3..^2], b[4..^1, ..^5]);

    [Function]
    static Expr<double> Vectors([Dims("n", "k")] Matrix<double> a, [Dims("k")] Vector<double> b) => Dot(a, b) + Dot(b, Transpose(a));

    [Function]
    static Expr<double> Batched([Dims("b", "c", "n", "k")] Tensor4<double> a, [Dims("b", "c", "k", "m")] Tensor4<double> b) => MatMul(a, b);

    /// <summary>The second operand repeats along one batch axis of two: no single stride.</summary>
    [Function]
    static Expr<double> Crossed([Dims("b", "c", "n", "k")] Tensor4<double> a, [Dims("c", "k", "m")] Tensor3<double> b) => MatMul(a, b);

    [Function]
    static Expr<double> OneForAll([Dims("b", "n", "k")] Tensor3<double> a, [Dims("m", "k")] Matrix<double> b) => MatMul(a, Transpose(b));

    [Function]
    static Expr<float> Single([Dims("n", "k")] Matrix<float> a, [Dims("k", "m")] Matrix<float> b) => Dot(a, b);

    /// <summary>A product is added to the state in place: alpha lies on the device, beta is a constant.</summary>
    [Function]
    Expr<double> Step([Dims("n", 70)] Matrix<double> x, [Dims("n", 80)] Matrix<double> g, Scalar<double> rate)
    {
        Update(W, 0.5 * W - rate * Dot(Transpose(x), g));
        return Sum(x);
    }

    /// <summary>The same behind a check.</summary>
    [Function]
    Expr<double> CheckedStep([Dims("n", 70)] Matrix<double> x, [Dims("n", 80)] Matrix<double> g, Vector<int> rows)
    {
        Update(W, W - Dot(Transpose(x), g));
        return Sum(Take(x, rows, axis: 0));
    }

    /// <summary>A product behind a check that goes to the result.</summary>
    [Function]
    static Expr<double> CheckedProduct([Dims("n", "k")] Matrix<double> a, [Dims("k", "m")] Matrix<double> b, Vector<int> rows) =>
        Dot(Take(a, rows + 1, axis: 0), b);

    /// <summary>A product in each step of a loop, of what the step before has left, so that it cannot be done for all at once.</summary>
    [Function]
    static Expr<double> Looped([Dims("n", "k")] Matrix<double> a, [Dims("k", "m")] Matrix<double> b, Vector<double> factors) =>
        Scan((sum, factor) => Mean(Sin(Dot(Tanh(a * (factor + sum)), b))), (Expr<double>)0, factors);

    /// <summary>The same with a check of the product, which the next step's product must not overwrite.</summary>
    [Function]
    static Expr<double> CheckedLoop([Dims("n", "k")] Matrix<double> a, [Dims("k", "m")] Matrix<double> b, Vector<double> factors) =>
        Scan((sum, factor) => Mean(Sin(CheckFinite(Dot(Tanh(a * (factor + sum)), b)))), (Expr<double>)0, factors);

    /// <summary>A recurrent network: the state is read where the step before has written it, the weights are shared state.</summary>
    [Function]
    Expr<double> Recurrent([Dims("t", "n", 80)] Tensor3<double> x, [Dims("n", 70)] Matrix<double> start) =>
        Scan((h, input) => Tanh(input[.., ..70] + 0.25 * Dot(Dot(h, W), Transpose(W)) - 0.1 * h), start, x);

    /// <summary>Its gradient adds up in a loop that runs backwards.</summary>
    [Function]
    Expr<double> RecurrentSlope([Dims("t", "n", 80)] Tensor3<double> x, [Dims("n", 70)] Matrix<double> start) => Grad(Sum(Square(Recurrent(x, start))), W);

    /// <summary>The same with a check in each step.</summary>
    [Function]
    Expr<double> CheckedRecurrent([Dims("t", "n", 80)] Tensor3<double> x, [Dims("n", 70)] Matrix<double> start) =>
        Scan((h, input) => CheckFinite(Tanh(input[.., ..70] + Dot(Dot(h, W), Transpose(W)))), start, x);
}
