namespace TensorAot.Optimizers;

/// <summary>Stochastic gradient descent: p = p - rate * g. H. Robbins, S. Monro, A stochastic approximation method, 1951.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate: a number or a schedule.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient.</param>
[GraphCode]
public sealed class Sgd<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double weightDecay = 0) : Optimizer<T>(parameters, rate, weightDecay)
{
    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step) => gradient;
}
