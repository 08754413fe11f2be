namespace TensorAot.Optimizers;

/// <summary>
/// A rate that rises evenly before another schedule starts: then(0) * (step + 1) / steps for the first steps, then(step - steps)
/// after them. P. Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour, 2017, section 2.2.
/// </summary>
[GraphCode]
public sealed class Warmup : LearningRate
{
    private readonly long _steps;
    private readonly LearningRate _then;

    /// <summary>A schedule.</summary>
    /// <param name="steps">How many steps it rises; positive.</param>
    /// <param name="then">What comes after them.</param>
    public Warmup(int steps, LearningRate then)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (_steps, _then) = (steps, then);
    }

    /// <inheritdoc/>
    public override Expr<T> At<T>(Expr<long> step) =>
        _then.At<T>(Maximum(step - _steps, 0L)) * Minimum(Cast<T>(step + 1) / (double)_steps, 1);
}
