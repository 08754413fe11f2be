using System.Globalization;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Diagnostics;

/// <summary>How bad it is.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>An argument of a message that a code fix reads in another form than people do.</summary>
public interface IFact
{
    /// <summary>That form: a list's items are separated by semicolons.</summary>
    string Fact { get; }
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
    /// <summary>What the arguments of the message are, by the names of <see cref="FactNames"/>, where a code fix needs them: its diagnostics have them as properties.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    public string Format(params object[] arguments) => string.Format(CultureInfo.InvariantCulture, Message, arguments);

    /// <summary>The values of <see cref="Facts"/> among the arguments of the message.</summary>
    public EquatableArray<string> FactsOf(IReadOnlyList<object> arguments) =>
        Facts.Select((_, i) => arguments[i] is IFact fact ? fact.Fact : System.Convert.ToString(arguments[i], CultureInfo.InvariantCulture) ?? "").ToEquatableArray();
}
