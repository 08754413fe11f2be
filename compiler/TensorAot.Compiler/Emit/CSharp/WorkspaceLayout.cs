using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Scheduling;
using TensorAot.Runtime;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Where the slots of a workspace start, and behind them the partial results of folds over all rows: in bytes where all sizes are
/// known at build time, which is then the memory that a call uses.
/// </summary>
internal sealed class WorkspaceLayout
{
    private readonly List<long> _starts = [];
    private readonly Func<Dim, long?> _value;

    /// <param name="plan">The slots.</param>
    /// <param name="totals">The folds over all rows.</param>
    /// <param name="value">The value of a size; null: what is known at build time.</param>
    public WorkspaceLayout(WorkspacePlan plan, IEnumerable<(Kernel Kernel, Accumulator Fold)> totals, Func<Dim, long?>? value = null)
    {
        _value = value ?? (static size => size.Constant);
        // A kernel may have thousands of totals.
        var parts = new Dictionary<Kernel, long?>();
        long? PartsOf(Kernel kernel) => parts.TryGetValue(kernel, out long? count) ? count : parts[kernel] = CountParts(kernel);
        IEnumerable<long?> sizes = plan.Slots.Select(slot => _value(slot.Bytes))
            .Concat(totals.Select(total => PartsOf(total.Kernel) * FoldText.TotalDType(total.Fold).ByteSize()));
        Bytes = 0;
        foreach (long? size in sizes)
        {
            if (Bytes is { } start)
                _starts.Add(start);
            Bytes += size is { } bytes ? LoopParts.Align(bytes) : null;
        }
    }

    /// <summary>The size of the workspace; null when it depends on sizes that are known at run time.</summary>
    public long? Bytes { get; private set; }

    /// <summary>Where the slot or the partial results of this number start; all sizes are known.</summary>
    public long StartOf(int number) => _starts[number];

    /// <summary>The method of the runtime that cuts a loop into parts.</summary>
    public static string GrainOf(Kernel kernel) =>
        !kernel.IsFlat ? nameof(LoopParts.RowGrain) : kernel.Totals.Any() ? nameof(LoopParts.FoldGrain) : nameof(LoopParts.FlatGrain);

    /// <summary>In how many parts a loop is cut; null when that depends on sizes that are known at run time.</summary>
    private long? CountParts(Kernel kernel)
    {
        if (_value(kernel.CostPerItem) is not { } cost || _value(kernel.Items) is not { } items)
            return null;
        // The smallest block there is.
        if (kernel.RunsInBlocks)
            return LoopParts.Parts(items, LoopParts.LeastBlockRows * _value(kernel.ItemsPerRow!)!.Value);
        long grain = GrainOf(kernel) switch
        {
            nameof(LoopParts.RowGrain) => LoopParts.RowGrain(cost),
            nameof(LoopParts.FoldGrain) => LoopParts.FoldGrain(cost),
            _ => LoopParts.FlatGrain(cost),
        };
        return LoopParts.Parts(items, grain);
    }
}
