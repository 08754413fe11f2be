namespace FaceTests.Rewriting;

/// <summary>Formulas as they stand in a textbook, which are computed with less work than they say.</summary>
[TensorGraph]
public sealed partial class LessWork
{
    public readonly Shared<double> W = Shared.From<double>([1, 2, 3, 4, 5, 6], 3, 2);

    [Function]
    static Expr<double> Chain([Dims("n", "n")] Matrix<double> a, [Dims("n", "n")] Matrix<double> b, [Dims("n")] Vector<double> v) => Dot(Dot(a, b), v);

    [Function]
    static Expr<double> Element([Dims("n", "k")] Matrix<double> a, [Dims("k", "m")] Matrix<double> b) => Dot(a, b)[1, 0];

    [Function]
    static Expr<double> TraceOfProduct([Dims("n", "k")] Matrix<double> a, [Dims("k", "n")] Matrix<double> b) => Trace(Dot(a, b));

    [Function]
    static Expr<double> ByInverse([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> b) => Dot(Inverse(a), b);

    [Function]
    static Expr<double> Gaussian([Dims("n", "n")] Matrix<double> covariance, [Dims("n")] Vector<double> y) =>
        -0.5 * Dot(y, Dot(Inverse(covariance), y)) - 0.5 * Log(Det(covariance));

    [Function]
    static (Expr<double> value, Expr<double> gradient) LogOfDet([Dims("n", "n")] Matrix<double> a) => (Log(Det(a)), Grad(Log(Det(a)), a));

    [Function]
    static Expr<double> ByFactor([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<double> b)
    {
        var l = Cholesky(a);
        return Solve(Dot(l, Transpose(l)), b) + Log(Det(Dot(l, Transpose(l))));
    }

    [Function]
    static Expr<int> Likeliest(Matrix<double> scores) => ArgMax(Softmax(scores, axis: 1), axis: 1);

    [Function]
    Expr<double> Train([Dims("n", 3)] Matrix<double> x, [Dims("n", 2)] Matrix<double> y, Scalar<double> rate)
    {
        var cost = 0.5 * Sum(Square(Dot(x, W) - y));
        Update(W, W - rate * Grad(cost, W));
        return cost;
    }
}
