using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints one kernel as a static method over a part of its parallel range.</summary>
internal sealed class KernelEmitter
{
    private readonly CSharpWriter _writer;
    private readonly Names _names;
    private readonly string _frame;
    private readonly Kernel _kernel;
    private readonly bool _isWide;

    private KernelEmitter(CSharpWriter writer, Names names, string frame, Kernel kernel, bool isWide) =>
        (_writer, _names, _frame, _kernel, _isWide) = (writer, names, frame, kernel, isWide);

    /// <summary>Prints the loop under the user's expressions.</summary>
    public static void Emit(CSharpWriter writer, Names names, string frame, Kernel kernel)
    {
        foreach (string comment in kernel.Sweeps.SelectMany(s => s.Comments).Distinct())
            writer.Comment(comment);
        new KernelEmitter(writer, names, frame, kernel, isWide: false).Emit("private");
    }

    /// <summary>Prints the same where a <c>Pair</c> is one of wide vectors, which holds all lanes of a fold: the loop folds in registers.</summary>
    public static void EmitWide(CSharpWriter writer, Names names, string frame, Kernel kernel) =>
        new KernelEmitter(writer, names, frame, kernel, isWide: true).Emit("public");

    private void Emit(string access)
    {
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (_writer.Braces($"{access} static void {_kernel.Name}(void* state, nint start, nint end)"))
            Scoped(KernelFacts.WrapsAround(_kernel), Body, "unchecked");
    }

    private void Body()
    {
        _writer.Line($"{_frame}* f = ({_frame}*)state;");
        EmitSizes();
        EmitPointers();
        foreach (Sweep sweep in _kernel.Sweeps)
            foreach (Accumulator fold in sweep.Accumulators)
                FoldText.Declare(_writer, fold, sweep);
        SweepEmitter[] sweeps = [.. _kernel.Sweeps.Select(s => new SweepEmitter(_writer, _names, _kernel, s, _isWide))];
        foreach (SweepEmitter sweep in sweeps)
            sweep.KernelLocals();
        if (_kernel.IsFlat)
        {
            for (int k = 0; k < sweeps.Length; k++)
                Scoped(sweeps.Length > 1, () => sweeps[k].Emit("start", "end"));
        }
        else
        {
            using (_writer.Braces("for (nint row = start; row < end; row++)"))
                EmitRow(sweeps);
        }
        foreach (Accumulator total in _kernel.Totals)
            _writer.Line($"f->{total.Name}Parts[start / f->{_kernel.Name}Grain] = {total.Name};");
    }

    private void EmitRow(SweepEmitter[] sweeps)
    {
        RowCounters.Emit(_writer, _names, _kernel.Rows);
        for (int k = 0; k < sweeps.Length; k++)
        {
            Sweep sweep = _kernel.Sweeps[k];
            foreach (Accumulator fold in sweep.Accumulators.Where(a => a.Scope == FoldScope.Row))
                FoldText.Start(_writer, fold);
            Scoped(sweeps.Length > 1, () => sweeps[k].Emit("0", _names.Text(sweep.Inner)));
            foreach (Accumulator fold in sweep.Accumulators.Where(a => a.Scope == FoldScope.Row))
                FoldText.Finish(_writer, fold, RowCounters.Text(fold.TargetAt!, sweep.RowRank, _names));
        }
    }

    /// <summary>Several sweeps get braces of their own: each has its <c>i</c>.</summary>
    private void Scoped(bool braces, Action body, string? head = null)
    {
        if (!braces)
        {
            body();
            return;
        }
        using (_writer.Braces(head))
            body();
    }

    private void EmitSizes()
    {
        HashSet<DimSymbol> used = [.. KernelFacts.Dims(_kernel).SelectMany(d => d.Symbols)];
        string[] sizes = [.. _names.Sizes.Where(used.Contains).Select(s => $"{_names.Of(s)} = f->{_names.Of(s)}")];
        if (sizes.Length > 0)
            _writer.Line($"nint {string.Join(", ", sizes)};");
    }

    private void EmitPointers()
    {
        foreach (IGrouping<DType, Storage> group in KernelFacts.Arrays(_kernel).GroupBy(s => s.DType))
            _writer.Line($"{group.Key.CSharpName()}* {string.Join(", ", group.Select(s => $"{Names.Of(s)} = f->{Names.Of(s)}"))};");
        foreach (Storage scalar in KernelFacts.Scalars(_kernel))
            _writer.Line($"{scalar.DType.CSharpName()} {Names.Of(scalar)} = f->{Names.Of(scalar)};");
    }
}
