using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Generator.Reading;

/// <summary>A rule that the user's source breaks, and where.</summary>
internal readonly record struct ReadError(DiagnosticRule Rule, SyntaxTree Tree, TextSpan Span, string Message)
{
    public static ReadError At(SyntaxToken token, DiagnosticRule rule, params object[] arguments) =>
        new(rule, token.SyntaxTree!, token.Span, rule.Format(arguments));

    public static ReadError At(SyntaxNode node, DiagnosticRule rule, params object[] arguments) =>
        new(rule, node.SyntaxTree, node.Span, rule.Format(arguments));
}
