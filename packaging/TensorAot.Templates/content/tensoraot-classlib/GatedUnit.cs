using TensorAot;
using TensorAot.Layers;
using static TensorAot.Ops;

namespace LibraryNamespace;

/// <summary>A layer of your own: (x W + b) * sigmoid(x V + c), a gated linear unit (Dauphin et al. 2017).</summary>
/// <remarks>[GraphCode] makes it usable in graph classes of other projects. What it does is checked while this library is built.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">The size of the last axis of what it takes.</param>
/// <param name="outputs">The size of the last axis of what it gives.</param>
[GraphCode]
public sealed class GatedUnit<T>(int inputs, int outputs) : Layer<T>
{
    private readonly Dense<T> _value = new(inputs, outputs);
    private readonly Dense<T> _gate = new(inputs, outputs);

    /// <summary>W, b, V and c: what training changes.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [.. _value.Parameters, .. _gate.Parameters];

    /// <summary>(x W + b) * sigmoid(x V + c).</summary>
    /// <param name="x">[..., inputs].</param>
    /// <param name="training">Changes nothing.</param>
    /// <returns>[..., outputs].</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false) => _value.Apply(x) * Sigmoid(_gate.Apply(x));
}
