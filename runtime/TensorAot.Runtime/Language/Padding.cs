namespace TensorAot;

/// <summary>How far the windows of a convolution or a pooling reach beyond the edge.</summary>
public enum Padding
{
    /// <summary>Not at all.</summary>
    Valid,

    /// <summary>So that there are as many windows as positions, divided by the stride and rounded up; what is odd goes to the end.</summary>
    Same,

    /// <summary>So far that every window has at least one position inside.</summary>
    Full,

    /// <summary>Half of what a window spans, rounded down, on both sides (Theano's half).</summary>
    Half,
}
