namespace TensorAot.Layers;

/// <summary>
/// A simple recurrent layer: h = activation(x W + h' U + b) for each step, where h' is the state before it. J. Elman, Finding structure
/// in time, 1990.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">The size of one step's vector.</param>
/// <param name="units">The size of the state.</param>
/// <param name="activation">Tanh when absent.</param>
/// <param name="initializer">How W starts; <see cref="Initializer.GlorotUniform"/> when absent. U starts orthogonal.</param>
[GraphCode]
public sealed class Rnn<T>(int inputs, int units, Func<Expr<T>, Expr<T>>? activation = null, Initializer? initializer = null) : Module<T>
{
    /// <summary>W: [inputs, units].</summary>
    public Shared<T> Weights { get; } = (initializer ?? Initializer.GlorotUniform).Make<T>(inputs, units, inputs, units);

    /// <summary>U: [units, units].</summary>
    public Shared<T> RecurrentWeights { get; } = Initializer.Orthogonal.Make<T>(units, units, units, units);

    /// <summary>b: [units]; it starts with zeros.</summary>
    public Shared<T> Bias { get; } = Shared.Zeros<T>(units);

    /// <summary>W, U, b.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Weights, RecurrentWeights, Bias];

    /// <summary>The states after all steps, and the last one.</summary>
    /// <param name="xs">[steps, n, inputs].</param>
    /// <param name="initial">The state before the first step: [n, units]; zeros when absent.</param>
    /// <param name="reverse">Whether the last step comes first; results stay at the places of their steps.</param>
    /// <returns>[steps, n, units] and [n, units].</returns>
    public (Expr<T> Sequence, Expr<T> State) Apply(Expr<T> xs, Expr<T>? initial = null, bool reverse = false)
    {
        initial ??= Zeros<T>(((Tensor3<T>)xs).Size(1), RecurrentWeights.Size(0));
        var (state, sequence) = Scan((h, z) =>
        {
            var sum = z + Dot(h, RecurrentWeights);
            var next = activation is null ? Tanh(sum) : activation(sum);
            return (next, next);
        }, initial, Dot((Tensor3<T>)xs, Weights) + Bias, reverse);
        return (sequence, state);
    }
}
