namespace TensorAot.Compiler.Rewriting;

/// <summary>When a rule runs. A stage runs its own rules and those of the stages before it, to fixpoint.</summary>
public enum Stage
{
    /// <summary>One form for what can be written in several: the other stages' patterns become few.</summary>
    Canonicalize,

    /// <summary>The right answer where the formula as written overflows, underflows or cancels.</summary>
    Stabilize,

    /// <summary>Cheaper operations for special cases.</summary>
    Specialize,

    /// <summary>Matrix products with scale, transposes and accumulation in one call.</summary>
    Blas,
}
