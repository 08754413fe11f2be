using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Makes rows and inner axis one range where every access walks through memory without a jump, or does not move.</summary>
internal static class Flattening
{
    /// <summary>The sweeps over one range, or null when an access jumps.</summary>
    public static IReadOnlyList<Sweep>? TryFlatten(IReadOnlyList<Dim> rows, IReadOnlyList<Sweep> sweeps)
    {
        Dim inner = sweeps[0].Inner;
        IEnumerable<Value> values = sweeps.SelectMany(s => s.Values);
        bool walks = values.All(v => v switch
        {
            LoadTerm load => load.Dynamic.Count == 0 && Walks(load.At, rows, inner),
            IndexTerm => false,
            _ => true,
        }) && sweeps.SelectMany(s => s.Stores).All(s => Walks(s.At, rows, inner));
        return walks ? [.. sweeps.Select(s => Flatten(s, rows.Aggregate(inner, (a, b) => a * b), rows, inner))] : null;
    }

    private static bool Walks(AffineIndex at, IReadOnlyList<Dim> rows, Dim inner) => Stands(at) || Stride(at, rows, inner) is not null;

    private static bool Stands(AffineIndex at)
    {
        foreach (Dim stride in at.Strides)
            if (!stride.IsZero)
                return false;
        return true;
    }

    /// <summary>The step from one element of the flat range to the next, or null when the access jumps between rows.</summary>
    private static Dim? Stride(AffineIndex at, IReadOnlyList<Dim> rows, Dim inner)
    {
        Dim step = inner.IsOne ? at.Strides[rows.Count - 1] : at.Strides[rows.Count];
        Dim expected = inner.IsOne ? step : step * inner;
        for (int row = rows.Count - 1; row >= 0; row--)
        {
            if (at.Strides[row] != expected)
                return null;
            expected *= rows[row];
        }
        return step;
    }

    private static Sweep Flatten(Sweep sweep, Dim extent, IReadOnlyList<Dim> rows, Dim inner)
    {
        var known = new Dictionary<Value, Value>();
        AffineIndex At(AffineIndex at) => new(at.Offset, [Stands(at) ? Dim.Zero : Stride(at, rows, inner)!]);
        foreach (Value value in sweep.Values)
        {
            known[value] = value switch
            {
                LoadTerm load => new LoadTerm(load.Storage, At(load.At), []) { Name = load.Name },
                CallTerm call => new CallTerm(call.Node, [.. call.Operands.Select(o => known[o])]) { Name = call.Name },
                _ => value,
            };
        }
        var result = new Sweep([], extent, 0);
        result.Comments.AddRange(sweep.Comments);
        result.Stores.AddRange(sweep.Stores.Select(s => s with { At = At(s.At), Value = known[s.Value] }));
        result.Accumulators.AddRange(sweep.Accumulators.Select(a =>
            new Accumulator(a.Name, a.Combine, a.Identity, known[a.Term], a.Scope, a.Target) { TargetAt = a.TargetAt, SelectsPlace = a.SelectsPlace }));
        return result;
    }
}
