namespace TensorAot.Optimizers;

/// <summary>
/// Changes parameters against a gradient, and keeps what it needs for the next step as state of the model. Make it in the constructor of
/// the model, from the parameters that it changes, and call <see cref="Step(Expr{T})"/> once in a function that trains.
/// </summary>
/// <remarks>
/// Every step is parameter = parameter - rate * direction for all parameters at once, from their old values; what the direction is makes
/// the optimizers different. A parameter that occurs twice (tied weights) is changed once.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="parameters">What training changes.</param>
/// <param name="rate">The learning rate: a number or a schedule.</param>
/// <param name="weightDecay">What times the parameter is added to its gradient: the gradient of weightDecay / 2 * Sum(Square(parameter)) in the cost.</param>
[GraphCode]
public abstract class Optimizer<T>(IReadOnlyList<Shared<T>> parameters, LearningRate rate, double weightDecay = 0)
{
    /// <summary>A scalar: how many steps were made.</summary>
    public Shared<long> Steps { get; } = Shared.Scalar(0L);

    /// <summary>What training changes, each once, in the order in which it was given.</summary>
    public IReadOnlyList<Shared<T>> Parameters => [.. parameters.Distinct()];

    /// <summary>The learning rate of the next step.</summary>
    public Expr<T> Rate => rate.At<T>(Steps);

    /// <summary>One step against the gradient of a cost.</summary>
    /// <param name="cost">A scalar that depends on every parameter.</param>
    public void Step(Expr<T> cost) => Step(Grad(cost, Parameters), Rate);

    /// <summary>One step against the gradient of a cost, with a rate that the caller says.</summary>
    /// <param name="cost">A scalar that depends on every parameter.</param>
    /// <param name="rate">A scalar, in place of the optimizer's own rate.</param>
    public void Step(Expr<T> cost, Expr<T> rate) => Step(Grad(cost, Parameters), rate);

    /// <summary>One step against gradients that were made or changed elsewhere: see <see cref="Clipping"/>.</summary>
    /// <param name="gradients">One for each of <see cref="Parameters"/>, in their order.</param>
    public void Step(IReadOnlyList<Expr<T>> gradients) => Step(gradients, Rate);

    /// <summary>One step against gradients that were made or changed elsewhere, with a rate that the caller says.</summary>
    /// <param name="gradients">One for each of <see cref="Parameters"/>, in their order.</param>
    /// <param name="rate">A scalar, in place of the optimizer's own rate.</param>
    public void Step(IReadOnlyList<Expr<T>> gradients, Expr<T> rate)
    {
        var changed = Parameters;
        if (gradients.Count != changed.Count)
            throw new ArgumentException($"The optimizer has {changed.Count} parameters and needs as many gradients, but the list has {gradients.Count}.", nameof(gradients));
        var step = Steps + 1;
        Update(Steps, step);
        for (int i = 0; i < changed.Count; i++)
        {
            var gradient = weightDecay == 0 ? gradients[i] : gradients[i] + weightDecay * changed[i];
            Update(changed[i], changed[i] - rate * Direction(i, changed[i], gradient, Cast<T>(step)));
        }
    }

    /// <summary>What is subtracted, times the rate, from a parameter; updates what is kept for the next step.</summary>
    /// <param name="place">The place of the parameter among <see cref="Parameters"/>.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="step">A scalar: the number of this step, from 1.</param>
    /// <returns>The shape of the parameter.</returns>
    protected abstract Expr<T> Direction(int place, Expr<T> parameter, Expr<T> gradient, Expr<T> step);

    /// <summary>State of zeros for each parameter, in their order.</summary>
    /// <param name="parameters">The parameters, as the constructor takes them.</param>
    /// <returns>New state.</returns>
    protected static Shared<T>[] ZerosLike(IReadOnlyList<Shared<T>> parameters) => [.. parameters.Distinct().Select(Shared.ZerosLike)];

    /// <summary>1 - beta^step, exact to the last digits where beta is close to 1.</summary>
    /// <param name="beta">At least 0 and below 1.</param>
    /// <param name="step">A scalar, from 1.</param>
    /// <returns>A scalar.</returns>
    protected static Expr<T> Correction(double beta, Expr<T> step) => -Expm1(Math.Log(beta) * step);
}
