namespace TensorAot;

// Attention.
public static partial class Ops
{
    /// <summary>Softmax(q kT * scale) v over the last two axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="q">Queries [..., n, d].</param>
    /// <param name="k">Keys [..., m, d].</param>
    /// <param name="v">Values [..., m, e].</param>
    /// <param name="causal">Whether query i attends to keys 0 to i only.</param>
    /// <returns>[..., n, e]. The scale is 1 / sqrt(d).</returns>
    public static Expr<T> ScaledDotProductAttention<T>(Expr<T> q, Expr<T> k, Expr<T> v, bool causal = false) => Definition.Only<T>();

    /// <summary>Softmax(q kT * scale) v over the last two axes, for a scale of the caller's.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="q">Queries [..., n, d].</param>
    /// <param name="k">Keys [..., m, d].</param>
    /// <param name="v">Values [..., m, e].</param>
    /// <param name="scale">What the products are multiplied by.</param>
    /// <param name="causal">Whether query i attends to keys 0 to i only.</param>
    /// <returns>[..., n, e].</returns>
    public static Expr<T> ScaledDotProductAttention<T>(Expr<T> q, Expr<T> k, Expr<T> v, double scale, bool causal = false) => Definition.Only<T>();

    /// <summary>Softmax(q kT / sqrt(d)) v over the last two axes, over the keys that a mask allows.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="q">Queries [..., n, d].</param>
    /// <param name="k">Keys [..., m, d].</param>
    /// <param name="v">Values [..., m, e].</param>
    /// <param name="mask">[..., n, m]: whether a query may attend to a key. A query that may attend to none gets zeros.</param>
    /// <param name="causal">Whether query i attends to keys 0 to i only.</param>
    /// <returns>[..., n, e].</returns>
    public static Expr<T> ScaledDotProductAttention<T>(Expr<T> q, Expr<T> k, Expr<T> v, Expr<bool> mask, bool causal = false) => Definition.Only<T>();
}
