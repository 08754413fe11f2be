namespace TensorAot.Optimizers;

/// <summary>A rate that falls evenly on a logarithmic scale: rate * factor^(step / steps).</summary>
[GraphCode]
public sealed class ExponentialDecay : LearningRate
{
    private readonly double _rate, _steps, _factor;

    /// <summary>A schedule.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="steps">After how many steps it is multiplied by <paramref name="factor"/>; positive.</param>
    /// <param name="factor">Positive; below 1 for a rate that falls.</param>
    public ExponentialDecay(double rate, int steps, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (_rate, _steps, _factor) = (rate, steps, factor);
    }

    /// <inheritdoc/>
    public override Expr<T> At<T>(Expr<long> step) => _rate * Pow(_factor, Cast<T>(step) / _steps);
}
