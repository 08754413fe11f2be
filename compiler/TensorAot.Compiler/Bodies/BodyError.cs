using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>A rule broken at a place in a body: the generator finds the position from (method, site).</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Method">The id of the method whose body it is; for an initializer, the id of the field or property.</param>
/// <param name="Site">The node in that method.</param>
/// <param name="Message">The message with its facts.</param>
public sealed record BodyError(DiagnosticRule Rule, string Method, int Site, string Message)
{
    /// <summary>The values of the rule's <see cref="DiagnosticRule.Facts"/>, or none.</summary>
    public EquatableArray<string> Facts { get; init; }
}
