namespace TensorAot;

/// <summary>Whether the compiler may compute a function in another way than written.</summary>
public enum Rewrites
{
    /// <summary>
    /// Every rewrite of docs/rewrites.md takes part: stable forms for naive formulas, fewer and cheaper operations, work taken out
    /// of loops.
    /// </summary>
    On,

    /// <summary>
    /// The function is computed as it is written, operation for operation, its gradients as the gradient rules give them. Use it to
    /// see what the rewrites do, in values or in speed. Equal expressions are still computed once and elementwise operations still
    /// share loops, which changes no value. Only operations that exist for derivatives alone (<c>StopGradient</c>, <c>GradClip</c>,
    /// <c>[CustomGradient]</c>) are replaced by what they compute.
    /// </summary>
    Off,
}
