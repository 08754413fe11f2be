namespace TensorAot.Compiler.Rewriting;

/// <summary>What a rewrite may change, compared with the arithmetic as written. Shown in the catalogue of rewrites.</summary>
[Flags]
public enum Deviations
{
    /// <summary>The same bits for every input that is not NaN.</summary>
    None = 0,

    /// <summary>-0 may become +0 or the reverse.</summary>
    SignOfZero = 1,

    /// <summary>Other roundings on the way: closer to the formula's real value, or as close.</summary>
    Rounding = 2,

    /// <summary>NaN or infinity may become the value that the mathematics has there.</summary>
    NonFinite = 4,

    /// <summary>
    /// Whether an input without an answer (a singular matrix) throws may change: mostly it no longer does, and gives the value that the
    /// mathematics has there, or infinity.
    /// </summary>
    Failure = 8,
}
