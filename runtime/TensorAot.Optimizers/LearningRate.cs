namespace TensorAot.Optimizers;

/// <summary>The learning rate of each step. A number is the rate of all steps.</summary>
[GraphCode]
public abstract class LearningRate
{
    /// <summary>The same rate for all steps.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator LearningRate(double rate) => new ConstantRate(rate);

    /// <summary>The rate of a step.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="step">A scalar: how many steps were made before it.</param>
    /// <returns>A scalar.</returns>
    public abstract Expr<T> At<T>(Expr<long> step);
}
