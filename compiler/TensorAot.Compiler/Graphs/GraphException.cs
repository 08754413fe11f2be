using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Compiler.Graphs;

/// <summary>What the user wrote cannot be compiled: the rule it breaks and the facts for the rule's message.</summary>
public sealed class GraphException(DiagnosticRule rule, params object[] arguments)
    : Exception(rule.Format(arguments))
{
    public DiagnosticRule Rule { get; } = rule;

    public IReadOnlyList<object> Arguments { get; } = arguments;
}
