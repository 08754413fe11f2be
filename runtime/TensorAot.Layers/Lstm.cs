namespace TensorAot.Layers;

/// <summary>
/// Long short-term memory. For each step, with h' and c' the state and the cell before it:
/// i, f, g, o = the four parts of x W + h' U + b; c = sigmoid(f + forgetBias) c' + sigmoid(i) tanh(g); h = sigmoid(o) tanh(c).
/// S. Hochreiter, J. Schmidhuber, Long short-term memory, 1997; the forget gate: F. Gers, J. Schmidhuber, F. Cummins, Learning to
/// forget, 2000; its bias: R. Jozefowicz, W. Zaremba, I. Sutskever, An empirical exploration of recurrent network architectures, 2015.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">The size of one step's vector.</param>
/// <param name="units">The size of the state and of the cell.</param>
/// <param name="forgetBias">What the forget gate has besides b, so that a new layer remembers; 0 for weights from elsewhere.</param>
/// <param name="initializer">How W starts; <see cref="Initializer.GlorotUniform"/> when absent. U starts orthogonal.</param>
[GraphCode]
public sealed class Lstm<T>(int inputs, int units, double forgetBias = 1, Initializer? initializer = null) : Module<T>
{
    /// <summary>W: [inputs, 4 units], the gates in the order i, f, g, o.</summary>
    public Shared<T> Weights { get; } = (initializer ?? Initializer.GlorotUniform).Make<T>(inputs, units, inputs, 4 * units);

    /// <summary>U: [units, 4 units].</summary>
    public Shared<T> RecurrentWeights { get; } = Initializer.Orthogonal.Make<T>(units, units, units, 4 * units);

    /// <summary>b: [4 units]; it starts with zeros.</summary>
    public Shared<T> Bias { get; } = Shared.Zeros<T>(4 * units);

    /// <summary>W, U, b.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Weights, RecurrentWeights, Bias];

    /// <summary>The states after all steps, and the last state and cell.</summary>
    /// <param name="xs">[steps, n, inputs].</param>
    /// <param name="initialState">h before the first step: [n, units]; zeros when absent.</param>
    /// <param name="initialCell">c before the first step: [n, units]; zeros when absent.</param>
    /// <param name="reverse">Whether the last step comes first; results stay at the places of their steps.</param>
    /// <returns>[steps, n, units], [n, units] and [n, units].</returns>
    public (Expr<T> Sequence, Expr<T> State, Expr<T> Cell) Apply(
        Expr<T> xs, Expr<T>? initialState = null, Expr<T>? initialCell = null, bool reverse = false)
    {
        initialState ??= Zeros<T>(((Tensor3<T>)xs).Size(1), RecurrentWeights.Size(0));
        initialCell ??= Zeros<T>(((Tensor3<T>)xs).Size(1), RecurrentWeights.Size(0));
        var ((state, cell), sequence) = Scan((h, c, z) =>
        {
            var gates = Split(z + Dot(h, RecurrentWeights), 4, axis: ^1);
            var (i, f, g, o) = (gates[0], gates[1], gates[2], gates[3]);
            var nextCell = Sigmoid(f + forgetBias) * c + Sigmoid(i) * Tanh(g);
            var next = Sigmoid(o) * Tanh(nextCell);
            return ((next, nextCell), next);
        }, (initialState, initialCell), Dot((Tensor3<T>)xs, Weights) + Bias, reverse);
        return (sequence, state, cell);
    }
}
