using static TensorAot.Ops;

namespace TensorAot.Benchmarks.Models;

/// <summary>Training steps of networks of many layers and of loops of many steps, to see how time grows.</summary>
[TensorGraph]
public sealed partial class Chains
{
    private const int Width = 64;

    public readonly Shared<float>[] Weights = [.. Enumerable.Range(0, 200).Select(i => Shared.Normal<float>(0.1, [Width, Width], seed: (ulong)i))];

    [Function]
    Expr<float> Layers1([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 1);

    [Function]
    Expr<float> Layers2([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 2);

    [Function]
    Expr<float> Layers5([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 5);

    [Function]
    Expr<float> Layers10([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 10);

    [Function]
    Expr<float> Layers20([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 20);

    [Function]
    Expr<float> Layers50([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 50);

    [Function]
    Expr<float> Layers100([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 100);

    [Function]
    Expr<float> Layers200([Dims(32, 64)] Matrix<float> x, Scalar<float> rate) => Train(x, rate, 200);

    [Function]
    Expr<float> Loop([Dims("steps", 64)] Matrix<float> xs, Scalar<float> rate)
    {
        var last = Scan((h, x) => Tanh(Dot(h, Weights[0]) + x), Zeros<float>(Width), xs);
        var cost = Mean(Square(last));
        Update(Weights[0], Weights[0] - rate * Grad(cost, Weights[0]));
        return cost;
    }

    private Expr<float> Train(Expr<float> x, Expr<float> rate, int layers)
    {
        var weights = Weights.Take(layers).ToArray();
        var h = x;
        foreach (var w in weights)
            h = Tanh(Dot(h, w));
        var cost = Mean(Square(h));
        foreach (var (w, gradient) in weights.Zip(Grad(cost, weights)))
            Update(w, w - rate * gradient);
        return cost;
    }
}
