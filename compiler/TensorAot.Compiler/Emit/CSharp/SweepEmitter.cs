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
    private readonly ElementText _element;
    private readonly SweepBody _body;
    private readonly bool _foldsInRegisters;
    private readonly bool _isMasked;
    private ValueText? _text;

    /// <summary>Folds whose lanes fit the registers beside the values of a body: two vectors each, of 32.</summary>
    private const int MostFoldsInRegisters = 4;

    public SweepEmitter(CSharpWriter writer, Names names, Kernel kernel, Sweep sweep, bool isWide)
    {
        (_writer, _names, _kernel, _sweep) = (writer, names, kernel, sweep);
        var layout = new SweepLayout(kernel, sweep);
        _element = new ElementText(names, sweep, layout);
        _isMasked = isWide && KernelFacts.IsMaskedWhenWide(sweep);
        _foldsInRegisters = isWide && !_isMasked && sweep.IsVectorized && LaneFolds.All(f => f.Term.DType.ByteSize() >= 4) && LaneFolds.Count() <= MostFoldsInRegisters;
        _body = new SweepBody(writer, names, kernel, sweep, layout, _element) { FoldsInRegisters = _foldsInRegisters };
    }

    private IEnumerable<Accumulator> LaneFolds => _sweep.Accumulators.Where(a => FoldText.UsesLanes(a, _sweep));

    /// <summary>Prints what does not even change from row to row.</summary>
    public ValueText KernelLocals()
    {
        _text = _element.New();
        ColumnFoldEmitter.Declare(_writer, _sweep);
        _body.Locals(_text, Level.Kernel);
        return _text;
    }

    /// <summary>Prints the sweep over the inner range from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Emit(string start, string end)
    {
        ValueText text = _text ?? KernelLocals();
        _body.Locals(text, Level.Row);
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
            _body.Locals(text, Level.Middle);
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
            _body.Emit(text, scalarIndex: _kernel.IsFlat ? "start" : null);
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
                _body.Emit(text);
            return;
        }
        if (_isMasked)
        {
            Masked(text, start, end);
            return;
        }
        _writer.Line($"nint i = {start};");
        foreach (Accumulator fold in LaneFolds.Where(_ => _foldsInRegisters))
            _writer.Line($"var {FoldText.Register(fold)} = Pair<{fold.Term.DType.CSharpName()}>.Load({FoldText.Lanes(fold)});");
        using (_writer.Braces($"for (; i <= {end} - Pair<{_element.Lane}>.Count; i += Pair<{_element.Lane}>.Count)"))
            _body.Emit(text);
        foreach (Accumulator fold in LaneFolds.Where(_ => _foldsInRegisters))
            _writer.Line($"{FoldText.Register(fold)}.Store({FoldText.Lanes(fold)});");
        if (IsWhole)
            return;
        using (_writer.Braces($"if (i < {end})"))
        {
            _element.InEnd = true;
            _writer.Line($"nint rest = {end} - i;");
            _body.Emit(text);
            _element.InEnd = false;
        }
    }

    /// <summary>One body, on pairs of which the last is partly filled: the JIT inlines a long body once, not twice.</summary>
    private void Masked(ValueText text, string start, string end)
    {
        using (_writer.Braces($"for (nint i = {start}; i < {end}; i += Pair<{_element.Lane}>.Count)"))
        {
            _element.InEnd = true;
            _writer.Line($"nint rest = Math.Min({end} - i, Pair<{_element.Lane}>.Count);");
            _body.Emit(text);
            _element.InEnd = false;
        }
    }

    /// <summary>Whether the extent is a multiple of every pair there is, up to two vectors of 512 bits: the loop has no end to treat.</summary>
    private bool IsWhole => !_kernel.IsFlat && _sweep.Inner.Constant is { } extent && extent * _element.WidthInBytes % 128 == 0;

    private int WidthInBytes => _element.Lane is "double" or "long" ? 8 : 4;

    /// <summary>The values that change with the middle loops only.</summary>
    public void MiddleLocals(ValueText text) => _body.Locals(text, Level.Middle);
}
