using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>How a graph class is declared, and what is wrong with that.</summary>
internal static class Declarations
{
    /// <summary>Whether a part can be added to the class at all: it and what contains it are partial, not generic and not file-local.</summary>
    public static bool CheckHome(INamedTypeSymbol type, TypeDeclarationSyntax syntax, List<ReadError> errors)
    {
        int before = errors.Count;
        if (!IsPartial(syntax))
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.ClassNotPartial, type.Name));
        for (var container = syntax.Parent as TypeDeclarationSyntax; container is not null; container = container.Parent as TypeDeclarationSyntax)
            if (!IsPartial(container))
                errors.Add(ReadError.At(container.Identifier, DiagnosticRules.ContainingTypeNotPartial, type.Name, container.Identifier.ValueText));
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
            if (t.Arity > 0)
            {
                errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.GraphClassIsGeneric, type.Name));
                break;
            }
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
            if (t.IsFileLocal)
                errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.GraphClassIsFileLocal, type.Name));
        return errors.Count == before;
    }

    /// <summary>Whether what is generated compiles in this project.</summary>
    public static bool CheckProject(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, List<ReadError> errors)
    {
        int before = errors.Count;
        if (compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.UnsafeCodeNotAllowed, type.Name));
        if (syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp13 } options)
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.LanguageVersionTooOld, options.LanguageVersion.ToDisplayString()));
        return errors.Count == before;
    }

    /// <summary>Reports static state and [Dims] on state that is not a list of names and sizes.</summary>
    public static void CheckState(INamedTypeSymbol type, List<ReadError> errors)
    {
        foreach (ISymbol member in Members.State(type))
        {
            ITypeSymbol memberType = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
            SyntaxToken name = Members.Name(member.DeclaringSyntaxReferences[0].GetSyntax());
            if (member.IsStatic && (Language.IsShared(memberType) || Language.IsRandomStream(memberType)))
                errors.Add(ReadError.At(name, DiagnosticRules.StaticState, member.Name, type.Name));
            Attributes.ReadDims(Attributes.Carrier(member), errors);
        }
    }

    /// <summary>What the generated part of the class repeats.</summary>
    public static ClassHeader Header(INamedTypeSymbol type)
    {
        var containers = new List<string>();
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
            containers.Insert(0, Declaration(container));
        string scope = type.ContainingNamespace is null or { IsGlobalNamespace: true }
            ? ""
            : string.Join(".", type.ContainingNamespace.ToDisplayParts()
                .Where(p => p.Kind == SymbolDisplayPartKind.NamespaceName).Select(p => Escape(p.ToString())));
        bool Has(string name) => type.Name == name || !type.GetMembers(name).IsEmpty;
        return new ClassHeader(scope, containers.ToEquatableArray(), Declaration(type), Escape(type.Name), type.IsStatic, Has("Prepare"), Has("Explain"));
    }

    /// <summary>A name as an identifier of C#.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static string Declaration(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        return $"partial {kind} {Escape(type.Name)}";
    }

    private static bool IsPartial(TypeDeclarationSyntax syntax) => syntax.Modifiers.Any(SyntaxKind.PartialKeyword);
}
