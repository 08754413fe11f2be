using TensorAot.Layers;
using TensorAot.Optimizers;
using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// A variational autoencoder: D. Kingma, M. Welling, Auto-encoding variational Bayes, 2014. An image becomes a normal distribution over two
/// numbers; an image is made from two numbers. Gradients pass through the draw between the two (the reparameterisation trick).
/// </summary>
[TensorGraph]
public sealed partial class Autoencoder
{
    /// <summary>The numbers that describe an image.</summary>
    public const int Codes = 2;

    private const int Pixels = 784;
    private const int Units = 256;

    private readonly RandomStream _random = new(seed: 1);
    private readonly Dense<float> _seen = new(Pixels, Units, Relu), _mean = new(Units, Codes), _logDeviation = new(Units, Codes);
    private readonly Sequential<float> _decoder = new(
        new Dense<float>(Codes, Units, Relu), new Dense<float>(Units, Units, Relu), new Dense<float>(Units, Pixels));

    private readonly Adam<float> _adam;

    /// <summary>An untrained model.</summary>
    public Autoencoder() =>
        _adam = new([.. _seen.Parameters, .. _mean.Parameters, .. _logDeviation.Parameters, .. _decoder.Parameters], 1e-3);

    /// <summary>One step of Adam.</summary>
    /// <param name="x">Images of zeros and ones.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The evidence lower bound of an image, before the step: nats.</returns>
    [Function]
    Expr<float> Train([Dims("n", Pixels)] Matrix<float> x, Scalar<float> rate)
    {
        var bound = Mean(Bound(x));
        _adam.Step(-bound, rate);
        return bound;
    }

    /// <summary>The evidence lower bound of each image, with one draw: nats.</summary>
    [Function]
    Expr<float> Evidence([Dims("n", Pixels)] Matrix<float> x) => Bound(x);

    /// <summary>The most likely code of each image.</summary>
    [Function]
    Expr<float> Encode([Dims("n", Pixels)] Matrix<float> x) => _mean.Apply(_seen.Apply(x));

    /// <summary>The probability of ink at each pixel, for given codes.</summary>
    [Function]
    Expr<float> Decode([Dims("n", Codes)] Matrix<float> code) => Sigmoid(_decoder.Apply(code));

    // log p(x | z) - KL(q(z | x) || p(z)), Kingma and Welling's equation 10 with one draw of z.
    Expr<float> Bound(Expr<float> x)
    {
        var seen = _seen.Apply(x);
        var (mean, logDeviation) = (_mean.Apply(seen), _logDeviation.Apply(seen));
        var code = _random.Normal<float>(mean, Exp(logDeviation));
        var likelihood = -Sum(BinaryCrossEntropyWithLogits(_decoder.Apply(code), x), axis: 1);
        var divergence = Sum(Square(mean) + Exp(2 * logDeviation) - 1 - 2 * logDeviation, axis: 1) / 2;
        return likelihood - divergence;
    }
}
