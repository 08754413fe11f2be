using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// The public form of a function, decided before it is printed: which sizes are parameters of the span core, where the others come
/// from, how results are handed out.
/// </summary>
internal sealed class FunctionFace
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<DimSymbol, string> _sizeNames = [];

    public FunctionFace(Schedule schedule)
    {
        Schedule = schedule;
        FunctionGraph function = schedule.Function;
        // An overload calls the core by this name: a result of that name would hide it.
        _taken.Add(function.Name);
        foreach (FunctionInput parameter in function.Parameters)
            _taken.Add(parameter.Name);
        foreach (DimSymbol symbol in Symbols(function.Parameters.SelectMany(p => p.Value.Shape.Dims)))
            _sizeNames[symbol] = Identifiers.Unique(symbol.Name, _taken);
        DimSymbol[] ofParameters = [.. _sizeNames.Keys.Where(s => !StateSizes.ContainsKey(s))];
        foreach (DimSymbol symbol in StateSizes.Keys.Where(s => !_sizeNames.ContainsKey(s)))
            _sizeNames[symbol] = Identifiers.Unique(symbol.Name, _taken);
        OutputNames = [.. function.Outputs.Select(o => Identifiers.Unique(o.Name, _taken))];
        Locals = _taken;
        Explicit = [.. ofParameters.Where(s => Derivation(s) is null)];
        Derived = [.. ofParameters.Where(s => Derivation(s) is not null)];
    }

    public Schedule Schedule { get; }

    /// <summary>The parameters as messages show them: those of the user's function, where matrices are transposed for it.</summary>
    public IReadOnlyList<FunctionInput> Shown { get => field ?? [.. Function.Parameters]; init; }

    public FunctionGraph Function => Schedule.Function;

    /// <summary>Names that parameters and sizes have taken.</summary>
    public HashSet<string> Locals { get; }

    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Sizes that are parameters of the core, in order of first appearance.</summary>
    public IReadOnlyList<DimSymbol> Explicit { get; }

    /// <summary>Sizes that a length tells.</summary>
    public IReadOnlyList<DimSymbol> Derived { get; }

    /// <summary>Sizes that the instance's state has, whether parameters have them too or not: the state and the axis.</summary>
    public IReadOnlyDictionary<DimSymbol, (StateVariable State, int Axis)> StateSizes =>
        _stateSizes ??= FindStateSizes();

    private Dictionary<DimSymbol, (StateVariable, int)>? _stateSizes;

    public bool ReturnsScalar => OutputNames.Count == 1 && Schedule.Outputs[0].IsScalar && !WouldHideDefinition;

    /// <summary>Without parameters a returning method would have the definition's own signature.</summary>
    public bool WouldHideDefinition => Function.Parameters.Count == 0;

    public string NameOf(DimSymbol symbol) => Identifiers.Escape(_sizeNames.TryGetValue(symbol, out string? name) ? name : symbol.Name);

    /// <summary>A size as C# over the names of this face: an <c>int</c> where it has a name, else a <c>long</c>, as products of sizes may not fit.</summary>
    public string Text(Dim dim) => dim.AsSymbol is { } symbol ? NameOf(symbol) : Wide(dim);

    /// <summary>A size as C# over the names of this face, as a <c>long</c>. The product of two sizes is one; what may not be is computed with a check.</summary>
    public string Wide(Dim dim) => dim.Magnitude > long.MaxValue ? $"checked({Product(dim)})" : Product(dim);

    private string Product(Dim dim) => dim.ToString(atom => atom switch
    {
        DimSymbol symbol => "(long)" + NameOf(symbol),
        DimQuotient quotient => SizeText.Quotient(quotient, Function.Graph.Constraints.Bounds, Wide, "global::TensorAot.Runtime."),
        DimMinimum minimum => $"global::System.Math.Min({Wide(minimum.Left)}, {Wide(minimum.Right)})",
        _ => throw new InvalidOperationException(atom.ToString()),
    }, " * ");

    /// <summary>The arguments of the checks of sizes that slices, indices and folds need to be large enough.</summary>
    public IEnumerable<string> LeastSizes() => Function.Graph.Constraints.Bounds.Where(b => !b.Dim.IsConstant).Select(b =>
    {
        // n >= 2 says more than n - 2 >= 0.
        DimSymbol symbol = b.Dim.Symbols.First();
        (Dim size, long least) = (b.Dim - symbol).Constant is { } shift ? (symbol, b.Minimum - shift) : (b.Dim, b.Minimum);
        return $"{Text(size)}, {least.ToString(System.Globalization.CultureInfo.InvariantCulture)}, {Literals.Of(size.ToString())}, {Literals.Of(b.Source ?? size.ToString())}";
    });

    /// <summary>The arguments of the checks of sizes that are needed as numbers.</summary>
    public IEnumerable<string> LargestSizes() => Function.Graph.Constraints.Limits.Where(l => !l.Dim.IsConstant).Select(l =>
        $"{Text(l.Dim)}, {l.Maximum.ToString(System.Globalization.CultureInfo.InvariantCulture)}, {Literals.Of(l.Dim.ToString())}, {Literals.Of(l.Source ?? l.Dim.ToString())}");

    /// <summary>The parameter whose length tells a size: all its other axes are constants, or the state has them.</summary>
    public (FunctionInput Parameter, int Axis)? Derivation(DimSymbol symbol)
    {
        foreach (FunctionInput parameter in Function.Parameters)
        {
            EquatableArray<Dim> dims = parameter.Value.Shape.Dims;
            for (int axis = 0; axis < dims.Count; axis++)
                if (dims[axis].AsSymbol == symbol && dims.Where((_, a) => a != axis).All(d => d.Constant > 0 || (d.AsSymbol is { } known && StateSizes.ContainsKey(known))))
                    return (parameter, axis);
        }
        return null;
    }

    /// <summary>What the core returns.</summary>
    public string ReturnType => ReturnsScalar ? Schedule.Outputs[0].DType.CSharpName() : "void";

    /// <summary>The parameters of the span core: inputs, sizes that nothing tells, outputs.</summary>
    /// <param name="withDefaults">Leave out trailing parameters with a default.</param>
    public IEnumerable<(string Name, string Text)> CoreParameters(bool withDefaults)
    {
        foreach (FunctionInput parameter in withDefaults ? Required : Function.Parameters)
            yield return (parameter.Name, $"{SpanType(parameter.Value.Type, "ReadOnlySpan")} {Identifiers.Escape(parameter.Name)}");
        foreach (DimSymbol size in Explicit)
            yield return (_sizeNames[size], "int " + NameOf(size));
        if (ReturnsScalar)
            yield break;
        for (int i = 0; i < OutputNames.Count; i++)
            yield return (OutputNames[i], (Schedule.Outputs[i].IsScalar ? "out " + Schedule.Outputs[i].DType.CSharpName() : SpanType(Schedule.Outputs[i].Type, "Span")) + " " + Identifiers.Escape(OutputNames[i]));
    }

    /// <summary>The parameters before the trailing ones that have a default.</summary>
    public IEnumerable<FunctionInput> Required
    {
        get
        {
            int count = Function.Parameters.Count;
            while (count > 0 && Function.Parameters[count - 1].Default is not null)
                count--;
            return Function.Parameters.Take(count);
        }
    }

    public bool HasDefaults => Required.Count() < Function.Parameters.Count;

    private static string SpanType(TensorType type, string span) =>
        type.Rank == 0 ? type.DType.CSharpName() : $"global::System.{span}<{type.DType.CSharpName()}>";

    private static IEnumerable<DimSymbol> Symbols(IEnumerable<Dim> dims) => dims.SelectMany(d => d.Symbols).Distinct();

    private Dictionary<DimSymbol, (StateVariable, int)> FindStateSizes()
    {
        var sizes = new Dictionary<DimSymbol, (StateVariable, int)>();
        foreach ((StateVariable state, _) in Schedule.States)
            for (int axis = 0; axis < state.Type.Rank; axis++)
                if (state.Type.Shape[axis].AsSymbol is { } symbol && !sizes.ContainsKey(symbol))
                    sizes[symbol] = (state, axis);
        return sizes;
    }
}
