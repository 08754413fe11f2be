using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>Reads a type marked <c>[GraphCode]</c>: whatever graph classes of other assemblies may use of it.</summary>
internal sealed class GraphCodeReader
{
    private readonly INamedTypeSymbol _type;
    private readonly Reach _reach;

    private GraphCodeReader(INamedTypeSymbol type, Reach reach)
    {
        _type = type;
        _reach = reach;
    }

    /// <inheritdoc cref="GraphClassReader.Read(INamedTypeSymbol, TypeDeclarationSyntax, Compilation, out HashSet{SyntaxTree}, CancellationToken)"/>
    public static Lowering Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, out HashSet<SyntaxTree> trees, CancellationToken cancellation) =>
        ReadingRun.Read(type, syntax, compilation, reach => new GraphCodeReader(type, reach).Read(), out trees, cancellation);

    /// <summary>Whether a type of the library travels with a marked one: it does not travel with another.</summary>
    public static bool IsPartOf(INamedTypeSymbol marked, INamedTypeSymbol type)
    {
        INamedTypeSymbol outermost = Libraries.Outermost(type);
        return SymbolEqualityComparer.Default.Equals(outermost, marked) || !IsMarked(outermost);
    }

    private Lowering Read()
    {
        Unit[] members = [.. Types(_type).SelectMany(Members).Distinct()];
        _reach.Run();
        var sound = new HashSet<Unit>();
        var errors = new List<ReadError>();
        foreach (Unit member in members)
        {
            HashSet<Unit> reached = member.Reached();
            if (!reached.Any(u => u.HasErrors))
                sound.UnionWith(reached);
            if (IsGraphCode(member))
                errors.AddRange(reached.SelectMany(u => u.Errors));
        }
        return new Lowering(null, _reach.Map, [.. errors.Distinct()]) { Code = Carried(sound) };
    }

    private GraphCode Carried(HashSet<Unit> sound)
    {
        var own = new HashSet<Unit>(sound.Where(u => u.Kind != UnitKind.Library && IsPartOf(_type, Home(u))));
        IEnumerable<MethodDeclaration> methods = own
            .Select(u => u.Method).OfType<MethodDeclaration>()
            .Select(m => m with { IsExternal = true })
            .OrderBy(m => m.Id, StringComparer.Ordinal);
        IEnumerable<string> needs = sound.Except(own)
            .Select(u => References.Id(Libraries.Outermost(Home(u))))
            .Distinct().OrderBy(id => id, StringComparer.Ordinal);
        return new GraphCode(
            _reach.References.Type(_type).Name, References.Id(_type),
            new TypeDeclarations(_reach, _type, own, isCarried: true).All().ToEquatableArray(), methods.ToEquatableArray(), needs.ToEquatableArray());
    }

    /// <summary>The type and its nested types: each has its making, its constructors and its members.</summary>
    private static IEnumerable<INamedTypeSymbol> Types(INamedTypeSymbol type) =>
        type.GetTypeMembers().Where(t => t.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface).SelectMany(Types).Prepend(type);

    private IEnumerable<Unit> Members(INamedTypeSymbol type)
    {
        _reach.Type(type);
        if (type is { IsStatic: false, TypeKind: TypeKind.Class or TypeKind.Struct } && _reach.Instance(type) is { } instance)
            yield return instance;
        foreach (ISymbol state in Reading.Members.State(type).Where(IsConstant))
            yield return _reach.Initializer(state);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(IsOffered))
            if (_reach.Method(method) is { } unit)
                yield return unit;
    }

    private static bool IsConstant(ISymbol state) =>
        state.IsStatic && state is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    /// <summary>Private members come along with what uses them.</summary>
    private static bool IsOffered(IMethodSymbol method) =>
        method.MethodKind is not (MethodKind.StaticConstructor or MethodKind.Destructor)
        && (method.DeclaredAccessibility != Accessibility.Private || !method.ExplicitInterfaceImplementations.IsEmpty);

    /// <summary>What has to be graph code: an object's making, and what takes or gives tensors. Other members may be any C#.</summary>
    private static bool IsGraphCode(Unit unit) => unit.Symbol is not IMethodSymbol method
        || method.MethodKind == MethodKind.Constructor
        || Language.HoldsTensor(method.ReturnType) || method.Parameters.Any(p => Language.HoldsTensor(p.Type));

    private static bool IsMarked(INamedTypeSymbol type) => Language.Attribute(type, Language.GraphCodeAttribute) is not null;

    private static INamedTypeSymbol Home(Unit unit) => unit.Symbol as INamedTypeSymbol ?? unit.Symbol.ContainingType;
}
