namespace TensorAot.Layers;

/// <summary>A fully connected layer: activation(x W + b).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">The size of the last axis of what it takes.</param>
/// <param name="outputs">The size of the last axis of what it gives.</param>
/// <param name="activation">What the sum goes through, as <c>Relu</c> or <c>Tanh</c>; nothing when absent.</param>
/// <param name="bias">Whether there is a b. It starts with zeros.</param>
/// <param name="initializer">How W starts; <see cref="Initializer.GlorotUniform"/> when absent.</param>
[GraphCode]
public sealed class Dense<T>(int inputs, int outputs, Func<Expr<T>, Expr<T>>? activation = null, bool bias = true, Initializer? initializer = null) : Layer<T>
{
    /// <summary>W: [inputs, outputs].</summary>
    public Shared<T> Weights { get; } = (initializer ?? Initializer.GlorotUniform).Make<T>(inputs, outputs, inputs, outputs);

    /// <summary>b: [outputs]; null without one.</summary>
    public Shared<T>? Bias { get; } = bias ? Shared.Zeros<T>(outputs) : null;

    /// <summary>W, then b.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => Bias is null ? [Weights] : [Weights, Bias];

    /// <summary>activation(x W + b).</summary>
    /// <param name="x">[..., inputs].</param>
    /// <param name="training">Changes nothing.</param>
    /// <returns>[..., outputs].</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false)
    {
        var sum = Dot(x, Weights);
        if (Bias is not null)
            sum += Bias;
        return activation is null ? sum : activation(sum);
    }
}
