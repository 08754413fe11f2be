using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W1: the logistic function as in a textbook.</summary>
[TensorGraph]
public static partial class Logistic
{
    [Function]
    static Expr<float> Sigmoid(Matrix<float> x) => 1 / (1 + Exp(-x));

    [Function]
    static Expr<double> Sigmoid(Matrix<double> x) => 1 / (1 + Exp(-x));
}
