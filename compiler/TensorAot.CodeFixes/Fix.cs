using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.CodeFixes;

/// <summary>A change of one node that a fix proposes.</summary>
/// <param name="Title">What the user reads.</param>
/// <param name="Key">What makes it the same fix elsewhere.</param>
/// <param name="Old">The node; it may be in another file than the diagnostic.</param>
/// <param name="New">What stands there instead; null removes it.</param>
internal sealed record Proposal(string Title, string Key, SyntaxNode Old, SyntaxNode? New);

/// <summary>
/// A fix that replaces one node. A proposal is offered only when C# has no more errors in the member than before, so a fix never trades one
/// error for another.
/// </summary>
public abstract class Fix : CodeFixProvider
{
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (Proposal proposal in Propose(new Finding(diagnostic, node, model, cancellation)))
                if (context.Document.Project.Solution.GetDocument(proposal.Old.SyntaxTree) is { } document && Compiles(proposal, model.Compilation, cancellation))
                    context.RegisterCodeFix(
                        CodeAction.Create(proposal.Title, c => Task.FromResult(document.WithSyntaxRoot(Changed(proposal, c))), proposal.Key), diagnostic);
        }
    }

    /// <summary>The changes that mend what a diagnostic says.</summary>
    private protected abstract IEnumerable<Proposal> Propose(Finding finding);

    private static SyntaxNode Changed(Proposal proposal, CancellationToken cancellation)
    {
        SyntaxNode root = proposal.Old.SyntaxTree.GetRoot(cancellation);
        return proposal.New is null
            ? root.RemoveNode(proposal.Old, SyntaxRemoveOptions.KeepUnbalancedDirectives
                // What ends its line goes with the line; otherwise the indentation belongs to what follows.
                | (proposal.Old.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? SyntaxRemoveOptions.KeepNoTrivia : SyntaxRemoveOptions.KeepLeadingTrivia))!
            : root.ReplaceNode(proposal.Old, proposal.New);
    }

    private static bool Compiles(Proposal proposal, Compilation compilation, CancellationToken cancellation)
    {
        SyntaxTree before = proposal.Old.SyntaxTree;
        SyntaxTree after = before.WithRootAndOptions(Changed(proposal, cancellation), before.Options);
        return Errors(compilation.ReplaceSyntaxTree(before, after), after, proposal.Old.SpanStart, cancellation) <= Errors(compilation, before, proposal.Old.SpanStart, cancellation);
    }

    /// <summary>The errors of C# in the member at a position; changes stand behind it, so it is the same before and after.</summary>
    private static int Errors(Compilation compilation, SyntaxTree tree, int position, CancellationToken cancellation)
    {
        SyntaxNode member = tree.GetRoot(cancellation).FindToken(position).Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        return compilation.GetSemanticModel(tree).GetDiagnostics(member.Span, cancellation).Count(d => d.Severity == DiagnosticSeverity.Error && d.Id.StartsWith("CS", StringComparison.Ordinal));
    }
}

/// <summary>A diagnostic with the node that it marks.</summary>
internal sealed record Finding(Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model, CancellationToken Cancellation)
{
    /// <summary>The expression that is marked, without parentheses around it.</summary>
    public ExpressionSyntax? Expression
    {
        get
        {
            SyntaxNode node = Node is ArgumentSyntax argument ? argument.Expression : Node;
            return (node as ExpressionSyntax)?.Bare();
        }
    }

    /// <summary>A fact of the diagnostic, or null.</summary>
    public string? Fact(string name) => Diagnostic.Properties.TryGetValue(name, out string? value) ? value : null;

    /// <summary>A shape among the facts, or null.</summary>
    public string[]? Shape(string name) => Fact(name) is { } sizes ? Shapes.Parse(sizes) : null;

    /// <summary>The method, field or class in which the node stands.</summary>
    public MemberDeclarationSyntax? Member => Node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
}
