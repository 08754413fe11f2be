namespace Models;

[TensorGraph]
public sealed partial class SoftmaxRegression
{
    public readonly Shared<float> W = Shared.Zeros<float>(784, 10);
    public readonly Shared<float> B = Shared.Zeros<float>(10);

    [Function]
    Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> labels, [Default(0.1)] Scalar<float> rate)
    {
        var logits = Dot(x, W) + B;
        var cost = Mean(CrossEntropy(logits, labels)) + 0.01 * Sum(W * W);
        var (gW, gB) = Grad(cost, W, B);
        Update(W, W - rate * gW);
        Update(B, B - rate * gB);
        return cost;
    }

    [Function]
    Expr<int> Predict([Dims("n", 784)] Matrix<float> x) => ArgMax(Dot(x, W) + B, axis: 1);

    [Function]
    (Expr<float> loss, Expr<float> accuracy) Score([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> y)
    {
        var z = Dot(x, W) + B;
        return (Mean(CrossEntropy(z, y)), Mean(Cast<float>(ArgMax(z, axis: ^1) == y)));
    }
}
