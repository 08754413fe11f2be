using Microsoft.CodeAnalysis;

namespace TensorAot.Generator.Reading;

/// <summary>The constraints of type parameters as C#: accessors of a generic type's members must repeat them.</summary>
internal static class TypeConstraints
{
    /// <summary><c>where T : struct</c> for every constrained parameter of the type and of the types around it, outermost first.</summary>
    public static IEnumerable<string> Of(INamedTypeSymbol type)
    {
        IEnumerable<string> outer = type.ContainingType is { } container ? Of(container) : [];
        return outer.Concat(type.TypeParameters.Select(Clause).OfType<string>());
    }

    private static string? Clause(ITypeParameterSymbol parameter)
    {
        string[] parts = [.. Parts(parameter)];
        return parts.Length == 0 ? null : $"where {parameter.Name} : {string.Join(", ", parts)}";
    }

    private static IEnumerable<string> Parts(ITypeParameterSymbol parameter)
    {
        if (parameter.HasUnmanagedTypeConstraint)
            yield return "unmanaged";
        else if (parameter.HasValueTypeConstraint)
            yield return "struct";
        else if (parameter.HasReferenceTypeConstraint)
            yield return "class";
        else if (parameter.HasNotNullConstraint)
            yield return "notnull";
        foreach (ITypeSymbol type in parameter.ConstraintTypes)
            yield return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (parameter.HasConstructorConstraint)
            yield return "new()";
    }
}
