using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>What functions may return.</summary>
internal static class Results
{
    /// <summary>
    /// The tensors in a result with their names: one without a name for a tensor, the elements of a tuple, the properties that a record
    /// stores in camel case, as they become parameters and elements of a tuple. Null for a type that is no result.
    /// </summary>
    public static IReadOnlyList<(string Name, ITypeSymbol Type)>? Elements(ITypeSymbol type)
    {
        if (Language.TryGetInput(type, out _, out _) || Language.IsShared(type))
            return [("", type)];
        (string, ITypeSymbol)[] elements = type switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => [.. tuple.TupleElements.Select(e => (e.Name, e.Type))],
            INamedTypeSymbol { IsRecord: true } record => [.. Properties(record).Select(p => (CamelCase(p.Name), p.Type))],
            _ => [],
        };
        return elements.Length > 0 && elements.All(e => Language.IsTensor(e.Item2)) ? elements : null;
    }

    /// <summary>The properties that a record stores, its bases' first; what is computed from them is no result of its own.</summary>
    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol record) =>
        (record.BaseType is { IsRecord: true } parent ? Properties(parent) : [])
        .Concat(Members.InstanceState(record).OfType<IPropertySymbol>());

    /// <summary>The name of a parameter or tuple element for a property.</summary>
    private static string CamelCase(string property) => char.ToLowerInvariant(property[0]) + property.Substring(1);

    /// <summary>The names of a tuple's elements or a record's properties; none for a single result.</summary>
    public static EquatableArray<string> Names(ITypeSymbol type) =>
        Elements(type) is { } elements ? elements.Where(e => e.Name.Length > 0).Select(e => e.Name).ToEquatableArray() : [];

    /// <summary>Whether C# does not know a type, or a part of it.</summary>
    public static bool MentionsError(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => MentionsError(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsError),
        _ => false,
    };
}
