using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints one pass over the inner axis: values that do not move first, then the loop, whose body is the formula. A vectorised loop
/// works on pairs of vectors; its end is the same body on a partly filled pair.
/// </summary>
internal sealed class SweepEmitter
{
    private readonly CSharpWriter _writer;
    private readonly Names _names;
    private readonly Kernel _kernel;
    private readonly Sweep _sweep;
    private readonly SweepLayout _layout;
    private readonly string _lane;
    private ValueText? _text;
    private bool _inEnd;

    public SweepEmitter(CSharpWriter writer, Names names, Kernel kernel, Sweep sweep)
    {
        (_writer, _names, _kernel, _sweep) = (writer, names, kernel, sweep);
        _layout = new SweepLayout(kernel, sweep);
        _lane = Width(sweep);
    }

    private IEnumerable<Accumulator> LaneFolds => _sweep.Accumulators.Where(a => FoldText.UsesLanes(a, _sweep));

    /// <summary>Prints what does not even change from row to row.</summary>
    public ValueText KernelLocals()
    {
        _text = NewText();
        ColumnFoldEmitter.Declare(_writer, _sweep);
        Locals(_text, Level.Kernel);
        return _text;
    }

    /// <summary>Prints the sweep over the inner range from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Emit(string start, string end)
    {
        ValueText text = _text ?? KernelLocals();
        Locals(text, Level.Row);
        if (_sweep.Stores.Any(s => s.FoldWith is not null))
            new ColumnFoldEmitter(_writer, _names, _sweep, this).Emit(text, start, end);
        else
            Nest(text, 0, () => Inner(text, start, end));
    }

    /// <summary>The middle loops from <paramref name="first"/> on, around <paramref name="body"/>.</summary>
    private void Nest(ValueText text, int first, Action body)
    {
        if (first == _sweep.Middle.Count)
        {
            Locals(text, Level.Middle);
            body();
            return;
        }
        using (_writer.Braces($"for (nint m{first} = 0; m{first} < {_names.Text(_sweep.Middle[first])}; m{first}++)"))
            Nest(text, first + 1, body);
    }

    private void Inner(ValueText text, string start, string end)
    {
        if (_sweep.Inner.IsOne)
        {
            Body(text, scalarIndex: _kernel.IsFlat ? "start" : null);
            return;
        }
        bool blocks = LaneFolds.Any() && !(_sweep.Inner.Constant <= 16_384 && !_kernel.IsFlat);
        if (!blocks)
        {
            Fill();
            Loops(text, start, end);
            Collect();
            return;
        }
        using (_writer.Braces($"for (nint block = {start}; block < {end}; block += Loop.BlockLength)"))
        {
            _writer.Line($"nint blockEnd = Math.Min({end}, block + Loop.BlockLength);");
            Fill();
            Loops(text, "block", "blockEnd");
            Collect();
        }
    }

    private void Fill()
    {
        foreach (Accumulator fold in LaneFolds)
            _writer.Line($"LaneFold.Fill({FoldText.Lanes(fold)}, {Literals.Of(fold.Identity)});");
    }

    private void Collect()
    {
        foreach (Accumulator fold in LaneFolds)
        {
            string collector = FoldText.Collector(fold);
            _writer.Line($"{collector} = {FoldText.Combine(fold, collector, FoldText.FoldLanes(fold))};");
        }
    }

    /// <summary>The loop over [start, end) and its end.</summary>
    public void Loops(ValueText text, string start, string end)
    {
        if (!_sweep.IsVectorized)
        {
            using (_writer.Braces($"for (nint i = {start}; i < {end}; i++)"))
                Body(text);
            return;
        }
        _writer.Line($"nint i = {start};");
        using (_writer.Braces($"for (; i <= {end} - Pair<{_lane}>.Count; i += Pair<{_lane}>.Count)"))
            Body(text);
        if (IsWhole)
            return;
        using (_writer.Braces($"if (i < {end})"))
        {
            _inEnd = true;
            _writer.Line($"nint rest = {end} - i;");
            Body(text);
            _inEnd = false;
        }
    }

    /// <summary>Whether the extent is a multiple of every pair there is, up to two vectors of 512 bits: the loop has no end to treat.</summary>
    private bool IsWhole => !_kernel.IsFlat && _sweep.Inner.Constant is { } extent && extent * WidthInBytes % 128 == 0;

