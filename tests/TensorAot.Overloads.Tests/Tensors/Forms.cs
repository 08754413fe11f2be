namespace OverloadTests.Tensors;

/// <summary>Functions of every kind of input and result, called with tensors.</summary>
[TensorGraph]
public static partial class Forms
{
    /// <summary>The logistic function.</summary>
    /// <param name="x">Any numbers.</param>
    [Function]
    static Expr<double> Logistic(Matrix<double> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<double> Product([Dims("n", "m")] Matrix<double> x, [Dims("m", "k")] Matrix<double> y) => Dot(x, y);

    [Function]
    static Expr<float> Doubled(Vector<float> x) => 2 * x;

    [Function]
    static Expr<double> Total(Vector<double> x) => Sum(x);

    [Function]
    static Expr<double> Weighted([Dims("n")] Vector<double> w, [Dims("n", 3)] Matrix<double> x, [Default(2.0)] Scalar<double> scale) => scale * Dot(w, x);

    [Function]
    static (Expr<double> total, Expr<double> squares, Expr<int> best) Several(Matrix<double> x) => (Sum(x), x * x, ArgMax(x, axis: 1));

    [Function]
    static (Expr<double> least, Expr<double> most) Range(Vector<double> x) => (Min(x), Max(x));

    [Function]
    static Expr<double> Cube(Tensor3<double> x) => x + 1;

    [Function]
    static Expr<double> Deep(Tensor6<double> x) => x * 3;

    [Function]
    static Expr<bool> Positive(Vector<double> x) => x > 0;

    [Function]
    static Expr<double> Table() => Reshape(Arange<double>(6), 2, 3) * 2;

    [Function]
    static Expr<double> Plus(Scalar<double> a, Scalar<double> b) => a + b;

    [Function]
    static Expr<double> Grid(Scalar<double> a) => a * Reshape(Arange<double>(4), 2, 2);

    [Function]
    static Expr<double> Inner(Vector<double> x) => x[1..^1];

    [Function]
    static Expr<double> Outer([Dims("n")] Vector<double> x, [Dims("m")] Vector<double> y) => ExpandDims(x, 1) * y;
}
