using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TensorAot.CodeFixes;

/// <summary>Removes an input that is not used, or says that it is not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedInputFix)), Shared]
public sealed class UnusedInputFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT0040"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        if (finding.Node.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent: ParameterListSyntax list } parameter)
            yield break;
        string name = parameter.Identifier.Text;
        yield return new Proposal($"Remove the input {name}", "remove input", list, list.RemoveNode(parameter, SyntaxRemoveOptions.KeepUnbalancedDirectives)!);
        if (list.Parent is MethodDeclarationSyntax { Body: { } body } && body.Statements.Count > 0)
            yield return new Proposal($"Discard it: _ = {name};", "discard input", body, body.WithStatements(body.Statements.Insert(0,
                SyntaxFactory.ParseStatement($"_ = {name};").WithLeadingTrivia(body.Statements[0].GetLeadingTrivia()).WithTrailingTrivia(LineEnd(body))
                    .WithAdditionalAnnotations(Formatter.Annotation))));
    }

    /// <summary>The way in which the first statement ends its line.</summary>
    private static SyntaxTriviaList LineEnd(BlockSyntax body) =>
        [body.Statements[0].GetTrailingTrivia().Concat(body.OpenBraceToken.TrailingTrivia).FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end : SyntaxFactory.Space];
}