    private int WidthInBytes => _lane is "double" or "long" ? 8 : 4;

    private void Body(ValueText outer, string? scalarIndex = null)
    {
        if (scalarIndex is not null)
            _writer.Line($"nint i = {scalarIndex};");
        ValueText text = NewText(outer);
        Locals(text, Level.Element);
        // Every value before any store: an update may overwrite what it reads.
        string[] stored = [.. _sweep.Stores.Select(s => Stored(text, s))];
        for (int k = 0; k < stored.Length; k++)
            Store(_sweep.Stores[k], stored[k]);
        foreach (Accumulator fold in _sweep.Accumulators)
            Fold(text, fold);
    }

    /// <summary>The text of a stored value; a local of its own when several stores follow each other.</summary>
    private string Stored(ValueText text, StoreStatement store)
    {
        string value = Operand(text, store.Value);
        if (_sweep.Stores.Count < 2 || text.IsDefined(store.Value))
            return value;
        string local = _names.New((store.Value.Name ?? store.Storage.Name) + "Value");
        _writer.Line($"var {local} = {value};");
        return local;
    }

    private void Store(StoreStatement store, string value)
    {
        if (store.FoldWith is not null)
        {
            FoldColumn(store, value);
            return;
        }
        string address = Address(store.Storage, store.At, []);
        if (!_sweep.IsVectorized)
            _writer.Line($"{Element(store.Storage, store.At, [])} = {value};");
        else if (_inEnd)
            _writer.Line($"Partial.Store({value}, {address}, rest);");
        else
            _writer.Line($"{Receiver(value)}.Store({address});");
    }

    private void FoldColumn(StoreStatement store, string value)
    {
        string partial = ColumnFoldEmitter.Partial(store), address = $"{partial} + (i - strip)";
        if (!_sweep.IsVectorized)
            _writer.Line($"{partial}[i - strip] = {FoldText.Combine(store, $"{partial}[i - strip]", value)};");
        else if (_inEnd)
            _writer.Line($"Partial.Store({FoldText.Combine(store, $"Partial.Load({address}, rest)", value)}, {address}, rest);");
        else
            _writer.Line($"({FoldText.Combine(store, $"Pair<{_lane}>.Load({address})", value)}).Store({address});");
    }

    private void Fold(ValueText text, Accumulator fold)
    {
        string term = Operand(text, fold.Term);
        if (fold.SelectsPlace)
        {
            Select(fold, term);
            return;
        }
        if (!FoldText.UsesLanes(fold, _sweep))
        {
            string collector = FoldText.Collector(fold);
            _writer.Line($"{collector} = {FoldText.Combine(fold, collector, term)};");
            return;
        }
        string lane = $"{FoldText.Lanes(fold)} + (i & {FoldText.LaneCount(fold) - 1})";
        if (!_sweep.IsVectorized)
        {
            string element = $"{FoldText.Lanes(fold)}[i & {FoldText.LaneCount(fold) - 1}]";
            _writer.Line($"{element} = {FoldText.Combine(fold, element, term)};");
            return;
        }
        string combined = FoldText.Combine(fold, $"Pair<{_lane}>.Load({lane})", term);
        _writer.Line(_inEnd ? $"Partial.Store({combined}, {lane}, rest);" : $"({combined}).Store({lane});");
    }

    /// <summary>The place of the extreme value: the first of equal ones, or the first NaN.</summary>
    private void Select(Accumulator fold, string term)
    {
        string best = fold.Name + "Best", value = _names.New(fold.Name + "Term"), comparison = fold.Combine.Code!.Text == "Minimum" ? "<" : ">";
        _writer.Line($"{fold.Term.DType.CSharpName()} {value} = {term};");
        string better = $"{value} {comparison} {best}";
        if (fold.Term.DType.IsFloating())
            better += $" || ({value} != {value} && {best} == {best})";
        string place = _sweep.Inner.IsOne && !_kernel.IsFlat ? "0" : "i";
        Dim stride = _sweep.Inner;
        for (int m = _sweep.Middle.Count - 1; m >= 0; m--)
        {
            place = $"m{m} * {_names.Factor(stride)} + " + place;
            stride *= _sweep.Middle[m];
        }
        using (_writer.Braces($"if ({better})"))
        {
            _writer.Line($"{best} = {value};");
            _writer.Line($"{fold.Name} = (int)({place});");
        }
    }

