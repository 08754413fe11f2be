namespace TensorAot;

/// <summary>
/// Gives a helper of graph code a gradient that you write yourself: where the one that follows from its formula is unstable, dear, or
/// not what you mean.
/// </summary>
/// <remarks>
/// The named method stands in the same class, static or not like the helper. It takes the helper's parameters, then the helper's
/// result, then the cotangent (the gradient of the cost with respect to the result, of its type), and returns the gradient for each
/// float or double tensor among the parameters, of its type: one expression, or a tuple of several. It is graph code like any other,
/// so what it returns can be differentiated again. Values that the helper reads besides its parameters get no gradient through it.
/// The helper returns one float or double tensor; it is a method of a class with a body of its own, neither a local function, a lambda
/// nor abstract. An override does not inherit the attribute.
/// <code>
/// [CustomGradient(nameof(SoftStepGradient))]
/// static Expr&lt;double&gt; SoftStep(Expr&lt;double&gt; x) =&gt; Cast&lt;double&gt;(x &gt; 0);
///
/// static Expr&lt;double&gt; SoftStepGradient(Expr&lt;double&gt; x, Expr&lt;double&gt; result, Expr&lt;double&gt; cotangent) =&gt;
///     cotangent * Sigmoid(x) * (1 - Sigmoid(x));
/// </code>
/// </remarks>
/// <param name="gradient">The name of the method that computes the gradient: <c>nameof(...)</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CustomGradientAttribute(string gradient) : Attribute
{
    /// <summary>The name of the method that computes the gradient.</summary>
    public string Gradient { get; } = gradient;
}
