namespace TensorAot.Optimizers;

/// <summary>
/// Nesterov's accelerated gradient: v = momentum * v + g; p = p - rate * (g + momentum * v). Y. Nesterov, A method of solving a convex
/// programming problem with convergence rate O(1/k²), 1983, in the form of I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the
/// importance of initialization and momentum in deep learning, 2013, with p where the gradient is taken.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate: a number or a schedule.</param>
/// <param name="momentum">How much of v stays.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient.</param>
[GraphCode]
public sealed class Nesterov<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double momentum = 0.9, double weightDecay = 0)
    : Optimizer<T>(parameters, rate, weightDecay)
{
    private readonly Shared<T>[] _velocities = ZerosLike(parameters);

    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step)
    {
        var velocity = momentum * _velocities[place] + gradient;
        Update(_velocities[place], velocity);
        return gradient + momentum * velocity;
    }
}
