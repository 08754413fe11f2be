using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W5: softmax and log-sum-exp of each row.</summary>
[TensorGraph]
public static partial class Rows
{
    [Function]
    static Expr<float> Softmax(Matrix<float> x) => Ops.Softmax(x, axis: 1);

    [Function]
    static Expr<float> LogSumExp(Matrix<float> x) => Ops.LogSumExp(x, axis: 1);
}
