using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>One sweep of a <see cref="CudaRows"/> kernel: the lanes share the inner axis; where it has one element, the first lane works alone.</summary>
internal sealed class CudaRowSweep
{
    private readonly Sweep _sweep;
    private readonly CudaRow _row;
    private readonly List<CudaAccumulator> _folds;
    private readonly List<CudaAccumulator> _rowFolds;
    private readonly List<CudaSelection> _selections;

    /// <param name="sweep">The sweep.</param>
    /// <param name="accumulators">Its accumulators, numbered.</param>
    /// <param name="row">What the sweeps share.</param>
    public CudaRowSweep(Sweep sweep, IReadOnlyList<CudaAccumulator> accumulators, CudaRow row)
    {
        (_sweep, _row) = (sweep, row);
        _folds = [.. accumulators.Where(a => !a.Fold.SelectsPlace)];
        _rowFolds = [.. _folds.Where(f => f.Fold.Scope == FoldScope.Row)];
        _selections = [.. accumulators.Where(a => a.Fold.SelectsPlace).Select(a => new CudaSelection(a, row))];
        Dim chunks = Dim.FloorDivide(sweep.Inner + (CudaAccumulator.ChunkLength - 1), CudaAccumulator.ChunkLength);
        PartialsPerRow = sweep.Inner.IsOne ? sweep.MiddleCount : sweep.MiddleCount * chunks;
        Partials = [.. _folds.Except(_rowFolds).Select(f => (f, row.Signature.Partials(f.Fold.Term.DType, row.Rows * PartialsPerRow)))];
    }

    /// <summary>The partial results that each row leaves of what folds over all rows.</summary>
    public Dim PartialsPerRow { get; }

    /// <summary>What folds over all rows, and where its partial results lie.</summary>
    public IReadOnlyList<(CudaAccumulator Fold, string Name)> Partials { get; }

    private CudaWriter Writer => _row.Writer;

    private string IndexType => _row.Signature.IndexType;

    public void Print()
    {
        foreach (CudaAccumulator fold in _rowFolds)
            Writer.Line($"{fold.TotalType} {fold.Total} = {fold.TotalIdentity};");
        foreach (CudaSelection selection in _selections)
            selection.PrintStart();
        if (Partials.Count > 0)
            Writer.Line($"{IndexType} slot = row * {_row.Signature.Size(PartialsPerRow)};");
        if (_sweep.Inner.IsOne)
            Writer.Block("if (lane == 0)", () => PrintMiddle(0, PrintSingle));
        else
            PrintMiddle(0, _folds.Count > 0 ? PrintChunks : () => PrintLanes("0", _row.Signature.Size(_sweep.Inner)));
        foreach (CudaAccumulator fold in _rowFolds)
        {
            string total = fold.Fold.Term.DType.ByteSize() == 1 ? "(int)" + fold.Total : fold.Total;
            Writer.Line($"{_row.Results[fold.Fold]} = ({fold.Type})__shfl_sync(lanes, {total}, 0, {_row.Lanes});");
        }
        foreach (CudaSelection selection in _selections)
        {
            if (!_sweep.Inner.IsOne)
                selection.PrintTree();
            selection.PrintResult();
        }
    }

    private void PrintMiddle(int axis, Action body)
    {
        if (axis == _sweep.Middle.Count)
        {
            body();
            return;
        }
        string counter = Middle(axis);
        Writer.Block(
            $"for ({IndexType} {counter} = 0; {counter} < {_row.Signature.Size(_sweep.Middle[axis])}; {counter}++)",
            () => PrintMiddle(axis + 1, body));
    }

    private static string Middle(int axis) => "m" + axis.ToString(CultureInfo.InvariantCulture);

    /// <summary>Terms of one element each go straight into the totals, in order.</summary>
    private void PrintSingle()
    {
        CudaValuePrinter values = PrintElement("0");
        foreach (CudaAccumulator fold in _rowFolds)
            Writer.Line($"{fold.Total} = {fold.Collect(fold.Total, values[fold.Fold.Term])};");
        PrintPartials(fold => values[fold.Fold.Term]);
    }

    private void PrintChunks()
    {
        string inner = _row.Signature.Size(_sweep.Inner), length = CudaAccumulator.ChunkLength.ToString(CultureInfo.InvariantCulture);
        Writer.Block($"for ({IndexType} begin = 0; begin < {inner}; begin += {length})", () =>
        {
            Writer.Line($"const {IndexType} end = {inner} - begin < {length} ? {inner} : begin + {length};");
            foreach (CudaAccumulator fold in _folds)
                Writer.Line($"{fold.Type} {fold.Lane} = {fold.Identity};");
            PrintLanes("begin", "end");
            CudaAccumulator.PrintTree(Writer, _folds, "lanes", _row.Lanes);
            foreach (CudaAccumulator fold in _rowFolds)
                Writer.Line($"{fold.Total} = {fold.Collect(fold.Total, fold.Lane)};");
            PrintPartials(fold => fold.Lane);
        });
    }

    private void PrintLanes(string begin, string end)
    {
        string first = begin == "0" ? "lane" : $"{begin} + lane";
        Writer.Block($"for ({IndexType} i = {first}; i < {end}; i += {_row.Lanes})", () =>
        {
            CudaValuePrinter values = PrintElement("i");
            foreach (CudaAccumulator fold in _folds)
                Writer.Line($"{fold.Lane} = {fold.Combine(fold.Lane, values[fold.Fold.Term])};");
        });
    }

    /// <summary>The values of an element, what is stored of it, and whether it is the extreme one.</summary>
    private CudaValuePrinter PrintElement(string inner)
    {
        IReadOnlyList<string> counters = [.. _row.Counters, .. Enumerable.Range(0, _sweep.Middle.Count).Select(Middle), inner];
        var values = new CudaValuePrinter(_row.Signature, Writer, counters, _row.Results);
        values.Print(_sweep.Results);
        foreach (StoreStatement store in _sweep.Stores)
            Writer.Line($"{_row.Signature.Pointer(store.Storage)}[{_row.Signature.Index(store.At, counters)}] = {values[store.Value]};");
        foreach (CudaSelection selection in _selections)
            selection.PrintElement(values[selection.Term], Place(inner));
        return values;
    }

    /// <summary>The number of an element in its row.</summary>
    private string Place(string inner)
    {
        string place = inner;
        Dim stride = _sweep.Inner;
        for (int axis = _sweep.Middle.Count - 1; axis >= 0; axis--)
        {
            place = $"{Middle(axis)} * {_row.Signature.Size(stride)} + {place}";
            stride *= _sweep.Middle[axis];
        }
        return place;
    }

    private void PrintPartials(Func<CudaAccumulator, string> value)
    {
        if (Partials.Count == 0)
            return;
        foreach ((CudaAccumulator fold, string name) in Partials)
            Writer.Line($"if (lane == 0) {name}[slot] = {value(fold)};");
        Writer.Line("slot++;");
    }
}
