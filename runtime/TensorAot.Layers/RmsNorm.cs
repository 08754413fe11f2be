namespace TensorAot.Layers;

/// <summary>
/// Normalisation by the root mean square over the last axis: x / sqrt(mean(x * x) + epsilon) * scale. B. Zhang, R. Sennrich, Root mean
/// square layer normalization, 2019.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="features">The size of the last axis.</param>
/// <param name="epsilon">Keeps the root away from 0.</param>
[GraphCode]
public sealed class RmsNorm<T>(int features, double epsilon = 1e-5) : Layer<T>
{
    /// <summary>[features]; it starts with ones.</summary>
    public Shared<T> Scale { get; } = Shared.Ones<T>(features);

    /// <summary>The scale.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Scale];

    /// <summary>The normalised x.</summary>
    /// <param name="x">[..., features].</param>
    /// <param name="training">Changes nothing.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false) => Ops.RmsNorm(x, Scale, epsilon);
}
