namespace TensorAot.Optimizers;

/// <summary>The same rate for all steps.</summary>
/// <param name="rate">The rate.</param>
[GraphCode]
public sealed class ConstantRate(double rate) : LearningRate
{
    /// <inheritdoc/>
    public override Expr<T> At<T>(Expr<long> step) => Cast<T>(Const(rate));
}
