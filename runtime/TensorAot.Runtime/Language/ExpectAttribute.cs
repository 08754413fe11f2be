namespace TensorAot;

/// <summary>
/// Says that the compiler must have used a rewrite in a function: the build fails when it did not, or when there is no rewrite of that
/// name. So a formula whose stability or speed rests on a rewrite does not lose it unnoticed when it is edited.
/// </summary>
/// <remarks>
/// The names are those of docs/rewrites.md; the header of the generated file lists the ones that were used on each function.
/// The rewrite may have been used on any expression of the function, in the helpers it calls and in its gradients. The attribute may
/// be given several times.
/// <code>
/// [Function, Expect("softplus")]
/// static Expr&lt;double&gt; Cost(Vector&lt;double&gt; x) =&gt; Sum(Log(1 + Exp(x)));
/// </code>
/// </remarks>
/// <param name="rewrite">The name of the rewrite.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ExpectAttribute(string rewrite) : Attribute
{
    /// <summary>The name of the rewrite.</summary>
    public string Rewrite { get; } = rewrite;
}
