namespace FaceTests.Neural;

/// <summary>Losses, norms and pooling where one of the numbers has no ordinary value.</summary>
[TensorGraph]
public static partial class Edges
{
    [Function]
    static (Expr<double> loss, Expr<double> slope, Expr<double> ofTarget) Soft([Dims("n", "c")] Matrix<double> logits, [Dims("n", "c")] Matrix<double> target)
    {
        var loss = CrossEntropy(logits, target);
        var (slope, ofTarget) = Grad(Sum(loss), logits, target);
        return (loss, slope, ofTarget);
    }

    [Function]
    static (Expr<double> loss, Expr<double> slope, Expr<double> ofTarget) Binary([Dims("n")] Vector<double> p, [Dims("n")] Vector<double> target)
    {
        var loss = BinaryCrossEntropy(p, target);
        var (slope, ofTarget) = Grad(Sum(loss), p, target);
        return (loss, slope, ofTarget);
    }

    [Function]
    static (Expr<double> norm, Expr<double> slope) Half(Vector<double> x)
    {
        var norm = Norm(x, axis: 0, ord: 0.5);
        return (norm, Grad(norm, x));
    }

    [Function]
    static (Expr<double> norm, Expr<double> slope) Harmonic(Vector<double> x)
    {
        var norm = Norm(x, axis: 0, ord: -1);
        return (norm, Grad(norm, x));
    }

    [Function]
    static (Expr<double> loss, Expr<double> slope) Sharp([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> b)
    {
        var loss = SmoothL1(a, b, beta: 0);
        return (loss, Grad(Sum(loss), a));
    }

    [Function]
    static (Expr<double> mean, Expr<double> slope) Border(Vector<double> x)
    {
        var mean = AvgPool(x, [2], padding: [2], stride: [2], countPadding: false);
        return (mean, Grad(Sum(Square(mean)), x));
    }

    [Function]
    static Expr<double> SameMax(Vector<double> x) => MaxPool(x, [3], Padding.Same, stride: [2]);

    [Function]
    static Expr<double> SameMean(Vector<double> x) => AvgPool(x, [2], Padding.Same, stride: [2]);

    [Function]
    static (Expr<float> value, Expr<float> slope) TanhGelu(Vector<float> x)
    {
        var y = Gelu(x, approximate: true);
        return (y, Grad(Sum(y), x));
    }

    [Function]
    static Expr<double> LogOfBeta(Scalar<double> a, Scalar<double> b) => BetaLn(a, b);
}
