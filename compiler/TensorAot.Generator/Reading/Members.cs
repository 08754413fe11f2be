using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.Generator.Reading;

/// <summary>The members of types in source, in the order in which C# counts them.</summary>
internal static class Members
{
    /// <summary>The fields and auto-properties of a type's objects, in the order in which their initializers run.</summary>
    public static IEnumerable<ISymbol> InstanceState(INamedTypeSymbol type) => State(type).Where(m => !m.IsStatic);

    /// <summary>Fields and auto-properties, static ones included, in textual order; parts of a partial type in the compilation's order.</summary>
    public static IEnumerable<ISymbol> State(INamedTypeSymbol type) =>
        InOrder(type, type.GetMembers().Where(m => IsField(m) || m is IPropertySymbol property && IsAuto(property)));

    /// <summary>Members in textual order.</summary>
    public static IEnumerable<T> InOrder<T>(INamedTypeSymbol type, IEnumerable<T> members) where T : ISymbol
    {
        SyntaxTree[] parts = [.. type.DeclaringSyntaxReferences.Select(r => r.SyntaxTree)];
        return members
            .Where(m => !m.DeclaringSyntaxReferences.IsEmpty)
            .OrderBy(m => Array.IndexOf(parts, m.DeclaringSyntaxReferences[0].SyntaxTree))
            .ThenBy(m => m.DeclaringSyntaxReferences[0].Span.Start);
    }

    /// <summary>Whether a property has storage of its own and no code.</summary>
    public static bool IsAuto(IPropertySymbol property) =>
        !property.IsIndexer && !property.IsAbstract && BackingField(property) is not null
        && !HasCode(property.GetMethod) && !HasCode(property.SetMethod);

    /// <summary>The storage of an auto-property, which carries the attributes written as <c>[field: ...]</c>.</summary>
    public static IFieldSymbol? BackingField(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    /// <summary>The constructor whose parameters stand behind the type's name, or null.</summary>
    public static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(IsPrimary);

    /// <summary>Whether a constructor is its type's primary one.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.MethodKind == MethodKind.Constructor && !constructor.IsImplicitlyDeclared
        && constructor.OriginalDefinition.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>The token that names a declaration, or its first token.</summary>
    public static SyntaxToken Name(SyntaxNode syntax) => syntax switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        BaseTypeDeclarationSyntax type => type.Identifier,
        AccessorDeclarationSyntax accessor => accessor.Keyword,
        OperatorDeclarationSyntax @operator => @operator.OperatorToken,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        ArrowExpressionClauseSyntax { Parent: { } parent } => Name(parent),
        _ => syntax.GetFirstToken(),
    };

    private static bool IsField(ISymbol member) => member is IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false };

    private static bool HasCode(IMethodSymbol? accessor) =>
        accessor?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            AccessorDeclarationSyntax syntax => syntax.Body is not null || syntax.ExpressionBody is not null,
            ArrowExpressionClauseSyntax => true,
            _ => false,
        };
}
