using System.Globalization;

namespace TensorAot.Compiler.Diagnostics;

/// <summary>How bad it is.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>
/// One diagnostic, declared once: the generator's descriptor, the release notes, the help page docs/diagnostics/{id}.md and the tests
/// all follow from the lists in <see cref="DiagnosticRules"/>.
/// </summary>
/// <param name="Id">TAOT and four digits; the first digit is the stage.</param>
/// <param name="Title">What kind of mistake it is, in a few words.</param>
/// <param name="Message">What clashed, the two facts, what to write instead; holes are {0}, {1}, ...</param>
/// <param name="Severity">How bad it is.</param>
public sealed record DiagnosticRule(string Id, string Title, string Message, Severity Severity = Severity.Error)
{
    public string Format(params object[] arguments) => string.Format(CultureInfo.InvariantCulture, Message, arguments);
}
