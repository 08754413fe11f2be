using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.CodeFixes;

/// <summary>Writes <c>[Dims(...)]</c> where it is missing or does not say what it should: one entry for each axis, or the sizes that the initializer makes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DimsFix)), Shared]
public sealed class DimsFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT0011", "TAOT0012", "TAOT1129", "TAOT1130"];

    private protected override IEnumerable<Proposal> Propose(Finding finding) => finding.Diagnostic.Id switch
    {
        "TAOT0011" => Complete(finding),
        "TAOT0012" => Name(finding),
        "TAOT1129" => Add(finding),
        _ => AsMade(finding),
    };

    /// <summary>[Dims] with too few or too many entries.</summary>
    private static IEnumerable<Proposal> Complete(Finding finding)
    {
        if (finding.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } list } attribute
            || !int.TryParse(finding.Fact(FactNames.Rank), NumberStyles.None, CultureInfo.InvariantCulture, out int rank) || rank == 0)
            yield break;
        string name = finding.Fact(FactNames.Name)!;
        string[] entries = [.. Enumerable.Range(0, rank).Select(axis => axis < list.Arguments.Count ? list.Arguments[axis].ToString() : Default(name, axis))];
        yield return Entries(attribute, list.Arguments.Count < rank ? "Complete" : "Shorten", entries);
    }

    /// <summary>An entry that is no name.</summary>
    private static IEnumerable<Proposal> Name(Finding finding)
    {
        if (finding.Node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Parent: AttributeArgumentListSyntax list } entry || Owner(list) is not { } owner)
            yield break;
        string name = Default(owner, list.Arguments.IndexOf(entry));
        yield return new Proposal($"Name the size {name}", "Dims name", entry, SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(name)).WithTriviaFrom(entry));
    }

    /// <summary>State whose number of axes nothing says: the only such field that the expression names.</summary>
    private static IEnumerable<Proposal> Add(Finding finding)
    {
        ISymbol[] fields = [.. finding.Node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Select(n => finding.Model.GetSymbolInfo(n, finding.Cancellation).Symbol)
            .OfType<IFieldSymbol>().Where(f => f.Type.Name == "Shared" && f.GetAttributes().All(a => a.AttributeClass?.Name != "DimsAttribute"))
            .Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>()];
        if (fields.Length != 1
            || fields[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(finding.Cancellation) is not { Parent.Parent: FieldDeclarationSyntax declaration })
            yield break;
        foreach ((string kind, int rank) in new[] { ("vector", 1), ("matrix", 2) })
        {
            string entries = string.Join(", ", Enumerable.Range(0, rank).Select(axis => Default(fields[0].Name, axis)));
            yield return new Proposal($"Add [Dims({entries})]: a {kind}", "Dims " + kind, declaration, Attributed(declaration, $"[Dims({entries})] "));
        }
    }

    /// <summary>[Dims] that says other sizes than the initializer.</summary>
    private static IEnumerable<Proposal> AsMade(Finding finding)
    {
        if (finding.Shape(FactNames.Made) is not { Length: > 0 } made || made.Any(s => !IsEntry(s)))
            yield break;
        AttributeSyntax? attribute = finding.Member?.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => a.Name.ToString() is "Dims" or "DimsAttribute" or "TensorAot.Dims");
        if (attribute is not null)
            yield return Entries(attribute, "Write the sizes of the initializer:", [.. made.Select(s => char.IsDigit(s[0]) ? s : $"\"{s}\"")]);
    }

    private static Proposal Entries(AttributeSyntax attribute, string verb, string[] entries)
    {
        string list = $"({string.Join(", ", entries)})";
        return new Proposal($"{verb} [Dims{list}]", "Dims " + verb, attribute, attribute.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList(list)));
    }

    /// <summary>A declaration with an attribute before its modifiers, where its comments and line breaks stay.</summary>
    private static FieldDeclarationSyntax Attributed(FieldDeclarationSyntax declaration, string attribute)
    {
        SyntaxList<AttributeListSyntax> lists = ((FieldDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(attribute + "int x;")!).AttributeLists;
        return declaration.WithoutLeadingTrivia().WithAttributeLists(lists.AddRange(declaration.WithoutLeadingTrivia().AttributeLists)).WithLeadingTrivia(declaration.GetLeadingTrivia());
    }

    /// <summary>The name of an unnamed size, as generated parameters have it.</summary>
    private static string Default(string owner, int axis) => $"\"{owner.TrimStart('_', '@')}Dim{axis}\"";

    private static string? Owner(SyntaxNode list) => list.FirstAncestorOrSelf<SyntaxNode>(n => n is ParameterSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax) switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    private static bool IsEntry(string size) => SyntaxFacts.IsValidIdentifier(size) || int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
