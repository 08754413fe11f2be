using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TensorAot.Generator.Reading;

/// <summary>The user's expression as one line: what comments and messages quote.</summary>
internal static class ExpressionText
{
    /// <summary>The longest text; longer ones are cut and end in an ellipsis.</summary>
    public const int MaxLength = 120;

    /// <summary>The tokens of a node with comments dropped and white space normalised, so that line breaks change nothing.</summary>
    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        SyntaxToken previous = default;
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            if (text.Length > 0 && IsApart(previous, token))
                text.Append(' ');
            text.Append(IsMultiLine(token) ? "\"...\"" : token.Text);
            previous = token;
            if (text.Length > MaxLength)
                return text.ToString(0, MaxLength - 3) + "...";
        }
        return text.ToString();
    }

    private static bool IsMultiLine(SyntaxToken token) => token.Text.IndexOf('\n') >= 0 || token.Text.IndexOf('\r') >= 0;

    private static bool IsApart(SyntaxToken left, SyntaxToken right)
    {
        if (left.IsKind(SyntaxKind.CommaToken))
            return true;
        if (left.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.DotToken)
            return false;
        if (right.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CommaToken or SyntaxKind.DotToken or SyntaxKind.SemicolonToken)
            return false;
        return left.HasTrailingTrivia || right.HasLeadingTrivia;
    }
}
