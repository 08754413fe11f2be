using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Makes two neighbouring axes of a sweep one where every access goes on from one round of the outer to the next as within one, or does not move in either.</summary>
internal static class MergedAxes
{
    /// <summary>The sweep of a kernel's rows with as few axes as it may have. It folds nothing and has no middle axes.</summary>
    public static (IReadOnlyList<Dim> Rows, Sweep Sweep) MergeAll(IReadOnlyList<Dim> rows, Sweep sweep)
    {
        for (int counter = rows.Count - 1; counter >= 0; counter--)
        {
            bool isLast = counter == rows.Count - 1;
            Dim outer = rows[counter], extent = isLast ? sweep.Inner : rows[counter + 1];
            // An axis of one element goes, whatever its strides.
            int? gone = outer.IsOne || MayMerge(sweep, counter, extent) ? counter : extent.IsOne ? counter + 1 : null;
            if (gone is null)
                continue;
            sweep = Merged(sweep, [], isLast ? outer * extent : sweep.Inner, rows.Count - 1, gone.Value);
            rows = [.. rows.Take(counter), .. isLast ? [] : new[] { outer * extent }, .. rows.Skip(counter + 2)];
        }
        return (rows, sweep);
    }

    /// <summary>Whether the axis of a counter and the next one, of an extent, are walked like one.</summary>
    public static bool MayMerge(Sweep sweep, int counter, Dim extent) =>
        sweep.Stores.All(s => s.FoldWith is null && Walks(s.At, counter, extent))
        && sweep.Values.All(v => v switch
        {
            LoadTerm load => Walks(load.At, counter, extent),
            IndexTerm index => !ValueWalker.Moves(index.Index, counter) && !ValueWalker.Moves(index.Index, counter + 1),
            _ => true,
        });

    /// <summary>The sweep without one of its counters.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="middle">The middle axes that are left.</param>
    /// <param name="inner">The inner axis that is left.</param>
    /// <param name="rowRank">The number of rows that are left.</param>
    /// <param name="gone">The counter.</param>
    public static Sweep Merged(Sweep sweep, IReadOnlyList<Dim> middle, Dim inner, int rowRank, int gone)
    {
        AffineIndex At(AffineIndex at) => new(at.Offset, at.Strides.Where((_, counter) => counter != gone).ToEquatableArray());
        var known = new Dictionary<Value, Value>();
        foreach (Value value in sweep.Values)
        {
            known[value] = value switch
            {
                LoadTerm load => new LoadTerm(load.Storage, At(load.At), [.. load.Dynamic.Select(d => d with { Index = known[d.Index] })]) { Name = load.Name },
                IndexTerm index => new IndexTerm(index.DType, At(index.Index)) { Name = index.Name },
                CallTerm call => new CallTerm(call.Node, [.. call.Operands.Select(o => known[o])]) { Name = call.Name },
                _ => value,
            };
        }
        var result = new Sweep(middle, inner, rowRank);
        result.Comments.AddRange(sweep.Comments);
        result.Stores.AddRange(sweep.Stores.Select(s => s with { At = At(s.At), Value = known[s.Value] }));
        foreach (Accumulator fold in sweep.Accumulators)
        {
            fold.MoveTo(known[fold.Term], fold.TargetAt is { } target ? At(target) : null);
            result.Accumulators.Add(fold);
        }
        return result;
    }

    private static bool Walks(AffineIndex at, int counter, Dim extent) => Stride(at, counter) == Stride(at, counter + 1) * extent;

    private static Dim Stride(AffineIndex at, int counter) => counter < at.Strides.Count ? at.Strides[counter] : Dim.Zero;
}
