namespace TensorAot.Layers;

/// <summary>A module that makes one tensor of one tensor, so that layers can follow each other: see <see cref="Sequential{T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
[GraphCode]
public abstract class Layer<T> : Module<T>
{
    /// <summary>The layer's value.</summary>
    /// <param name="x">What the layer takes.</param>
    /// <param name="training">
    /// Whether this is a step of training: <see cref="BatchNorm{T}"/> then uses the statistics of the batch and updates its own.
    /// Most layers do the same in both cases.
    /// </param>
    /// <returns>What the layer gives.</returns>
    public abstract Expr<T> Apply(Expr<T> x, bool training = false);
}
