namespace TensorAot.Layers;

/// <summary>Layers one after another, each applied to what the one before it gives.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="layers">The layers; the same one may stand at several places. None gives x itself.</param>
[GraphCode]
public sealed class Sequential<T>(params Layer<T>[] layers) : Layer<T>
{
    private readonly Layer<T>[] _layers = layers;

    /// <summary>The layers, in their order.</summary>
    public IReadOnlyList<Layer<T>> Layers => _layers;

    /// <summary>The parameters of all layers, in the order of the layers.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [.. _layers.SelectMany(layer => layer.Parameters)];

    /// <summary>The last layer of ... of the first layer of x.</summary>
    /// <param name="x">What the first layer takes.</param>
    /// <param name="training">Whether this is a step of training.</param>
    /// <returns>What the last layer gives.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false)
    {
        foreach (var layer in _layers)
            x = layer.Apply(x, training);
        return x;
    }
}
