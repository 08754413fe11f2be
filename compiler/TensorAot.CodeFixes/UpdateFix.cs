using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.CodeFixes;

/// <summary>Gives a value that is computed from state and not used to that state: <c>var next = W - g;</c> becomes <c>Update(W, W - g);</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UpdateFix)), Shared]
public sealed class UpdateFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT0041"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        if (finding.Node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not
            {
                Initializer.Value: { } value,
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } statement },
            })
            yield break;
        ITypeSymbol? element = Tensors.ElementType(finding.Model.GetTypeInfo(value, finding.Cancellation).Type);
        string[] states = [.. value.DescendantNodesAndSelf().OfType<ExpressionSyntax>()
            .Where(e => IsState(e, element, finding) && !(e.Parent is MemberAccessExpressionSyntax access && access.Name == e))
            .Select(e => e.ToString()).Distinct()];
        foreach (string state in states)
            yield return new Proposal($"Update {state} with it", "Update " + state, statement,
                SyntaxFactory.ParseStatement($"{Tensors.Op(finding.Model, statement.SpanStart, "Update")}({state}, {value.WithoutTrivia()});").WithTriviaFrom(statement));
    }

    /// <summary>Whether an expression names state of an element type.</summary>
    private static bool IsState(ExpressionSyntax expression, ITypeSymbol? element, Finding finding) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && finding.Model.GetTypeInfo(expression, finding.Cancellation).Type is { Name: "Shared" } type
        && SymbolEqualityComparer.Default.Equals(Tensors.ElementType(type), element);
}
