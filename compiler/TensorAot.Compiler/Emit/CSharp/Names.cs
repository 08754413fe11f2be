using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>The identifiers of one generated function: a field of the call frame for each storage and each size.</summary>
public sealed class Names
{
    private readonly Dictionary<DimSymbol, string> _sizes;
    private readonly NameSet _taken;
    private readonly IReadOnlyList<DimBound> _bounds;

    public Names(Schedule schedule)
    {
        _taken = new NameSet(AllStorage(schedule).Select(s => s.Name).Concat(ReservedNames.All));
        _bounds = schedule.Function.Graph.Constraints.Bounds;
        _sizes = [];
        foreach (DimSymbol symbol in SizesOf(schedule))
            _sizes[symbol] = _taken.Unique(symbol.Name);
        Sizes = [.. _sizes.OrderBy(p => p.Value, StringComparer.Ordinal).Select(p => p.Key)];
    }

    private Names(Names outer, IEnumerable<string> taken) =>
        (_sizes, _taken, _bounds, Sizes) = (outer._sizes, new NameSet(taken, outer._taken), outer._bounds, outer.Sizes);

    /// <summary>The names inside one method: new ones are free again in the next.</summary>
    public Names Scope() => new(this, []);

    /// <summary>The names inside a kernel's method, beside those of its folds.</summary>
    public Names Scope(Kernel kernel) => new(this, kernel.Sweeps.SelectMany(s => s.Accumulators).SelectMany(a => new[] { a.Name, FoldText.Lanes(a) }));

    /// <summary>Every named size that the function needs.</summary>
    public IReadOnlyList<DimSymbol> Sizes { get; }

    public string Of(DimSymbol size) => Identifiers.Escape(_sizes[size]);

    public static string Of(Storage storage) => Identifiers.Escape(storage.Name);

    /// <summary>A new name that nothing in the function has.</summary>
    public string New(string name) => Identifiers.Escape(_taken.Unique(name));

    /// <summary>A size as C#: <c>2 * n * m + 1</c>; <paramref name="prefix"/> stands before each name (<c>f-&gt;</c>).</summary>
    public string Text(Dim dim, string prefix = "", string cast = "") => dim.ToString(atom => Atom(atom, prefix, cast), " * ", Number);

    /// <summary>Sizes are nint. What is no int would be a uint or a long, which C# does not convert.</summary>
    private static string Number(long value) => value <= int.MaxValue
        ? value.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : $"unchecked((nint){value.ToString(System.Globalization.CultureInfo.InvariantCulture)})";

    /// <summary>The same in parentheses where a product would tear it apart.</summary>
    public string Factor(Dim dim, string prefix = "") => dim.IsSum ? $"({Text(dim, prefix)})" : Text(dim, prefix);

    private string Atom(DimAtom atom, string prefix, string cast) => atom switch
    {
        DimSymbol symbol => cast + prefix + Of(symbol),
        DimQuotient quotient => SizeText.Quotient(quotient, _bounds, d => Text(d, prefix, cast), "(nint)"),
        DimMinimum minimum => $"Math.Min({Text(minimum.Left, prefix, cast)}, {Text(minimum.Right, prefix, cast)})",
        _ => throw new InvalidOperationException(atom.ToString()),
    };

    private static IEnumerable<Storage> AllStorage(Schedule schedule) =>
        schedule.Parameters.Concat(schedule.Outputs).Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Temporaries);

    private static IEnumerable<DimSymbol> SizesOf(Schedule schedule) =>
        AllStorage(schedule).SelectMany(s => s.Type.Shape.Dims)
            .Concat(schedule.Function.Parameters.SelectMany(p => p.Value.Shape.Dims))
            .Concat(schedule.Function.States.SelectMany(s => s.Type.Shape.Dims))
            .Concat(schedule.Function.Graph.Constraints.Checks.SelectMany(c => new[] { c.Left, c.Right }))
            .SelectMany(d => d.Symbols).Distinct();
}
