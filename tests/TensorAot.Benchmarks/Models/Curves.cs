using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W2: a formula of four vectors; W11: a sum of two.</summary>
[TensorGraph]
public static partial class Curves
{
    [Function]
    static Expr<float> Fused([Dims("n")] Vector<float> a, [Dims("n")] Vector<float> b, [Dims("n")] Vector<float> c, [Dims("n")] Vector<float> d) =>
        Log(1 + Exp(a * b + c)) * Tanh(d) - a;

    [Function]
    static Expr<float> Add([Dims("n")] Vector<float> x, [Dims("n")] Vector<float> y) => x + y;

    [Function]
    static Expr<float> Total(Vector<float> x) => Sum(x);
}
