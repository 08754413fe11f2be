using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>The logistic function, written as in a textbook.</summary>
[TensorGraph]
public static partial class Logistic
{
    [Function]
    static Expr<double> Sigmoid(Matrix<double> x) => 1 / (1 + Exp(-x));
}
