namespace FaceTests.Derivatives;

/// <summary>Functions of one example, mapped over many.</summary>
[TensorGraph]
public static partial class Mapped
{
    [Function]
    static Expr<double> Products([Dims("k", "n")] Matrix<double> a, [Dims("k", "n")] Matrix<double> b) => Vmap((x, y) => Dot(x, y), a, b);

    [Function]
    static Expr<double> Along([Dims("n", "k")] Matrix<double> x, [Dims("n", "m")] Matrix<double> w) => Vmap(v => Dot(v, w), x, inAxis: 1, outAxis: -1);

    /// <summary>The gradient of each example's loss: what a batch's gradient is the mean of.</summary>
    [Function]
    static Expr<double> GradientOfEach([Dims("k", "n")] Matrix<double> xs, [Dims("k")] Vector<double> ys, [Dims("n")] Vector<double> w) =>
        Vmap((x, y) => Grad(Square(Dot(x, w) - y), w), xs, ys);

    [Function]
    static (Expr<double> norm, Expr<int> place) Two([Dims("k", "n")] Matrix<double> xs)
    {
        var (norm, place) = Vmap(x => (Sum(Square(x)), ArgMax(x, axis: 0)), xs);
        return (norm, place);
    }

    [Function]
    static Expr<float> Picked([Dims("k", "n")] Matrix<float> xs, [Dims("k", "p")] Matrix<int> places) => Vmap((x, i) => x[i], xs, places);

    [Function]
    static Expr<double> Pairwise([Dims("k", "n")] Matrix<double> a, [Dims("l", "n")] Matrix<double> b) => Vmap(x => Vmap(y => Sum(Square(x - y)), b), a);

    [Function]
    static Expr<double> Same([Dims("k", "n")] Matrix<double> xs, Scalar<double> c) => Vmap(x => c * c, xs);

    [Function]
    static Expr<double> ByInterval([Dims("k")] Vector<double> xs) => Grad(Sum(Vmap(x => x * Exp(x), xs)), xs);
}
