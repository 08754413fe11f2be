using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>How the elements of a sweep are written: a load of a pair in the loop, of a partly filled one at its end, of a scalar elsewhere.</summary>
internal sealed class ElementText(Names names, Sweep sweep, SweepLayout layout)
{
    /// <summary>The element type that gives the number of lanes of the loop.</summary>
    public string Lane { get; } = Width(sweep);

    public int WidthInBytes => Lane is "double" or "long" ? 8 : 4;

    /// <summary>Whether the end of the loop is being written.</summary>
    public bool InEnd { get; set; }

    /// <summary>A printer of formulas: outside the loop, or for a body inside <paramref name="outer"/>.</summary>
    public ValueText New(ValueText? outer = null) => outer is null
        ? new ValueText(Load, d => names.Text(d), Index)
        : new ValueText(Load, d => names.Text(d), Index, outer, Spread) { IsVector = sweep.IsVectorized };

    /// <summary>A value that does not move, as an operand of vector code: numbers spread by themselves, conditions become masks.</summary>
    private string Spread(Value value, string formula, bool isArgument)
    {
        if (!sweep.IsVectorized || layout.LevelOf(value) == Level.Element)
            return formula;
        return value.DType switch
        {
            DType.Bool => $"(Pair<{MaskType}>)({formula} ? -1 : 0)",
            DType.Int32 or DType.Int64 when isArgument => AsPair(value.DType, formula),
            _ => formula,
        };
    }

    /// <summary>A cast of a formula to a vector. C# takes a minus after the type for a subtraction.</summary>
    public static string AsPair(DType dtype, string formula) =>
        $"(Pair<{dtype.CSharpName()}>)" + (formula.StartsWith("-", StringComparison.Ordinal) ? $"({formula})" : formula);

    private string MaskType => Lane is "long" or "double" ? "long" : "int";

    private string Load(LoadTerm load)
    {
        if (load.Storage.IsScalar)
            return Names.Of(load.Storage);
        bool vector = sweep.IsVectorized && layout.LevelOf(load) == Level.Element;
        if (!vector)
            return Element(load.Storage, load.At, load.Dynamic);
        string address = Address(load.Storage, load.At, load.Dynamic), type = load.DType.CSharpName();
        return InEnd ? $"Partial.Load({address}, rest)" : $"Pair<{type}>.Load({address})";
    }

    private string Index(IndexTerm term)
    {
        string text = RowCounters.Text(term.Index, sweep.RowRank, sweep.Middle.Count, names);
        string type = term.DType.CSharpName();
        bool vector = sweep.IsVectorized && ValueWalker.Moves(term.Index, sweep.InnerCounter);
        if (!vector)
            return $"({type})({text})";
        string iota = Lane is "long" or "double" ? $"Partial.Iota((long)({text}))" : $"Partial.Iota((int)({text}))";
        return term.DType switch
        {
            DType.Float32 => $"ToFloat({iota})",
            DType.Float64 => $"ToDouble({iota})",
            _ => iota,
        };
    }

    /// <summary>An element as a variable.</summary>
    public string Element(Storage storage, AffineIndex at, IReadOnlyList<DynamicIndex> dynamic) =>
        storage.IsScalar ? $"f->{Names.Of(storage)}" : $"{Names.Of(storage)}[{Offset(at, dynamic)}]";

    /// <summary>Where an element lies.</summary>
    public string Address(Storage storage, AffineIndex at, IReadOnlyList<DynamicIndex> dynamic)
    {
        string offset = Offset(at, dynamic);
        return offset == "0" ? Names.Of(storage) : $"{Names.Of(storage)} + {offset}";
    }

    private string Offset(AffineIndex at, IReadOnlyList<DynamicIndex> dynamic)
    {
        string text = RowCounters.Text(at, sweep.RowRank, sweep.Middle.Count, names);
        foreach (DynamicIndex index in dynamic)
        {
            string place = $"Place({New().Of(index.Index)}, {names.Text(index.Size)})";
            string moved = index.Stride.IsOne ? place : $"{place} * {names.Factor(index.Stride)}";
            text = text == "0" ? moved : $"{moved} + {text}";
        }
        return text;
    }

    private static string Width(Sweep sweep)
    {
        DType dtype = sweep.Stores.Select(s => s.Value.DType).Concat(sweep.Accumulators.Select(a => a.DType))
            .Where(d => d != DType.Bool).DefaultIfEmpty(DType.Float32).First();
        return dtype.CSharpName();
    }
}
