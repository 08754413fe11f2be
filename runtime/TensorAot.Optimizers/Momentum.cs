namespace TensorAot.Optimizers;

/// <summary>
/// Gradient descent with momentum: v = momentum * v + g; p = p - rate * v. B. Polyak, Some methods of speeding up the convergence of
/// iteration methods, 1964, in the form of PyTorch, where the rate is outside.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate: a number or a schedule.</param>
/// <param name="momentum">How much of v stays.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient.</param>
[GraphCode]
public sealed class Momentum<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double momentum = 0.9, double weightDecay = 0)
    : Optimizer<T>(parameters, rate, weightDecay)
{
    private readonly Shared<T>[] _velocities = ZerosLike(parameters);

    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step)
    {
        var velocity = momentum * _velocities[place] + gradient;
        Update(_velocities[place], velocity);
        return velocity;
    }
}
