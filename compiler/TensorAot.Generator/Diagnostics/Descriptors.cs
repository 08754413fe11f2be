using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Generator.Diagnostics;

/// <summary>Roslyn's descriptors of <see cref="DiagnosticRules"/>: made here and nowhere else.</summary>
internal static class Descriptors
{
    /// <summary>Where the help pages lie: one page for each rule.</summary>
    public const string HelpBase = "https://github.com/tensoraot/tensoraot/blob/main/docs/diagnostics/";

    private static readonly ConcurrentDictionary<DiagnosticRule, DiagnosticDescriptor> s_descriptors = new();

    /// <summary>The descriptor of a rule. Its message is one hole: rules format their own messages.</summary>
    public static DiagnosticDescriptor Of(DiagnosticRule rule) => s_descriptors.GetOrAdd(rule, static r =>
        new DiagnosticDescriptor(r.Id, r.Title, "{0}", Category(r), Severity(r), isEnabledByDefault: true, helpLinkUri: HelpBase + r.Id + ".md"));

    /// <summary>The stage of a rule, by the first digit of its id.</summary>
    public static string Category(DiagnosticRule rule) => "TensorAot." + rule.Id[4] switch
    {
        '0' => "Usage",
        '1' => "Reading",
        '2' => "Typing",
        '3' => "Differentiation",
        '4' => "Scheduling",
        '5' => "Cuda",
        '6' => "Rewriting",
        '7' => "Targets",
        _ => "Internal",
    };

    private static DiagnosticSeverity Severity(DiagnosticRule rule) => rule.Severity switch
    {
        Compiler.Diagnostics.Severity.Error => DiagnosticSeverity.Error,
        Compiler.Diagnostics.Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
