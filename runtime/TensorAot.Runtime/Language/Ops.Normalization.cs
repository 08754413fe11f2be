namespace TensorAot;

// Normalisation by mean and variance.
public static partial class Ops
{
    /// <summary>Normalises each channel over the batch: (x - mean) / sqrt(variance + epsilon) * gamma + beta.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, ...].</param>
    /// <param name="gamma">[channels].</param>
    /// <param name="beta">[channels].</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The result in the shape of <paramref name="x"/>, and the mean and the variance of the batch, [channels] each: a running mean is updated by <c>Update(Mean, 0.9 * Mean + 0.1 * mean)</c>. The variance is divided by the count.</returns>
    public static (Expr<T> Result, Expr<T> Mean, Expr<T> Variance) BatchNorm<T>(Expr<T> x, Expr<T> gamma, Expr<T> beta, double epsilon = 1e-5) =>
        Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>(x - mean) / sqrt(variance + epsilon) * gamma + beta with given statistics: what a trained network does.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, ...].</param>
    /// <param name="gamma">[channels].</param>
    /// <param name="beta">[channels].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="variance">[channels].</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Expr<T> BatchNormInference<T>(Expr<T> x, Expr<T> gamma, Expr<T> beta, Expr<T> mean, Expr<T> variance, double epsilon = 1e-5) => Definition.Only<T>();

    /// <summary>Normalises over the last axis: (x - mean) / sqrt(variance + epsilon).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Expr<T> LayerNorm<T>(Expr<T> x, double epsilon = 1e-5) => Definition.Only<T>();

    /// <summary>Normalises over the last axes, as many as <paramref name="gamma"/> has, then scales and shifts.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., normalised axes].</param>
    /// <param name="gamma">[normalised axes].</param>
    /// <param name="beta">[normalised axes].</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Expr<T> LayerNorm<T>(Expr<T> x, Expr<T> gamma, Expr<T> beta, double epsilon = 1e-5) => Definition.Only<T>();

    /// <summary>Normalises each group of channels of each example, then scales and shifts each channel.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[n, channels, ...].</param>
    /// <param name="gamma">[channels].</param>
    /// <param name="beta">[channels].</param>
    /// <param name="groups">A divisor of the channels; the channels themselves give instance normalisation.</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Expr<T> GroupNorm<T>(Expr<T> x, Expr<T> gamma, Expr<T> beta, int groups, double epsilon = 1e-5) => Definition.Only<T>();

    /// <summary>x / sqrt(mean(x * x) + epsilon) over the last axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Expr<T> RmsNorm<T>(Expr<T> x, double epsilon = 1e-5) => Definition.Only<T>();

    /// <summary>x / sqrt(mean(x * x) + epsilon) * gamma over the last axes, as many as <paramref name="gamma"/> has.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., normalised axes].</param>
    /// <param name="gamma">[normalised axes].</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Expr<T> RmsNorm<T>(Expr<T> x, Expr<T> gamma, double epsilon = 1e-5) => Definition.Only<T>();
}
