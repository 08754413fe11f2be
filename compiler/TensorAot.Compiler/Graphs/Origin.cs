namespace TensorAot.Compiler.Graphs;

/// <summary>
/// The user's expression that made a node: it explains the node to readers and never is part of its identity. The place is the number
/// of an expression in a method, as errors have it, so moving code changes no origin.
/// </summary>
/// <param name="Text">The expression as written.</param>
/// <param name="Method">The id of the method in which it stands; null when it stands nowhere.</param>
/// <param name="Site">Its number in that method.</param>
public sealed record Origin(string Text, string? Method = null, int Site = 0)
{
    /// <summary>The origin of a gradient of this expression, which stands nowhere in the source.</summary>
    public Origin OfGradient() => new("gradient of " + Text);
}
