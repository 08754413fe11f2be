using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

/// <summary>A rule that the user's source breaks, and where.</summary>
internal readonly record struct ReadError(DiagnosticRule Rule, SyntaxTree Tree, TextSpan Span, string Message)
{
    /// <summary>The values of the rule's <see cref="DiagnosticRule.Facts"/>, or none.</summary>
    public EquatableArray<string> Facts { get; init; }

    public static ReadError At(SyntaxToken token, DiagnosticRule rule, params object[] arguments) =>
        new(rule, token.SyntaxTree!, token.Span, rule.Format(arguments)) { Facts = rule.FactsOf(arguments) };

    public static ReadError At(SyntaxNode node, DiagnosticRule rule, params object[] arguments) =>
        new(rule, node.SyntaxTree, node.Span, rule.Format(arguments)) { Facts = rule.FactsOf(arguments) };
}
