namespace TensorAot.Layers;

/// <summary>
/// Batch normalisation of each channel: (x - mean) / sqrt(variance + epsilon) * scale + shift. S. Ioffe, C. Szegedy, Batch normalization:
/// accelerating deep network training by reducing internal covariate shift, 2015.
/// </summary>
/// <remarks>
/// In training the mean and the variance are those of the batch, and every step moves the running ones towards them:
/// running = (1 - momentum) * running + momentum * batch, the variance with count - 1 as divisor (PyTorch's rule). Otherwise they are the running ones.
/// A function that trains applies one layer once: it updates its state.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="channels">The size of axis 1.</param>
/// <param name="momentum">How much of the running statistics one batch replaces.</param>
/// <param name="epsilon">Keeps the root away from 0.</param>
[GraphCode]
public sealed class BatchNorm<T>(int channels, double momentum = 0.1, double epsilon = 1e-5) : Layer<T>
{
    /// <summary>[channels]; it starts with ones.</summary>
    public Shared<T> Scale { get; } = Shared.Ones<T>(channels);

    /// <summary>[channels]; it starts with zeros.</summary>
    public Shared<T> Shift { get; } = Shared.Zeros<T>(channels);

    /// <summary>The running mean: [channels]; it starts with zeros. No parameter.</summary>
    public Shared<T> RunningMean { get; } = Shared.Zeros<T>(channels);

    /// <summary>The running variance: [channels]; it starts with ones. No parameter.</summary>
    public Shared<T> RunningVariance { get; } = Shared.Ones<T>(channels);

    /// <summary>Scale and shift.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Scale, Shift];

    /// <summary>The normalised x.</summary>
    /// <param name="x">[n, channels, ...].</param>
    /// <param name="training">Whether the statistics are those of the batch, and the running ones are updated.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false)
    {
        if (!training)
            return BatchNormInference(x, Scale, Shift, RunningMean, RunningVariance, epsilon);
        var (result, mean, variance) = Ops.BatchNorm(x, Scale, Shift, epsilon);
        Expr<int> count = Flatten(x).Size(0), places = Scale.Size(0);
        var ofChannel = Cast<T>(count) / Cast<T>(places);
        Update(RunningMean, (1 - momentum) * RunningMean + momentum * mean);
        Update(RunningVariance, (1 - momentum) * RunningVariance + momentum * variance * (ofChannel / Maximum(ofChannel - 1, 1)));
        return result;
    }
}
