using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace TensorAot.Generator.Reading;

/// <summary>The user's <c>///</c> text. It is taken from the source, as projects without a documentation file do not parse it.</summary>
internal static class Documentation
{
    /// <summary>The XML between the lines' slashes, without an outer element; null where there is none or it is not well formed.</summary>
    public static string? Of(IMethodSymbol method, CancellationToken cancellation)
    {
        SyntaxNode syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        IEnumerable<string> lines = syntax.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal) && !line.StartsWith("////", StringComparison.Ordinal))
            .Select(line => line.Substring(3).Trim());
        string text = string.Join("\n", lines);
        return text.Length > 0 && IsWellFormed(text) ? text : null;
    }

    private static bool IsWellFormed(string text)
    {
        try
        {
            XElement.Parse("<doc>" + text + "</doc>");
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
