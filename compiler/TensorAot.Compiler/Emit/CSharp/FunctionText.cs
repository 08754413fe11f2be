using System.Text.RegularExpressions;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>What a function is called and what the user says of it.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="IsStatic">Whether it needs no instance.</param>
/// <param name="Summary">One line that says what it computes.</param>
internal sealed record FunctionText(string Name, bool IsStatic, string Summary)
{
    private static readonly Regex s_summary = new("<summary>(.*?)</summary>", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex s_tags = new("<[^>]*>", RegexOptions.CultureInvariant);
    private static readonly Regex s_space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The user's summary, or the expressions of the results.</summary>
    public static string SummaryOf(string? documentation, FunctionGraph function)
    {
        if (documentation is not null && s_summary.Match(documentation) is { Success: true } match)
            return Decode(s_space.Replace(s_tags.Replace(match.Groups[1].Value, ""), " ").Trim());
        string[] sources = [.. function.Outputs.Select(o => function.Graph.SourceOf(o.Value)).OfType<string>()];
        return sources.Length > 0 ? string.Join("; ", sources) : function.Name;
    }

    /// <summary>Text as XML, on one line.</summary>
    public string Xml(string text) =>
        CSharpWriter.Printable(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Decode(string text) =>
        text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");
}
