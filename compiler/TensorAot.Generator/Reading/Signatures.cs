using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>The partial methods by which users choose signatures: <c>[Function(nameof(F))]</c>.</summary>
internal static class Signatures
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The name of the function of which a method marked [Function] is a form, or null.</summary>
    public static string? FunctionOf(IMethodSymbol method) =>
        Language.Attribute(method, Language.FunctionAttribute) is { ConstructorArguments.Length: 1 } attribute ? attribute.ConstructorArguments[0].Value as string ?? "" : null;

    /// <summary>The signatures of a class in textual order, those that a body can be generated for.</summary>
    public static EquatableArray<SignatureDeclaration> Read(INamedTypeSymbol type, string[] functions, Reach reach, List<ReadError> errors)
    {
        var signatures = new List<SignatureDeclaration>();
        foreach (IMethodSymbol method in Members.InOrder(type, type.GetMembers().OfType<IMethodSymbol>().Where(m => FunctionOf(m) is not null)))
        {
            string function = FunctionOf(method)!;
            var syntax = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(reach.Cancellation);
            if (!method.IsPartialDefinition || method.PartialImplementationPart is not null)
                errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.SignatureWithBody, method.Name, function, Example(syntax)));
            else if (!Results.MentionsError(method.ReturnType) && !method.Parameters.Any(p => Results.MentionsError(p.Type)))
                signatures.Add(Read(method, function, syntax, functions, reach, errors));
        }
        return signatures.ToEquatableArray();
    }

    private static SignatureDeclaration Read(IMethodSymbol method, string function, MethodDeclarationSyntax syntax, string[] functions, Reach reach, List<ReadError> errors)
    {
        AttributeData attribute = Language.Attribute(method, Language.FunctionAttribute)!;
        int before = errors.Count;
        if (!functions.Contains(function))
            errors.Add(ReadError.At(Attributes.Argument(attribute, 0), DiagnosticRules.SignatureWithoutFunction, method.Name, function, method.ContainingType.Name,
                functions.Length == 0 ? "write the definition" : "name one of " + string.Join(", ", functions.Distinct())));
        if (method.Arity > 0)
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.SignatureDoesNotFit, method.Name, function, "it is generic, and the element types of a function are fixed", "write one form for each"));
        if (method.RefKind != RefKind.None)
            errors.Add(ReadError.At(syntax.ReturnType, DiagnosticRules.SignatureDoesNotFit, method.Name, function, "it returns by reference, and results have no place of their own", "return a value, or take a span"));
        var declaration = new SignatureDeclaration(
            References.Id(method), method.Name, function, Declaration(method, syntax), method.IsStatic,
            method.Parameters.Select(p => new SignatureParameter(p.Name, TypeOf(p.Type), PassingOf(p.RefKind))).ToEquatableArray(),
            Returned(method.ReturnType).ToEquatableArray(),
            method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Select(e => e.Name).ToEquatableArray() : [])
        {
            HasErrors = errors.Count > before,
        };
        SourceMap.MemberMap map = reach.Map.Add(declaration.Method, syntax.SyntaxTree, syntax.Identifier.Span);
        foreach (ParameterSyntax parameter in syntax.ParameterList.Parameters)
            map.Mark(parameter.Span);
        map.Mark(syntax.ReturnType.Span);
        return declaration;
    }

    /// <summary>The declaration as the other part must repeat it.</summary>
    private static string Declaration(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        IEnumerable<string> parameters = method.Parameters.Select((p, i) => Words(syntax.ParameterList.Parameters[i].Modifiers) + $"{p.Type.ToDisplayString(s_format)} {Declarations.Escape(p.Name)}");
        string typeParameters = method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(t => Declarations.Escape(t.Name)))}>";
        string reference = method.RefKind switch { RefKind.None => "", RefKind.Ref => "ref ", _ => "ref readonly " };
        return $"{Words(syntax.Modifiers)}{reference}{method.ReturnType.ToDisplayString(s_format)} {Declarations.Escape(method.Name)}{typeParameters}({string.Join(", ", parameters)}){string.Concat(syntax.ConstraintClauses.Select(c => " " + c.ToString()))}";
    }

    private static string Words(SyntaxTokenList modifiers) => string.Concat(modifiers.Select(m => m.Text + " "));

    private static string Example(MethodDeclarationSyntax syntax)
    {
        string modifiers = Words(syntax.Modifiers.Any(SyntaxKind.PartialKeyword) ? syntax.Modifiers : syntax.Modifiers.Add(SyntaxFactory.Token(SyntaxKind.PartialKeyword)));
        return $"{modifiers}{syntax.ReturnType} {syntax.Identifier.Text}(...);";
    }

    private static Passing PassingOf(RefKind kind) => kind switch
    {
        RefKind.Ref => Passing.Ref,
        RefKind.Out => Passing.Out,
        _ => Passing.In,
    };

    private static IEnumerable<SignatureType> Returned(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => [],
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(e => TypeOf(e.Type)),
        _ => [TypeOf(type)],
    };

    private static SignatureType TypeOf(ITypeSymbol type)
    {
        (ArgumentForm form, ITypeSymbol element, int rank) = type switch
        {
            IArrayTypeSymbol array => (ArgumentForm.Array, array.ElementType, array.Rank),
            INamedTypeSymbol { Arity: 1, ContainingType: null } named => (FormOf(named), named.TypeArguments[0], 0),
            INamedTypeSymbol { Name: "CancellationToken", ContainingType: null } named when named.ContainingNamespace.ToDisplayString() == "System.Threading" => (ArgumentForm.Cancellation, type, 0),
            _ => (Language.ElementType(type) is null ? ArgumentForm.None : ArgumentForm.Value, type, 0),
        };
        return new SignatureType(form, Language.ElementType(element), rank, Language.Display(type));
    }

    private static ArgumentForm FormOf(INamedTypeSymbol type) => (type.ContainingNamespace.ToDisplayString(), type.Name) switch
    {
        ("System", "ReadOnlySpan") => ArgumentForm.ReadOnlySpan,
        ("System", "Span") => ArgumentForm.Span,
        ("System", "ReadOnlyMemory") => ArgumentForm.ReadOnlyMemory,
        ("System", "Memory") => ArgumentForm.Memory,
        ("System", "IProgress") when type.TypeArguments[0].SpecialType == SpecialType.System_Double => ArgumentForm.Progress,
        ("System.Numerics.Tensors", "ReadOnlyTensorSpan") => ArgumentForm.ReadOnlyTensorSpan,
        ("System.Numerics.Tensors", "TensorSpan") => ArgumentForm.TensorSpan,
        ("System.Numerics.Tensors", "Tensor") => ArgumentForm.Tensor,
        ("MathNet.Numerics.LinearAlgebra", "Matrix") => ArgumentForm.Matrix,
        ("MathNet.Numerics.LinearAlgebra", "Vector") => ArgumentForm.Vector,
        _ => ArgumentForm.None,
    };
}
