using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

/// <summary>The declarations of the types in source that a class's functions use, once everything is read.</summary>
/// <param name="reach">What was read.</param>
/// <param name="reader">The graph class, or the type of a library: its declaration is always among them.</param>
/// <param name="units">The units of functions without errors.</param>
/// <param name="isCarried">Whether other assemblies use the declarations: they see what is public, and may call any virtual member.</param>
internal sealed class TypeDeclarations(Reach reach, INamedTypeSymbol reader, HashSet<Unit> units, bool isCarried = false)
{
    private readonly ISymbol[] _virtualMembers = [.. units.Where(u => u.Kind == UnitKind.Virtual).Select(u => u.Symbol)];
    private readonly HashSet<ISymbol> _initialized =
        new(units.Where(u => u.Kind == UnitKind.Initializer).Select(u => u.Symbol), SymbolEqualityComparer.Default);
    private readonly Dictionary<string, Unit> _initializers =
        units.Where(u => u.Kind == UnitKind.Initializer).ToDictionary(u => u.Id, StringComparer.Ordinal);

    /// <summary>The types by name.</summary>
    public IEnumerable<TypeDeclaration> All() => Reached()
        .Select(Declare)
        .OrderBy(t => t.Type.Name, StringComparer.Ordinal);

    /// <summary>The types that units of functions without errors use, with their bases.</summary>
    private HashSet<INamedTypeSymbol> Reached()
    {
        var reached = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default) { reader };
        foreach (Unit unit in units)
            for (INamedTypeSymbol? t = unit.Symbol as INamedTypeSymbol ?? unit.Symbol.ContainingType; t is not null; t = t.BaseType)
                if (reach.Types.Contains(t.OriginalDefinition) && (!isCarried || GraphCodeReader.IsPartOf(reader, t)))
                    reached.Add(t.OriginalDefinition);
        reached.UnionWith(reach.DispatchTypes.Where(t => (!isCarried || GraphCodeReader.IsPartOf(reader, t)) && _virtualMembers.Any(m => Dispatch.Find(t, m) is not null)));
        return reached;
    }

    private TypeDeclaration Declare(INamedTypeSymbol type)
    {
        INamedTypeSymbol? baseType = type.BaseType;
        return new TypeDeclaration(
            reach.References.Type(type),
            baseType is not null && (reach.IsInSource(baseType.OriginalDefinition) || reach.Library(baseType) is not null) ? reach.References.Type(baseType) : null,
            Members.State(type).Where(m => !m.IsStatic || _initialized.Contains(m)).Select(Field).ToEquatableArray(),
            Members.InOrder(type, type.GetMembers().OfType<IPropertySymbol>().Where(p => !Members.IsAuto(p))).Select(Property).ToEquatableArray(),
            Members.PrimaryConstructor(type)?.Parameters.Select(p => p.Name).ToEquatableArray() ?? [],
            Implementations(type).ToEquatableArray(),
            type.IsRecord, type.TypeKind == TypeKind.Enum)
        {
            Interfaces = type.AllInterfaces.Select(i => reach.References.Type(i)).ToEquatableArray(),
            Constraints = TypeConstraints.Of(type).ToEquatableArray(),
        };
    }

    private FieldDeclaration Field(ISymbol member)
    {
        string id = References.Id(member);
        var property = member as IPropertySymbol;
        ITypeSymbol type = property?.Type ?? ((IFieldSymbol)member).Type;
        bool isReadOnly = property is not null ? property.SetMethod is null or { IsInitOnly: true } : ((IFieldSymbol)member).IsReadOnly;
        ISymbol read = (ISymbol?)property?.GetMethod ?? member;
        return new FieldDeclaration(
            id, member.Name, reach.References.Type(type), member.IsStatic, isReadOnly, property is not null,
            isCarried ? IsPublic(read) : reach.Compilation.IsSymbolAccessibleWithin(read, reader),
            _initializers.TryGetValue(id, out Unit? unit) ? unit.Initializer : null,
            Attributes.ReadDims(Attributes.Carrier(member)));
    }

    private static PropertyDeclaration Property(IPropertySymbol property) =>
        new(References.Id(property), property.Name, Accessor(property.GetMethod), Accessor(property.SetMethod));

    private static string? Accessor(IMethodSymbol? accessor) => accessor is null || accessor.IsAbstract ? null : References.Id(accessor);

    private static bool IsPublic(ISymbol symbol) =>
        symbol.DeclaredAccessibility == Accessibility.Public && (symbol.ContainingType is null || IsPublic(symbol.ContainingType));

    private IEnumerable<Implementation> Implementations(INamedTypeSymbol type) =>
        (from member in isCarried ? [.. _virtualMembers, .. Dispatch.Ancestors(type).Prepend(type).SelectMany(Dispatch.Overridable)] : _virtualMembers
         let answer = Dispatch.Find(type, member)
         where answer is { IsImplicitlyDeclared: false, ContainingType.SpecialType: SpecialType.None }
         select new Implementation(References.Id(member), References.Id(answer)))
        .Distinct()
        .OrderBy(pair => pair.Member, StringComparer.Ordinal).ThenBy(pair => pair.By, StringComparer.Ordinal);
}
