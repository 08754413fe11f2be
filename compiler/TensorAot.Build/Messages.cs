using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Build;

/// <summary>A place in a file; lines and columns start at 1.</summary>
internal sealed record Place(string File, int Line, int Column);

/// <summary>Writes lines; errors and warnings in the form that MSBuild understands: <c>file(line,column): error TAOT7001: text</c>.</summary>
/// <param name="output">Where they go.</param>
/// <param name="project">The file that errors without a place of their own name.</param>
internal sealed class Messages(TextWriter output, string project)
{
    public bool HasErrors { get; private set; }

    public void Say(string line) => output.WriteLine(line);

    public void Error(DiagnosticRule rule, string text, Place? place = null) => Error(rule.Id, text, place);

    public void Error(string id, string text, Place? place)
    {
        HasErrors = true;
        string at = place is null ? project : $"{place.File}({place.Line},{place.Column})";
        output.WriteLine($"{at}: error {id}: {text.ReplaceLineEndings(" ")}");
    }

    public void Warning(DiagnosticRule rule, string text) => output.WriteLine($"{project}: warning {rule.Id}: {text.ReplaceLineEndings(" ")}");
}
