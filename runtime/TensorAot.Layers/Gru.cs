namespace TensorAot.Layers;

/// <summary>
/// A gated recurrent unit. For each step, with h' the state before it: r, z, n = the three parts of x W + b and r', z', n' those of
/// h' U + c; r = sigmoid(r + r'); z = sigmoid(z + z'); h = (1 - z) tanh(n + r n') + z h'. K. Cho et al., Learning phrase representations using
/// RNN encoder-decoder, 2014, with the reset gate after the product, as cuDNN, PyTorch and Keras have it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">The size of one step's vector.</param>
/// <param name="units">The size of the state.</param>
/// <param name="initializer">How W starts; <see cref="Initializer.GlorotUniform"/> when absent. U starts orthogonal.</param>
[GraphCode]
public sealed class Gru<T>(int inputs, int units, Initializer? initializer = null) : Module<T>
{
    /// <summary>W: [inputs, 3 units], in the order r, z, n.</summary>
    public Shared<T> Weights { get; } = (initializer ?? Initializer.GlorotUniform).Make<T>(inputs, units, inputs, 3 * units);

    /// <summary>U: [units, 3 units].</summary>
    public Shared<T> RecurrentWeights { get; } = Initializer.Orthogonal.Make<T>(units, units, units, 3 * units);

    /// <summary>b: [3 units]; it starts with zeros.</summary>
    public Shared<T> Bias { get; } = Shared.Zeros<T>(3 * units);

    /// <summary>c: [3 units]; it starts with zeros.</summary>
    public Shared<T> RecurrentBias { get; } = Shared.Zeros<T>(3 * units);

    /// <summary>W, U, b, c.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Weights, RecurrentWeights, Bias, RecurrentBias];

    /// <summary>The states after all steps, and the last one.</summary>
    /// <param name="xs">[steps, n, inputs].</param>
    /// <param name="initial">The state before the first step: [n, units]; zeros when absent.</param>
    /// <param name="reverse">Whether the last step comes first; results stay at the places of their steps.</param>
    /// <returns>[steps, n, units] and [n, units].</returns>
    public (Expr<T> Sequence, Expr<T> State) Apply(Expr<T> xs, Expr<T>? initial = null, bool reverse = false)
    {
        initial ??= Zeros<T>(((Tensor3<T>)xs).Size(1), RecurrentWeights.Size(0));
        var (state, sequence) = Scan((h, x) =>
        {
            var own = Split(x, 3, axis: ^1);
            var before = Split(Dot(h, RecurrentWeights) + RecurrentBias, 3, axis: ^1);
            var reset = Sigmoid(own[0] + before[0]);
            var keep = Sigmoid(own[1] + before[1]);
            var next = (1 - keep) * Tanh(own[2] + reset * before[2]) + keep * h;
            return (next, next);
        }, initial, Dot((Tensor3<T>)xs, Weights) + Bias, reverse);
        return (sequence, state);
    }
}
