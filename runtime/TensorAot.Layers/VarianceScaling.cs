namespace TensorAot.Layers;

/// <summary>
/// Weights of mean 0 and variance scale / fan: the family of Glorot (2010), He (2015) and LeCun (1998), whose members
/// <see cref="Initializer"/> names.
/// </summary>
/// <param name="scale">What the variance is multiplied by: 1 for a linear layer or Tanh, 2 for Relu.</param>
/// <param name="mode">What it is divided by.</param>
/// <param name="isUniform">Even in ±sqrt(3 scale / fan), or else normal.</param>
[GraphCode]
public sealed class VarianceScaling(double scale, FanMode mode, bool isUniform) : Initializer
{
    /// <inheritdoc/>
    public override Shared<T> Make<T>(int fanIn, int fanOut, params int[] sizes)
    {
        double fan = mode == FanMode.In ? fanIn : mode == FanMode.Out ? fanOut : 0.5 * ((double)fanIn + fanOut);
        double variance = scale / Math.Max(1.0, fan);
        return isUniform ? Shared.Uniform<T>(-Math.Sqrt(3 * variance), Math.Sqrt(3 * variance), sizes) : Shared.Normal<T>(Math.Sqrt(variance), sizes);
    }
}
