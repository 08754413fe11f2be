namespace TensorAot.Layers;

/// <summary>What the variance of weights is divided by: see <see cref="VarianceScaling"/>.</summary>
public enum FanMode
{
    /// <summary>The number of inputs of an output, which keeps the variance of the values on their way forward.</summary>
    In,

    /// <summary>The number of outputs of an input, which keeps the variance of the gradients on their way back.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}
