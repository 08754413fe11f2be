namespace TensorAot;

/// <summary>What derivatives do about an input that what is differentiated does not depend on.</summary>
public enum Disconnected
{
    /// <summary>A build error, which names the input: most often it is a mistake.</summary>
    Error,

    /// <summary>Zeros of the right shape.</summary>
    Zero,
}
