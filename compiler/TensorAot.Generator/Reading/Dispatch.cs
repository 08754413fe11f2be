using Microsoft.CodeAnalysis;

namespace TensorAot.Generator.Reading;

/// <summary>Which member of a type answers a virtual or interface member.</summary>
internal static class Dispatch
{
    /// <summary>Lets a virtual member use whatever answers it on the types known so far.</summary>
    public static void Link(Reach reach, Unit member)
    {
        foreach (INamedTypeSymbol type in reach.DispatchTypes.ToArray())
            if (Find(type, member.Symbol) is { } answer)
                member.Uses.UnionWith(Bodies(reach, answer));
    }

    /// <summary>The bodies behind a method or property in source.</summary>
    public static IEnumerable<Unit> Bodies(Reach reach, ISymbol member)
    {
        IEnumerable<IMethodSymbol?> methods = member is IPropertySymbol property
            ? [property.GetMethod, property.SetMethod]
            : [member as IMethodSymbol];
        if (reach.IsInSource(member.ContainingType))
            reach.Type(member.ContainingType);
        return methods.OfType<IMethodSymbol>().Select(reach.Method).OfType<Unit>();
    }

    /// <summary>The base classes and interfaces of a type, in their original definition.</summary>
    public static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
            yield return t.OriginalDefinition;
        foreach (INamedTypeSymbol t in type.AllInterfaces)
            yield return t.OriginalDefinition;
    }

    /// <summary>The methods and properties that a class or interface lets others answer.</summary>
    public static IEnumerable<ISymbol> Overridable(INamedTypeSymbol type) => type.GetMembers().Where(m =>
        m is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator } or IPropertySymbol && (m.IsAbstract || (m.IsVirtual && !m.IsOverride)));

    /// <summary>The member that objects of a type answer with, or null when the type has nothing to do with the member.</summary>
    public static ISymbol? Find(INamedTypeSymbol type, ISymbol member) =>
        member.ContainingType.TypeKind == TypeKind.Interface ? FindImplementation(type, member) : FindOverride(type, member);

    private static ISymbol? FindImplementation(INamedTypeSymbol type, ISymbol member)
    {
        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.ContainingType))
                foreach (ISymbol declared in candidate.GetMembers(member.Name))
                    if (SymbolEqualityComparer.Default.Equals(declared.OriginalDefinition, member))
                        return MostDerived(type, type.FindImplementationForInterfaceMember(declared)?.OriginalDefinition);
        return null;
    }

    /// <summary>A class may implement an interface with a virtual member that a subclass overrides.</summary>
    private static ISymbol? MostDerived(INamedTypeSymbol type, ISymbol? implementation) =>
        implementation is { IsStatic: false, ContainingType.TypeKind: TypeKind.Class } ? FindOverride(type, implementation) : implementation;

    private static ISymbol? FindOverride(INamedTypeSymbol type, ISymbol member)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
            foreach (ISymbol declared in t.GetMembers(member.Name))
                for (ISymbol? s = declared; s is not null; s = Overridden(s))
                    if (SymbolEqualityComparer.Default.Equals(s.OriginalDefinition, member))
                        return declared.OriginalDefinition;
        return null;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
