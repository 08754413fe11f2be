namespace TensorAot;

/// <summary>Which differences from the arithmetic as written the compiler may make in a function.</summary>
public enum Precision
{
    /// <summary>
    /// A rewrite may round otherwise, and it may give the value that the mathematics has where the arithmetic as written gives NaN or
    /// infinity: <c>Log(1 + Exp(x))</c> is finite for every finite <c>x</c>, and <c>x * 0</c> is 0 also for a NaN.
    /// docs/rewrites.md says for each rewrite what it may change.
    /// </summary>
    Default,

    /// <summary>
    /// Every rewrite that may change NaN or infinity is off: where the arithmetic as written overflows, divides by zero or meets a
    /// NaN, the result says so. Rewrites that only round otherwise stay on, and functions that are stable by name
    /// (<c>Softplus</c>, <c>LogSumExp</c>, <c>Softmax</c>) stay stable.
    /// </summary>
    Strict,

    /// <summary>
    /// As <see cref="Default"/>, and <c>x / c</c> by a number known at build time is <c>x * (1 / c)</c>: a multiplication is several times
    /// faster than a division and rounds twice instead of once, so the last digit may differ. It allows nothing else.
    /// </summary>
    Fast,
}
