namespace TensorAot.Layers;

/// <summary>
/// Layer normalisation over the last axis: (x - mean) / sqrt(variance + epsilon) * scale + shift. J. Ba, J. Kiros, G. Hinton, Layer
/// normalization, 2016.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="features">The size of the last axis.</param>
/// <param name="epsilon">Keeps the root away from 0.</param>
[GraphCode]
public sealed class LayerNorm<T>(int features, double epsilon = 1e-5) : Layer<T>
{
    /// <summary>[features]; it starts with ones.</summary>
    public Shared<T> Scale { get; } = Shared.Ones<T>(features);

    /// <summary>[features]; it starts with zeros.</summary>
    public Shared<T> Shift { get; } = Shared.Zeros<T>(features);

    /// <summary>Scale and shift.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Scale, Shift];

    /// <summary>The normalised x.</summary>
    /// <param name="x">[..., features].</param>
    /// <param name="training">Changes nothing.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false) => Ops.LayerNorm(x, Scale, Shift, epsilon);
}
