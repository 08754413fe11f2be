using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Analysis;

/// <summary>
/// Keeps hints off definitions: a method marked [Function] is read and never called, so it looks unused, its parameters may look unused,
/// and it may look as if it could be static.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefinitionSuppressor : DiagnosticSuppressor
{
    private const string Reason = "The method is a definition that TensorAot reads at build time.";

    private static readonly ImmutableArray<SuppressionDescriptor> s_descriptors =
    [
        new("TAOTS001", "IDE0051", Reason),
        new("TAOTS002", "CA1822", Reason),
        new("TAOTS003", "CA1811", Reason),
        new("TAOTS004", "IDE0060", Reason),
    ];

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => s_descriptors;

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
            if (IsInDefinition(diagnostic, context))
                context.ReportSuppression(Suppression.Create(s_descriptors.First(d => d.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
    }

    private static bool IsInDefinition(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return false;
        SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            && context.GetSemanticModel(tree).GetDeclaredSymbol(method, context.CancellationToken) is { } symbol
            && Language.Attribute(symbol, Language.FunctionAttribute) is not null;
    }
}