    /// <summary>The values that change with the middle loops only.</summary>
    public void MiddleLocals(ValueText text) => Locals(text, Level.Middle);

    private void Locals(ValueText text, Level level)
    {
        foreach (Value value in _layout.LocalsAt(level).Where(v => !text.IsDefined(v)))
        {
            string local = _names.New(LocalName(value));
            string type = level == Level.Element && _sweep.IsVectorized ? "var" : value.DType.CSharpName();
            string formula = level == Level.Element ? Operand(text, value) : text.Of(value);
            _writer.Line($"{type} {local} = {formula};");
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
        return _sweep.IsVectorized && _layout.LevelOf(value) != Level.Element ? $"((Pair<{value.DType.CSharpName()}>){formula})" : formula;
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

    private ValueText NewText(ValueText? outer = null) => outer is null
        ? new ValueText(Load, d => _names.Text(d), Index)
        : new ValueText(Load, d => _names.Text(d), Index, outer, Spread) { IsVector = _sweep.IsVectorized };

    /// <summary>A value that does not move, as an operand of vector code: numbers spread by themselves, conditions become masks.</summary>
    private string Spread(Value value, string formula, bool isArgument)
    {
        if (!_sweep.IsVectorized || _layout.LevelOf(value) == Level.Element)
            return formula;
        return value.DType switch
        {
            DType.Bool => $"(Pair<{MaskType}>)({formula} ? -1 : 0)",
            DType.Int32 or DType.Int64 when isArgument => $"(Pair<{value.DType.CSharpName()}>){formula}",
            _ => formula,
        };
    }

    private string MaskType => _lane is "long" or "double" ? "long" : "int";

    private string Load(LoadTerm load)
    {
        if (load.Storage.IsScalar)
            return Names.Of(load.Storage);
        bool vector = _sweep.IsVectorized && _layout.LevelOf(load) == Level.Element;
        if (!vector)
            return Element(load.Storage, load.At, load.Dynamic);
        string address = Address(load.Storage, load.At, load.Dynamic), type = load.DType.CSharpName();
        return _inEnd ? $"Partial.Load({address}, rest)" : $"Pair<{type}>.Load({address})";
    }

    private string Index(IndexTerm term)
    {
        string text = RowCounters.Text(term.Index, _sweep.RowRank, _sweep.Middle.Count, _names);
        string type = term.DType.CSharpName();
        bool vector = _sweep.IsVectorized && ValueWalker.Moves(term.Index, _sweep.InnerCounter);
        if (!vector)
            return $"({type})({text})";
        string iota = _lane is "long" or "double" ? $"Partial.Iota((long)({text}))" : $"Partial.Iota((int)({text}))";
        return term.DType switch
        {
            DType.Float32 => $"ToFloat({iota})",
            DType.Float64 => $"ToDouble({iota})",
            _ => iota,
        };
    }

    private string Element(Storage storage, AffineIndex at, IReadOnlyList<DynamicIndex> dynamic) =>
        storage.IsScalar ? $"f->{Names.Of(storage)}" : $"{Names.Of(storage)}[{Offset(at, dynamic)}]";

    private string Address(Storage storage, AffineIndex at, IReadOnlyList<DynamicIndex> dynamic)
    {
        string offset = Offset(at, dynamic);
        return offset == "0" ? Names.Of(storage) : $"{Names.Of(storage)} + {offset}";
    }

    private string Offset(AffineIndex at, IReadOnlyList<DynamicIndex> dynamic)
    {
        string text = RowCounters.Text(at, _sweep.RowRank, _sweep.Middle.Count, _names);
        foreach (DynamicIndex index in dynamic)
        {
            string place = $"Place({NewText().Of(index.Index)}, {_names.Text(index.Size)})";
            string moved = index.Stride.IsOne ? place : $"{place} * {_names.Factor(index.Stride)}";
            text = text == "0" ? moved : $"{moved} + {text}";
        }
        return text;
    }

    /// <summary>The element type that gives the number of lanes of the loop.</summary>
    private static string Width(Sweep sweep)
    {
        DType dtype = sweep.Stores.Select(s => s.Value.DType).Concat(sweep.Accumulators.Select(a => a.DType))
            .Where(d => d != DType.Bool).DefaultIfEmpty(DType.Float32).First();
        return dtype.CSharpName();
    }
}
