namespace FaceTests.Indexing;

/// <summary>Choices that need no index: there is one, or all are the same value.</summary>
[TensorGraph]
public static partial class Choices
{
    [Function]
    static Expr<double> Only([Dims("n")] Vector<int> which, [Dims("n")] Vector<double> x) => Choose(which, [x]);

    [Function]
    static Expr<double> Same([Dims("n")] Vector<long> which, [Dims("n")] Vector<double> x) => Choose(which, [x + 1, 1 + x]);

    [Function]
    static Expr<double> Numbers(Vector<int> which) => Choose(which, [Const(2.0), Const(2.0)]);

    [Function]
    static Expr<double> OfScalar(Vector<int> which, Scalar<double> x) => Choose(which, [x, x, x]);

    [Function]
    static Expr<double> Gradient([Dims("n")] Vector<int> which, [Dims("n")] Vector<double> x) => Grad(Sum(Square(Choose(which, [x]))), x);

    [Function]
    static Expr<double> Masked([Dims("n")] Vector<int> which, [Dims("n")] Vector<double> x) =>
        Grad(Sum(Where(x > 0, Choose(which, [Sqrt(x), x]), 0)), x);

    private static Expr<double> Const(double value) => value;
}
