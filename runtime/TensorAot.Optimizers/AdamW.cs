namespace TensorAot.Optimizers;

/// <summary>
/// Adam with weight decay apart from the gradient: p = p - rate * (decay * p + what Adam has). I. Loshchilov, F. Hutter, Decoupled weight
/// decay regularization, 2019, algorithm 2, in the form of PyTorch, where the rate multiplies the decay too.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate, often 0.001: a number or a schedule.</param>
/// <param name="beta1">How much of the mean of gradients stays.</param>
/// <param name="beta2">How much of the mean of their squares stays.</param>
/// <param name="epsilon">Keeps the divisor away from 0.</param>
/// <param name="weightDecay">How much of a parameter a step at rate 1 takes away.</param>
[GraphCode]
public sealed class AdamW<T>(
    IReadOnlyList<Shared<T>> parameters, LearningRate rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
    : Adam<T>(parameters, rate, beta1, beta2, epsilon)
{
    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step) =>
        weightDecay * parameter + base.Direction(place, parameter, gradient, step);
}
