using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints what is computed for each element: locals, stores, folds. The loop and its end have the same body and the same names.</summary>
internal sealed class SweepBody(CSharpWriter writer, Names names, Kernel kernel, Sweep sweep, SweepLayout layout, ElementText element)
{
    private readonly Dictionary<Value, string> _locals = [];

    /// <summary>Whether the loop, but not its end, folds in registers.</summary>
    public bool FoldsInRegisters { get; init; }

    private readonly Dictionary<object, string> _results = [];

    /// <summary>Prints the body; <paramref name="scalarIndex"/>: the inner counter where there is no loop.</summary>
    public void Emit(ValueText outer, string? scalarIndex = null)
    {
        if (scalarIndex is not null)
            writer.Line($"nint i = {scalarIndex};");
        ValueText text = element.New(outer);
        Locals(text, Level.Element);
        // Every value before any store: an update may overwrite what it reads.
        string[] stored = [.. sweep.Stores.Select(s => Stored(text, s))];
        for (int k = 0; k < stored.Length; k++)
            Store(sweep.Stores[k], stored[k]);
        foreach (Accumulator fold in sweep.Accumulators)
            Fold(text, fold);
    }

    /// <summary>The text of a stored value; a local of its own when several stores follow each other.</summary>
    private string Stored(ValueText text, StoreStatement store)
    {
        string value = Operand(text, store.Value);
        if (sweep.Stores.Count < 2 || text.IsDefined(store.Value))
            return value;
        if (!_results.TryGetValue(store, out string? local))
            _results[store] = local = names.New((store.Value.Name ?? store.Storage.Name) + "Value");
        writer.Line($"var {local} = {value};");
        return local;
    }

    private void Store(StoreStatement store, string value)
    {
        if (store.FoldWith is not null)
        {
            FoldColumn(store, value);
            return;
        }
        string address = element.Address(store.Storage, store.At, []);
        if (!sweep.IsVectorized)
            writer.Line($"{element.Element(store.Storage, store.At, [])} = {value};");
        else if (element.InEnd)
            writer.Line($"Partial.Store({value}, {address}, rest);");
        else
            writer.Line($"{Receiver(value)}.Store({address});");
    }

    private void FoldColumn(StoreStatement store, string value)
    {
        string partial = ColumnFoldEmitter.Partial(store), address = $"{partial} + (i - strip)";
        if (!sweep.IsVectorized)
            writer.Line($"{partial}[i - strip] = {FoldText.Combine(store, $"{partial}[i - strip]", value)};");
        else if (element.InEnd)
            writer.Line($"Partial.Store({FoldText.Combine(store, $"Partial.Load({address}, rest)", value)}, {address}, rest);");
        else
            writer.Line($"({FoldText.Combine(store, $"Pair<{LaneOf(store.Storage.DType)}>.Load({address})", value)}).Store({address});");
    }

    /// <summary>The element type of what is folded: a loop may compute several types of one width.</summary>
    private string LaneOf(DType dtype) => dtype.ByteSize() >= 4 ? dtype.CSharpName() : element.Lane;

    private void Fold(ValueText text, Accumulator fold)
    {
        string term = Operand(text, fold.Term);
        if (fold.SelectsPlace)
        {
            Select(fold, term);
            return;
        }
        if (!FoldText.UsesLanes(fold, sweep))
        {
            string collector = FoldText.Collector(fold);
            writer.Line($"{collector} = {FoldText.Combine(fold, collector, term)};");
            return;
        }
        // Blocks of rows start anywhere.
        string place = $"({(kernel.RunsInBlocks && kernel.IsFlat ? "(i - start)" : "i")} & {FoldText.LaneCount(fold) - 1})";
        string lane = $"{FoldText.Lanes(fold)} + {place}";
        if (!sweep.IsVectorized)
        {
            string laneElement = $"{FoldText.Lanes(fold)}[{place}]";
            writer.Line($"{laneElement} = {FoldText.Combine(fold, laneElement, term)};");
            return;
        }
        if (FoldsInRegisters && !element.InEnd)
        {
            writer.Line($"{FoldText.Register(fold)} = {FoldText.Combine(fold, FoldText.Register(fold), term)};");
            return;
        }
        string combined = FoldText.Combine(fold, $"Pair<{LaneOf(fold.Term.DType)}>.Load({lane})", term);
        writer.Line(element.InEnd ? $"Partial.Store({combined}, {lane}, rest);" : $"({combined}).Store({lane});");
    }

    /// <summary>The place of the extreme value: the first of equal ones, or the first NaN.</summary>
    private void Select(Accumulator fold, string term)
    {
        string best = fold.Name + "Best", value = ResultName(fold), comparison = fold.Combine.Code!.Text == "Minimum" ? "<" : ">";
        writer.Line($"{fold.Term.DType.CSharpName()} {value} = {term};");
        string better = $"{value} {comparison} {best}";
        if (fold.Term.DType.IsFloating())
            better += $" || ({value} != {value} && {best} == {best})";
        string place = sweep.Inner.IsOne && !kernel.IsFlat ? "0" : "i";
        Dim stride = sweep.Inner;
        for (int m = sweep.Middle.Count - 1; m >= 0; m--)
        {
            place = $"m{m} * {names.Factor(stride)} + " + place;
            stride *= sweep.Middle[m];
        }
        using (writer.Braces($"if ({better})"))
        {
            writer.Line($"{best} = {value};");
            writer.Line($"{fold.Name} = (int)({place});");
        }
    }

    private string ResultName(Accumulator fold)
    {
        if (!_results.TryGetValue(fold, out string? name))
            _results[fold] = name = names.New(fold.Name + "Term");
        return name;
    }

    /// <summary>Prints the locals of a level.</summary>
    public void Locals(ValueText text, Level level)
    {
        foreach (Value value in layout.LocalsAt(level).Where(v => !text.IsDefined(v)))
        {
            if (!_locals.TryGetValue(value, out string? local))
                _locals[value] = local = names.New(LocalName(value));
            string type = level == Level.Element && sweep.IsVectorized ? "var" : value.DType.CSharpName();
            string formula = level == Level.Element ? Operand(text, value) : text.Of(value);
            writer.Line($"{type} {local} = {formula};");
            text.Define(value, local);
        }
    }

    private static string LocalName(Value value) => value switch
    {
        { Name: { } name } => name,
        LoadTerm load => load.Storage.Name + "Value",
        CallTerm call => char.ToLowerInvariant(call.Op.Name[0]) + call.Op.Name.Substring(1),
        SizeTerm => "size",
        _ => "index",
    };

    /// <summary>A value in the loop as a pair, even if it does not move.</summary>
    private string Operand(ValueText text, Value value)
    {
        string formula = text.Of(value);
        return sweep.IsVectorized && layout.LevelOf(value) != Level.Element ? $"({ElementText.AsPair(value.DType, formula)})" : formula;
    }

    private static string Receiver(string value) => value.EndsWith(")", StringComparison.Ordinal) && IsCall(value) ? value : $"({value})";

    private static bool IsCall(string value)
    {
        int depth = 0;
        for (int k = 0; k < value.Length; k++)
        {
            depth += value[k] == '(' ? 1 : value[k] == ')' ? -1 : 0;
            if (depth == 0 && k < value.Length - 1 && !char.IsLetterOrDigit(value[k]))
                return false;
        }
        return value[0] != '(';
    }
}
