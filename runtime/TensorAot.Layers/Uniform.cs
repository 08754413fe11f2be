namespace TensorAot.Layers;

/// <summary>Weights evenly distributed between two bounds, whatever the sizes.</summary>
/// <param name="low">The lower bound.</param>
/// <param name="high">The upper bound.</param>
[GraphCode]
public sealed class Uniform(double low, double high) : Initializer
{
    /// <inheritdoc/>
    public override Shared<T> Make<T>(int fanIn, int fanOut, params int[] sizes) => Shared.Uniform<T>(low, high, sizes);
}
