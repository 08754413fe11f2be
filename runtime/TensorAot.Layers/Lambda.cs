namespace TensorAot.Layers;

/// <summary>A function as a layer, for what has no state: <c>new Lambda&lt;float&gt;(x =&gt; MaxPool(x, [2, 2]))</c>.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="function">The function.</param>
[GraphCode]
public sealed class Lambda<T>(Func<Expr<T>, Expr<T>> function) : Layer<T>
{
    /// <summary>None: state that the function uses belongs to the object that has it.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [];

    /// <summary>function(x).</summary>
    /// <param name="x">What the function takes.</param>
    /// <param name="training">Changes nothing.</param>
    /// <returns>What the function gives.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false) => function(x);
}
