using System.Text.RegularExpressions;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>What a function is called and what the user says of it.</summary>
internal sealed class FunctionText(FunctionDeclaration declaration, FunctionGraph function)
{
    private static readonly Regex s_references = new(@"<\w+\s+(?:name|cref|langword)\s*=\s*""(?:[^""]*[.:])?([^""]*)""\s*/>", RegexOptions.CultureInvariant);
    private static readonly Regex s_tags = new("<[^>]*>", RegexOptions.CultureInvariant);
    private static readonly Regex s_space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>Its name, escaped.</summary>
    public string Name { get; } = Identifiers.Escape(declaration.Name);

    /// <summary>The name of the overloads that do not wait for a device, escaped.</summary>
    public string AsyncName { get; } = Identifiers.Escape(declaration.Name + "Async");

    /// <summary>Whether there may be such overloads: not where the user's class has something of their name.</summary>
    public bool MayHaveAsync => !declaration.HasAsyncName;

    /// <summary>Whether it needs no instance.</summary>
    public bool IsStatic => declaration.IsStatic;

    /// <summary>One line that says what it computes: the user's summary, or the expressions of the results.</summary>
    public string Summary { get; } = Element(declaration, "summary", "") is { Length: > 0 } summary ? summary : Expressions(function);

    /// <summary>What the user says of the result, as a sentence with a space after it; empty when nothing.</summary>
    public string Returned { get; } = Sentence(Element(declaration, "returns", ""));

    /// <summary>What the user says of a parameter, as a sentence with a space after it; empty when nothing.</summary>
    public string Parameter(string name) => Sentence(Element(declaration, "param", $@"\s+name\s*=\s*""{Regex.Escape(name)}"""));

    /// <summary>Text as XML, on one line.</summary>
    public static string Xml(string text) =>
        CSharpWriter.Printable(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Expressions(FunctionGraph function)
    {
        string[] sources = [.. function.Outputs.Select(o => function.Graph.SourceOf(o.Value)).OfType<string>()];
        return sources.Length > 0 ? string.Join("; ", sources) : function.Name;
    }

    private static string Element(FunctionDeclaration declaration, string tag, string attributes)
    {
        Match match = Regex.Match(declaration.Documentation ?? "", $"<{tag}{attributes}>(.*?)</{tag}>", RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return match.Success ? Decode(s_space.Replace(s_tags.Replace(s_references.Replace(match.Groups[1].Value, "$1"), ""), " ").Trim()) : "";
    }

    private static string Sentence(string text) => text.Length == 0 ? "" : text.TrimEnd('.') + ". ";

    private static string Decode(string text) =>
        text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");
}
