namespace TensorAot.Layers;

/// <summary>Normally distributed weights of mean 0, whatever the sizes.</summary>
/// <param name="std">The standard deviation.</param>
[GraphCode]
public sealed class Normal(double std) : Initializer
{
    /// <inheritdoc/>
    public override Shared<T> Make<T>(int fanIn, int fanOut, params int[] sizes) => Shared.Normal<T>(std, sizes);
}
