using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>A <c>[Function]</c> while it is read.</summary>
internal sealed class Function(IMethodSymbol method, Unit? unit)
{
    public IMethodSymbol Method { get; } = method;

    public Unit? Unit { get; } = unit;

    public bool HasErrors { get; set; }
}

/// <summary>The functions of a graph class: which they are, what is wrong with their signatures, and how the model declares them.</summary>
internal static class Functions
{
    /// <summary>The methods marked [Function], in textual order.</summary>
    public static IEnumerable<IMethodSymbol> Of(INamedTypeSymbol type) =>
        Members.InOrder(type, type.GetMembers().OfType<IMethodSymbol>().Where(m => Language.Attribute(m, Language.FunctionAttribute) is not null && Signatures.FunctionOf(m) is null));

    /// <summary>What to write where a function calls itself: most often the op of the same name is meant.</summary>
    public static string InsteadOfItself(Compilation compilation, IMethodSymbol method) =>
        compilation.GetTypeByMetadataName(Language.Ops)?.GetMembers(method.Name).IsEmpty == false
            ? $"its name hides the op, so write Ops.{method.Name}(...), or rename the function"
            : "move what should repeat to a helper whose recursion ends at build time";

    /// <summary>Reports what the signature of a function has that it may not have.</summary>
    public static void Check(Function function, List<ReadError> errors, CancellationToken cancellation)
    {
        IMethodSymbol method = function.Method;
        var syntax = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (HasErrorTypes(method))
        {
            function.HasErrors = true;
            return;
        }
        int before = errors.Count;
        if (method.Arity > 0)
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.FunctionIsGeneric, method.Name));
        else if (function.Unit is null || (method.PartialImplementationPart is null && method.IsPartialDefinition))
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.FunctionWithoutBody, method.Name));
        else
            CheckTypes(method, syntax, errors, cancellation);
        function.HasErrors = errors.Count > before;
        if (method is { DeclaredAccessibility: Accessibility.Public, ContainingType.DeclaredAccessibility: Accessibility.Public })
            errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.FunctionIsPublic, method.Name));
    }

    /// <summary>A function as the model has it.</summary>
    public static FunctionDeclaration Declare(Function function, INamedTypeSymbol type, Reach reach, bool failed)
    {
        IMethodSymbol method = function.Method;
        (string Name, AttributeData Attribute)[] expectations = [.. Attributes.ReadExpectations(method)];
        var declaration = new FunctionDeclaration(
            References.Id(method), method.Name,
            method.Parameters.Select((p, i) => Parameters.Declare(p, i, reach)).ToEquatableArray(),
            reach.References.Type(method.ReturnType), Results.Names(method.ReturnType),
            Documentation.Of(method, reach.Cancellation), method.IsStatic,
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal")
        {
            HasErrors = failed,
            IsAsWritten = Attributes.ReadSetting(method, "Rewrites") == 1,
            IsStrict = Attributes.ReadSetting(method, "Precision") == 1,
            IsFast = Attributes.ReadSetting(method, "Precision") == 2,
            Checks = Attributes.TryReadSetting(method, "Check") is int checks ? (FunctionChecks)checks : null,
            Profiles = Attributes.TryReadSetting(method, "Profile") as bool?,
            HasProfileName = HasName(type, method.Name + "Profile"),
            HasAsyncName = HasName(type, method.Name + "Async"),
            Expectations = expectations.Select(e => e.Name).ToEquatableArray(),
        };
        for (int i = 0; i < expectations.Length; i++)
        {
            SyntaxNode place = Attributes.Argument(expectations[i].Attribute, 0);
            reach.Map.Add(declaration.ExpectationId(i), place.SyntaxTree, place.Span);
        }
        return declaration;
    }

    private static bool HasName(INamedTypeSymbol type, string name) => !type.GetMembers(name).IsEmpty || type.Name == name;

    private static void CheckTypes(IMethodSymbol method, MethodDeclarationSyntax syntax, List<ReadError> errors, CancellationToken cancellation)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
            Parameters.Check(parameter, errors, cancellation);
        Parameters.CheckDefaults(method, errors, cancellation);
        CheckResult(method, syntax, errors);
    }

    private static void CheckResult(IMethodSymbol method, MethodDeclarationSyntax syntax, List<ReadError> errors)
    {
        if (method.ReturnsVoid)
        {
            if (method.Parameters.All(p => p.HasExplicitDefaultValue))
                errors.Add(ReadError.At(syntax.Identifier, DiagnosticRules.FunctionWithoutInputsOrResults, method.Name));
        }
        else if (Results.Elements(method.ReturnType) is not { } elements)
            errors.Add(ReadError.At(syntax.ReturnType, DiagnosticRules.ResultTypeNotSupported, method.Name, Language.Display(method.ReturnType)));
        else
            foreach ((string name, ITypeSymbol element) in elements)
                if (Language.TryGetInput(element, out _, out ITypeSymbol elementType) && Language.ElementType(elementType) is null)
                    errors.Add(ReadError.At(syntax.ReturnType, DiagnosticRules.ElementTypeNotSupported, name.Length == 0 ? "The result" : name, Language.Display(elementType)));
    }

    private static bool HasErrorTypes(IMethodSymbol method) =>
        Results.MentionsError(method.ReturnType) || method.Parameters.Any(p => Results.MentionsError(p.Type));
}
