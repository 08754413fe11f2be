using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Reports;

/// <summary>Counts what the loops of a kernel do.</summary>
internal static class KernelWork
{
    /// <summary>Operations: a value is computed as often as the loops run in which it changes, as generated code has it.</summary>
    public static Dim Flops(Kernel kernel) => kernel.Sweeps.Aggregate(Dim.Zero, (sum, sweep) => sum + Flops(kernel, sweep));

    private static Dim Flops(Kernel kernel, Sweep sweep)
    {
        Dim[] extents = Extents(kernel, sweep);
        Dim all = Product(extents, extents.Length);
        Dictionary<Value, HashSet<int>> counters = Counters(sweep);
        Dim sum = Dim.Zero;
        foreach (CallTerm call in sweep.Values.OfType<CallTerm>().Where(IsArithmetic))
        {
            int deepest = counters[call].DefaultIfEmpty(-1).Max();
            sum += deepest == sweep.InnerCounter ? all : Product(extents, deepest >= sweep.RowRank ? sweep.InnerCounter : deepest >= 0 ? sweep.RowRank : 0);
        }
        int folds = sweep.Accumulators.Count(a => a.Term.DType.IsFloating()) + sweep.Stores.Count(s => s.FoldWith is not null && s.Value.DType.IsFloating());
        return sum + (folds * all);
    }

    /// <summary>The operations of a value that is computed once.</summary>
    public static Dim Flops(Value value) => ValueWalker.Distinct([value]).OfType<CallTerm>().Count(IsArithmetic);

    /// <summary>A conversion or the choice of an element moves a number; everything else computes one.</summary>
    private static bool IsArithmetic(CallTerm call) =>
        call.Op != Conversion.Cast && (call.DType.IsFloating() || call.Operands.Any(o => o.DType.IsFloating()));

    /// <summary>Notes what a kernel reads and writes.</summary>
    public static void Touch(Kernel kernel, Traffic traffic)
    {
        foreach (Sweep sweep in kernel.Sweeps)
        {
            Dim[] extents = Extents(kernel, sweep);
            Dictionary<Value, HashSet<int>> counters = Counters(sweep);
            foreach (LoadTerm load in sweep.Values.OfType<LoadTerm>())
                traffic.Read(load.Storage, Count(load.Storage, extents, counters[load]), load.Dynamic.Count > 0 ? load : load.At);
            foreach (StoreStatement store in sweep.Stores)
                traffic.Write(store.Storage, Count(store.Storage, extents, Moving(store.At, extents.Length)), store.At);
            foreach (Accumulator fold in sweep.Accumulators)
                if (fold.Target is { } target)
                    traffic.Write(target, target.Type.Shape.ElementCount, fold);
        }
    }

    /// <summary>How many elements an access touches: one for each round of the loops that move it, and never more than there are.</summary>
    private static Dim Count(Storage storage, Dim[] extents, HashSet<int> counters)
    {
        Dim count = counters.Aggregate(Dim.One, (product, c) => product * extents[c]);
        return counters.Count > storage.Type.Rank ? Dim.Min(count, storage.Type.Shape.ElementCount) : count;
    }

    private static Dim[] Extents(Kernel kernel, Sweep sweep) => [.. kernel.Rows, .. sweep.Middle, sweep.Inner];

    private static Dim Product(Dim[] extents, int count) => extents.Take(count).Aggregate(Dim.One, (a, b) => a * b);

    private static HashSet<int> Moving(AffineIndex at, int counters) => [.. Enumerable.Range(0, counters).Where(c => ValueWalker.Moves(at, c))];

    /// <summary>The loop counters with which each value changes.</summary>
    private static Dictionary<Value, HashSet<int>> Counters(Sweep sweep)
    {
        var counters = new Dictionary<Value, HashSet<int>>();
        foreach (Value value in sweep.Values)
        {
            HashSet<int> own = value switch
            {
                LoadTerm load => Moving(load.At, sweep.InnerCounter + 1),
                IndexTerm index => Moving(index.Index, sweep.InnerCounter + 1),
                FoldTerm => [.. Enumerable.Range(0, sweep.RowRank)],
                _ => [],
            };
            foreach (Value operand in value.Operands)
                own.UnionWith(counters[operand]);
            counters[value] = own;
        }
        return counters;
    }
}
