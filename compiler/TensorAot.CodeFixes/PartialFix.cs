using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.CodeFixes;

/// <summary>Makes a graph class and the types around it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix)), Shared]
public sealed class PartialFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT0001", "TAOT0002"];

    /// <summary>All types of a document at once: two graph classes in one type would both make it partial.</summary>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            ? document.WithSyntaxRoot(MakePartial(root, diagnostics.SelectMany(d => Types(root, d)).Distinct()))
            : document);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (Types(root, diagnostic) is { Length: > 0 } types)
                context.RegisterCodeFix(CodeAction.Create(
                    $"Make {types[0].Identifier.ValueText}{(types.Length == 1 ? "" : " and the types around it")} partial",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(MakePartial(root, types))), "partial"), diagnostic);
    }

    /// <summary>The types that have to become partial: the one that is marked and those around it, innermost first.</summary>
    private static TypeDeclarationSyntax[] Types(SyntaxNode root, Diagnostic diagnostic) =>
        [.. root.FindToken(diagnostic.Location.SourceSpan.Start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))];

    private static SyntaxNode MakePartial(SyntaxNode root, IEnumerable<TypeDeclarationSyntax> types) =>
        root.ReplaceNodes(types, (_, type) => MakePartial(type));

    /// <summary>'partial' stands directly before the keyword; without other modifiers it takes over what stood before it.</summary>
    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(keyword))
            : (TypeDeclarationSyntax)type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([keyword.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }
}
