using TensorAot;
using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>Elementwise functions, a normalisation and their derivatives.</summary>
[TensorGraph]
public static partial class Curves
{
    [Function]
    static Expr<float> Logistic([Dims("n", "m")] Matrix<float> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<float> Normalised([Dims("n", "m")] Matrix<float> x) => Softmax(x - Mean(x, axis: 1, keepDims: true), axis: 1);

    [Function]
    static Expr<float> Slope([Dims("n")] Vector<float> x, [Dims("n")] Vector<float> y) => Grad(Sum(Log(1 + Exp(x * y)) * Tanh(y)), x);
}
