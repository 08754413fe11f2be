namespace TensorAot.Layers;

/// <summary>
/// Attention in several heads at once: each head is softmax(q kT / sqrt(d)) v of its own part of the projected queries, keys and values,
/// d = features / heads; the heads side by side go through one more dense layer. A. Vaswani et al., Attention is all you need, 2017, section 3.2.2.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="features">The size of the last axis of queries, keys, values and results.</param>
/// <param name="heads">A divisor of <paramref name="features"/>.</param>
/// <param name="bias">Whether the four dense layers have a bias.</param>
[GraphCode]
public sealed class MultiHeadAttention<T>(int features, int heads, bool bias = true) : Module<T>
{
    private readonly int _heads = features % heads == 0 ? heads : throw new ArgumentException($"{heads} heads do not divide {features} features.", nameof(heads));
    private readonly int _size = features / heads;

    /// <summary>The projection of queries, [features, features].</summary>
    public Dense<T> Query { get; } = new(features, features, bias: bias);

    /// <summary>The projection of keys.</summary>
    public Dense<T> Key { get; } = new(features, features, bias: bias);

    /// <summary>The projection of values.</summary>
    public Dense<T> Value { get; } = new(features, features, bias: bias);

    /// <summary>The projection of the heads' results.</summary>
    public Dense<T> Output { get; } = new(features, features, bias: bias);

    /// <summary>Those of query, key, value and output, in this order.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [.. Query.Parameters, .. Key.Parameters, .. Value.Parameters, .. Output.Parameters];

    /// <summary>What each query finds among the keys.</summary>
    /// <param name="query">[n, queries, features].</param>
    /// <param name="key">[n, keys, features].</param>
    /// <param name="value">[n, keys, features].</param>
    /// <param name="mask">Whether a query may attend to a key: a shape that broadcasts to [n, heads, queries, keys], as [queries, keys]. All may when absent.</param>
    /// <param name="causal">Whether query i attends to keys 0 to i only.</param>
    /// <returns>[n, queries, features].</returns>
    public Expr<T> Apply(Expr<T> query, Expr<T> key, Expr<T> value, Expr<bool>? mask = null, bool causal = false)
    {
        var (q, k, v) = (Split(Query.Apply(query)), Split(Key.Apply(key)), Split(Value.Apply(value)));
        var found = mask is null ? ScaledDotProductAttention(q, k, v, causal) : ScaledDotProductAttention(q, k, v, mask, causal);
        return Output.Apply(Reshape(Transpose(found, 0, 2, 1, 3), query.Size(0), query.Size(1), query.Size(2)));
    }

    /// <summary>Each of a sequence with itself: Apply(x, x, x).</summary>
    /// <param name="x">[n, places, features].</param>
    /// <param name="mask">As above.</param>
    /// <param name="causal">Whether place i attends to places 0 to i only.</param>
    /// <returns>[n, places, features].</returns>
    public Expr<T> Apply(Expr<T> x, Expr<bool>? mask = null, bool causal = false) => Apply(x, x, x, mask, causal);

    /// <summary>[n, places, features] as [n, heads, places, features / heads].</summary>
    private Expr<T> Split(Expr<T> x) => Transpose(Reshape((Tensor3<T>)x, x.Size(0), x.Size(1), _heads, _size), 0, 2, 1, 3);
}
