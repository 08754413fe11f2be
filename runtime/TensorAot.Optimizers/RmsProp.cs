namespace TensorAot.Optimizers;

/// <summary>
/// RMSProp: s = decay * s + (1 - decay) * g²; p = p - rate * g / (sqrt(s) + epsilon). T. Tieleman, G. Hinton, Neural networks for machine
/// learning, lecture 6.5, 2012.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate, often 0.001: a number or a schedule.</param>
/// <param name="decay">How much of s stays.</param>
/// <param name="epsilon">Keeps the divisor away from 0.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient.</param>
[GraphCode]
public sealed class RmsProp<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double decay = 0.99, double epsilon = 1e-8, double weightDecay = 0)
    : Optimizer<T>(parameters, rate, weightDecay)
{
    private readonly Shared<T>[] _squares = ZerosLike(parameters);

    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step)
    {
        var square = decay * _squares[place] + (1 - decay) * Square(gradient);
        Update(_squares[place], square);
        return gradient / (Sqrt(square) + epsilon);
    }
}
