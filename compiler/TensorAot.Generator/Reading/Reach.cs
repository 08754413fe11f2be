using Microsoft.CodeAnalysis;

namespace TensorAot.Generator.Reading;

/// <summary>
/// Everything in source that the functions of a class can reach, each body read once. Reading a body asks for further units; virtual
/// members are matched with the types whose objects are made until nothing new turns up.
/// </summary>
internal sealed class Reach(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<(UnitKind, ISymbol), Unit> _units = new(UnitKeyComparer.Instance);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Queue<Unit> _pending = new();

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancellation { get; } = cancellation;

    public References References { get; } = new();

    public SourceMap Map { get; } = new();

    /// <summary>The trees that were looked into: only a change to one of them, or to declarations elsewhere, can change the result.</summary>
    public HashSet<SyntaxTree> Trees { get; } = [];

    /// <summary>Types in source that members were used of.</summary>
    public HashSet<INamedTypeSymbol> Types { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Types in source that can answer virtual calls: those of objects that are made, and type arguments.</summary>
    public HashSet<INamedTypeSymbol> DispatchTypes { get; } = new(SymbolEqualityComparer.Default);

    public IEnumerable<Unit> Units => _units.Values;

    /// <summary>Whether a symbol is declared in this compilation's source and may be read.</summary>
    public bool IsInSource(ISymbol symbol) =>
        !symbol.DeclaringSyntaxReferences.IsEmpty && !Support.Language.IsLanguage(symbol)
        && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    public SemanticModel Model(SyntaxTree tree)
    {
        Trees.Add(tree);
        if (!_models.TryGetValue(tree, out SemanticModel? model))
            _models[tree] = model = Compilation.GetSemanticModel(tree);
        return model;
    }

    /// <summary>The body of a method, or what carries it; null when there is none to read.</summary>
    public Unit? Method(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (!HasBody(definition))
            return Library(definition.ContainingType);
        Type(definition.ContainingType);
        return Get(UnitKind.Method, definition.PartialDefinitionPart ?? definition);
    }

    /// <summary>The initializer of a field or auto-property in source.</summary>
    public Unit Initializer(ISymbol member)
    {
        Type(member.ContainingType);
        return Get(UnitKind.Initializer, member.OriginalDefinition);
    }

    /// <summary>The making of an object of a type; null when the type is neither in source nor carried by its assembly.</summary>
    public Unit? Instance(INamedTypeSymbol type)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (!IsInSource(definition))
            return Library(definition);
        Type(definition);
        DispatchTypes.Add(definition);
        return Get(UnitKind.Instance, definition);
    }

    /// <summary>The graph code of a type that another assembly carries; null when it carries none.</summary>
    public Unit? Library(INamedTypeSymbol? type) =>
        type is not null && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly)
        && Libraries.Outermost(type) is var marked && Libraries.Carries(marked) ? Get(UnitKind.Library, marked) : null;

    /// <summary>A member that objects of different types answer differently.</summary>
    public Unit Virtual(ISymbol member) => Get(UnitKind.Virtual, member.OriginalDefinition);

    /// <summary>Notes a type of which a member is used.</summary>
    public void Type(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.OriginalDefinition; t is not null && IsInSource(t); t = t.BaseType?.OriginalDefinition)
            if (!Types.Add(t))
                return;
    }

    /// <summary>Notes a type argument: static abstract members are looked up on it.</summary>
    public void TypeArgument(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol named && IsInSource(named.OriginalDefinition))
        {
            Type(named);
            DispatchTypes.Add(named.OriginalDefinition);
        }
    }

    /// <summary>Reads until nothing is left to read.</summary>
    public void Run()
    {
        do
        {
            while (_pending.Count > 0)
            {
                Cancellation.ThrowIfCancellationRequested();
                UnitReader.Read(this, _pending.Dequeue());
            }
            foreach (Unit unit in _units.Values.Where(u => u.Kind == UnitKind.Virtual).ToArray())
                Dispatch.Link(this, unit);
        }
        while (_pending.Count > 0);
    }

    private bool HasBody(IMethodSymbol method)
    {
        if (!IsInSource(method.ContainingType))
            return false;
        if (method.MethodKind is MethodKind.Constructor)
            return !(method.IsImplicitlyDeclared && method.Parameters.Length > 0);
        if (method.AssociatedSymbol is IPropertySymbol property && Members.IsAuto(property))
            return false;
        return !method.IsImplicitlyDeclared && !method.IsAbstract && !method.IsExtern
            && method.MethodKind is not (MethodKind.DelegateInvoke or MethodKind.LocalFunction);
    }

    private Unit Get(UnitKind kind, ISymbol symbol)
    {
        if (!_units.TryGetValue((kind, symbol), out Unit? unit))
        {
            _units[(kind, symbol)] = unit = new Unit(kind, symbol);
            _pending.Enqueue(unit);
        }
        return unit;
    }

    private sealed class UnitKeyComparer : IEqualityComparer<(UnitKind Kind, ISymbol Symbol)>
    {
        public static readonly UnitKeyComparer Instance = new();

        public bool Equals((UnitKind Kind, ISymbol Symbol) x, (UnitKind Kind, ISymbol Symbol) y) =>
            x.Kind == y.Kind && SymbolEqualityComparer.Default.Equals(x.Symbol, y.Symbol);

        public int GetHashCode((UnitKind Kind, ISymbol Symbol) key) =>
            unchecked((SymbolEqualityComparer.Default.GetHashCode(key.Symbol) * 31) + (int)key.Kind);
    }
}
