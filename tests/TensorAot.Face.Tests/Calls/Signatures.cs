namespace FaceTests.Calls;

/// <summary>Functions whose generated signatures are called in every way that C# allows.</summary>
[TensorGraph]
public static partial class Signatures
{
    [Function]
    static Expr<double> Logistic(Matrix<double> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<float> Doubled(Vector<float> x) => 2 * x;

    [Function]
    static Expr<double> RowSums([Dims("n", 3)] Matrix<double> x) => Sum(x, axis: 1);

    [Function]
    static Expr<double> Product([Dims("n", "m")] Matrix<double> x, [Dims("m", "k")] Matrix<double> y) => Dot(x, y);

    [Function]
    static Expr<double> Weighted([Dims("n")] Vector<double> w, [Dims("n", "m")] Matrix<double> x) => Dot(w, x);

    [Function]
    static Expr<double> Total(Vector<double> x) => Sum(x);

    [Function]
    static Expr<double> Plus(Scalar<double> a, Scalar<double> b) => a + b;

    [Function]
    static Expr<double> Fixed([Dims(2, 3)] Matrix<double> x) => x * x;

    [Function]
    static Expr<double> ByDims([Dims("n", 2)] Expr<double> x, Expr<double> scale) => scale * x;

    [Function]
    static Expr<float> Affine(Vector<float> x, Scalar<float> slope, Scalar<float> offset) => slope * x + offset;
}
