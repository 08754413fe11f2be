using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W9: a Jacobian, and the product of a Hessian and a vector.</summary>
[TensorGraph]
public static partial class Slopes
{
    [Function]
    static Expr<double> Jacobian([Dims(100, 100)] Matrix<double> a, [Dims(100)] Vector<double> x) => Ops.Jacobian(Tanh(Dot(a, x)), x);

    [Function]
    static Expr<double> HessianVector([Dims(100, 100)] Matrix<double> a, [Dims(100)] Vector<double> x, [Dims(100)] Vector<double> v) =>
        HessianVectorProduct(Sum(Log(1 + Exp(Dot(a, x)))), x, v);
}
