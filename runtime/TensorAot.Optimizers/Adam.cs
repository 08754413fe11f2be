namespace TensorAot.Optimizers;

/// <summary>
/// Adam: m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g²; p = p - rate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
/// in step t. D. Kingma, J. Ba, Adam: a method for stochastic optimization, 2015, algorithm 1.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate, often 0.001: a number or a schedule.</param>
/// <param name="beta1">How much of m stays.</param>
/// <param name="beta2">How much of v stays.</param>
/// <param name="epsilon">Keeps the divisor away from 0.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient; <see cref="AdamW{T}"/> keeps it apart.</param>
[GraphCode]
public class Adam<T>(
    IReadOnlyList<Shared<T>> parameters, LearningRate rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
    : Optimizer<T>(parameters, rate, weightDecay)
{
    private readonly Shared<T>[] _means = ZerosLike(parameters), _squares = ZerosLike(parameters);

    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step)
    {
        var mean = beta1 * _means[place] + (1 - beta1) * gradient;
        var square = beta2 * _squares[place] + (1 - beta2) * Square(gradient);
        Update(_means[place], mean);
        Update(_squares[place], square);
        return mean / Correction(beta1, step) / (Sqrt(square / Correction(beta2, step)) + epsilon);
    }
}
