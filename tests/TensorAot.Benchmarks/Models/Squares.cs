using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W6: the product of two square matrices.</summary>
[TensorGraph]
public static partial class Squares
{
    [Function]
    static Expr<float> Multiply([Dims("n", "n")] Matrix<float> a, [Dims("n", "n")] Matrix<float> b) => Dot(a, b);

    [Function]
    static Expr<double> Multiply([Dims("n", "n")] Matrix<double> a, [Dims("n", "n")] Matrix<double> b) => Dot(a, b);
}
