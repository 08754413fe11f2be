using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.CodeFixes;

/// <summary>Removes a value that nothing uses: its declaration, or its name among the results of a call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedValueFix)), Shared]
public sealed class UnusedValueFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT0041"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        if (finding.Node.FirstAncestorOrSelf<SingleVariableDesignationSyntax>() is { Parent: ParenthesizedVariableDesignationSyntax } name)
            yield return new Proposal($"Discard {name.Identifier.Text}", "discard value", name,
                SyntaxFactory.DiscardDesignation(SyntaxFactory.Token(SyntaxKind.UnderscoreToken)).WithTriviaFrom(name));
        else if (finding.Node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } statement } } variable)
            yield return new Proposal($"Remove {variable.Identifier.Text}", "remove value", statement, null);
    }
}
