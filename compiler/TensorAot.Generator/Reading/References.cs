using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

/// <summary>Symbols as the symbol-free references of the lowered form.</summary>
internal sealed class References
{
    private readonly Dictionary<ITypeSymbol, TypeRef> _types = new(SymbolEqualityComparer.Default);

    /// <summary>A type; names of tuple elements and nullable annotations are left out.</summary>
    public TypeRef Type(ITypeSymbol type)
    {
        if (!_types.TryGetValue(type, out TypeRef? reference))
            _types[type] = reference = MakeType(type);
        return reference;
    }

    /// <summary>A type with its own parameters as arguments.</summary>
    public TypeRef Definition(INamedTypeSymbol type) => Type(type.OriginalDefinition);

    public MemberRef Method(IMethodSymbol method) =>
        new(Id(method), method.Name, Type(method.ContainingType), method.TypeArguments.Select(Type).ToEquatableArray());

    public MemberRef Property(IPropertySymbol property) => new(Id(property), property.Name, Type(property.ContainingType));

    /// <summary>A field; an element of a tuple is <c>Item1</c>, <c>Item2</c>, ... whatever its name.</summary>
    public MemberRef Field(IFieldSymbol field)
    {
        if (field.ContainingType is not { IsTupleType: true } tuple)
            return new(Id(field), field.Name, Type(field.ContainingType));
        TypeRef type = Type(tuple);
        string item = "Item" + (TupleIndex(tuple, field) + 1);
        return new($"F:{type.Name}.{item}", item, type);
    }

    /// <summary>The documentation id of a symbol's original definition.</summary>
    public static string Id(ISymbol symbol) =>
        symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.OriginalDefinition.ToDisplayString();

    private TypeRef MakeType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => new("[" + new string(',', array.Rank - 1) + "]", [Type(array.ElementType)]),
        ITypeParameterSymbol parameter => new(parameter.Name, IsParameter: true) { IsValueType = parameter.IsValueType },
        INamedTypeSymbol { IsTupleType: true } tuple =>
            new("System.ValueTuple`" + tuple.TupleElements.Length, tuple.TupleElements.Select(e => Type(e.Type)).ToEquatableArray()) { IsValueType = true },
        INamedTypeSymbol named => new(MetadataName(named), Arguments(named).ToEquatableArray()) { IsValueType = named.IsValueType },
        _ => new(type.ToDisplayString()),
    };

    private IEnumerable<TypeRef> Arguments(INamedTypeSymbol type) =>
        (type.ContainingType is null ? [] : Arguments(type.ContainingType)).Concat(type.TypeArguments.Select(Type));

    private static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is not null)
            return MetadataName(type.ContainingType) + "+" + type.MetadataName;
        return type.ContainingNamespace is null or { IsGlobalNamespace: true }
            ? type.MetadataName
            : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
    }

    private static int TupleIndex(INamedTypeSymbol tuple, IFieldSymbol field)
    {
        for (int i = 0; i < tuple.TupleElements.Length; i++)
            if (tuple.TupleElements[i].Name == field.Name || "Item" + (i + 1) == field.Name)
                return i;
        throw new InvalidOperationException($"{field.Name} is no element of {tuple}.");
    }
}
