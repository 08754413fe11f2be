using TensorAot;
using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>W7: one step of a recurrent network with 128 hidden units, trained on its last output.</summary>
[TensorGraph]
public sealed partial class RecurrentNetwork
{
    public readonly Shared<float> W = Shared.Normal<float>(0.1, [64, 128], seed: 1);
    public readonly Shared<float> U = Shared.Normal<float>(0.05, [128, 128], seed: 2);
    public readonly Shared<float> B = Shared.Zeros<float>(128);
    public readonly Shared<float> V = Shared.Normal<float>(0.1, [128, 1], seed: 3);

    [Function]
    Expr<float> Train([Dims(100, 32, 64)] Tensor3<float> xs, [Dims(32, 1)] Matrix<float> y, Scalar<float> rate)
    {
        var last = Scan((h, x) => Tanh(Dot(x, W) + Dot(h, U) + B), Zeros<float>(32, 128), xs);
        var cost = Mean(Square(Dot(last, V) - y));
        Shared<float>[] parameters = [W, U, B, V];
        foreach (var (parameter, gradient) in parameters.Zip(Grad(cost, parameters)))
            Update(parameter, parameter - rate * gradient);
        return cost;
    }
}
