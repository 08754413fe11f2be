namespace TensorAot.Optimizers;

/// <summary>
/// AdaGrad: s = s + g²; p = p - rate * g / (sqrt(s) + epsilon). J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online
/// learning and stochastic optimization, 2011.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate, often 0.01: a number or a schedule.</param>
/// <param name="epsilon">Keeps the divisor away from 0.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient.</param>
[GraphCode]
public sealed class AdaGrad<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double epsilon = 1e-10, double weightDecay = 0)
    : Optimizer<T>(parameters, rate, weightDecay)
{
    private readonly Shared<T>[] _sums = ZerosLike(parameters);

    /// <inheritdoc/>
    protected override Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step)
    {
        var sum = _sums[place] + Square(gradient);
        Update(_sums[place], sum);
        return gradient / (Sqrt(sum) + epsilon);
    }
}
