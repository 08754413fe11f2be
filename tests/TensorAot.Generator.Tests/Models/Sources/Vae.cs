namespace Models;

/// <summary>A record as result, random draws, sizes as values.</summary>
[TensorGraph]
public sealed partial class Vae
{
    readonly Dense encoder = new(784, 400, Tanh), mean = new(400, 20), logVariance = new(400, 20);
    readonly Dense decoder = new(20, 400, Tanh), output = new(400, 784);

    public record Result(Expr<float> Elbo, Expr<float> Reconstruction);

    [Function]
    Result Elbo([Dims("n", 784)] Matrix<float> x)
    {
        var h = encoder.Apply(x);
        var (m, l) = (mean.Apply(h), logVariance.Apply(h));
        var z = m + Exp(0.5 * l) * Normal<float>(x.Size(0), 20);
        var r = Sigmoid(output.Apply(decoder.Apply(z)));
        var reconstruction = -Sum(x * Log(r) + (1 - x) * Log(1 - r), axis: 1);
        var divergence = -0.5 * Sum(1 + l - m * m - Exp(l), axis: 1);
        return new(Mean(reconstruction + divergence), r);
    }
}
