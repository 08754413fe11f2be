namespace TensorAot.Generator.Tests.Stability;

/// <summary>What a formula is of.</summary>
public enum Kind
{
    Number,
    Pair,
    Vector,
}
