namespace TensorAot.Optimizers;

/// <summary>
/// A rate that falls along half a cosine and then stays: end + (rate - end) (1 + cos(pi min(step / steps, 1))) / 2. I. Loshchilov,
/// F. Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, eq. 5, without restarts.
/// </summary>
[GraphCode]
public sealed class CosineDecay : LearningRate
{
    private readonly double _rate, _steps, _end;

    /// <summary>A schedule.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="steps">After how many steps the end is reached; positive.</param>
    /// <param name="end">The last rate.</param>
    public CosineDecay(double rate, int steps, double end = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (_rate, _steps, _end) = (rate, steps, end);
    }

    /// <inheritdoc/>
    public override Expr<T> At<T>(Expr<long> step) =>
        _end + 0.5 * (_rate - _end) * (1 + Cos(Math.PI * Minimum(Cast<T>(step) / _steps, 1)));
}
