namespace TensorAot.Optimizers;

/// <summary>
/// AdaDelta: s = decay * s + (1 - decay) * g²; d = sqrt(u + epsilon) / sqrt(s + epsilon) * g; u = decay * u + (1 - decay) * d²;
/// p = p - rate * d. M. Zeiler, ADADELTA: an adaptive learning rate method, 2012, algorithm 1.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate, 1 in the paper: a number or a schedule.</param>
/// <param name="decay">How much of s and u stays.</param>
/// <param name="epsilon">Keeps the roots away from 0.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient.</param>
[GraphCode]
public sealed class AdaDelta<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double decay = 0.9, double epsilon = 1e-6, double weightDecay = 0)
    : Optimizer<T>(parameters, rate, weightDecay)
{
    private readonly Shared<T>[] _squares = ZerosLike(parameters), _changes = ZerosLike(parameters);

    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step)
    {
        var square = decay * _squares[place] + (1 - decay) * Square(gradient);
        var change = Sqrt(_changes[place] + epsilon) / Sqrt(square + epsilon) * gradient;
        Update(_squares[place], square);
        Update(_changes[place], decay * _changes[place] + (1 - decay) * Square(change));
        return change;
    }
}
