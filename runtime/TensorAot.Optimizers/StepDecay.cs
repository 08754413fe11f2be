namespace TensorAot.Optimizers;

/// <summary>A rate that falls in steps: rate * factor^floor(step / every).</summary>
[GraphCode]
public sealed class StepDecay : LearningRate
{
    private readonly double _rate, _factor;
    private readonly long _every;

    /// <summary>A schedule.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="every">How many steps have the same rate; positive.</param>
    /// <param name="factor">What it is then multiplied by.</param>
    public StepDecay(double rate, int every, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        (_rate, _every, _factor) = (rate, every, factor);
    }

    /// <inheritdoc/>
    public override Expr<T> At<T>(Expr<long> step) => _rate * Pow(_factor, Cast<T>(step / _every));
}
