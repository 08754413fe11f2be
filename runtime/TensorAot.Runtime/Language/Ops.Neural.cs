namespace TensorAot;

// Softmax and what belongs to it.
public static partial class Ops
{
    /// <summary>e^x / Sum(e^x), without overflow for any x, over the last axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: s * (g - Sum(g * s)) with s = Softmax(x).</remarks>
    public static Expr<T> Softmax<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>e^x / Sum(e^x), without overflow for any x, over one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: s * (g - Sum(g * s)) with s = Softmax(x).</remarks>
    public static Expr<T> Softmax<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>x - LogSumExp(x), without overflow for any x, over the last axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g - Softmax(x) * Sum(g).</remarks>
    public static Expr<T> LogSoftmax<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x - LogSumExp(x), without overflow for any x, over one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g - Softmax(x) * Sum(g).</remarks>
    public static Expr<T> LogSoftmax<T>(Expr<T> x, Index axis) => Definition.Only<T>();

    /// <summary>The cross-entropy of a softmax against class numbers: -LogSoftmax(logits)[label], for each row, without overflow for any logits.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">[..., classes], not normalised.</param>
    /// <param name="labels">[...]: the right class of each row; out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>One loss per row: the shape of <paramref name="labels"/>. Mean of it is the usual cost.</returns>
    /// <remarks>Gradient: g * (Softmax(logits) - OneHot(labels)) to <paramref name="logits"/>.</remarks>
    public static Expr<T> CrossEntropy<T>(Expr<T> logits, Expr<int> labels) => Definition.Only<T>();

    /// <summary>The cross-entropy of a softmax against probabilities: -Sum(probabilities * LogSoftmax(logits)) over the last axis, without overflow for any logits.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">[..., classes], not normalised.</param>
    /// <param name="probabilities">[..., classes]; one-hot rows name a class, smoothed ones are allowed.</param>
    /// <returns>[...]: one loss per row.</returns>
    public static Expr<T> CrossEntropy<T>(Expr<T> logits, Expr<T> probabilities) => Definition.Only<T>();
}
