using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>What a kernel touches.</summary>
internal static class KernelFacts
{
    /// <summary>Beside this cost the masks of loads and stores are nothing.</summary>
    private const int MaskedCost = 40;

    /// <summary>Whether its text names vectors; it then stands once more over vectors of 512 bits.</summary>
    public static bool IsVectorized(Kernel kernel) => kernel.Sweeps.Any(s => s.IsVectorized);

    /// <summary>Whether a wide loop over a sweep has one body for its whole range, masked at the end, instead of one and an end.</summary>
    public static bool IsMaskedWhenWide(Sweep sweep) => sweep.IsVectorized && sweep.Cost > MaskedCost;

    /// <summary>The arrays that it reads or writes, by name.</summary>
    public static IEnumerable<Storage> Arrays(Kernel kernel) => Touched(kernel).Where(s => !s.IsScalar);

    /// <summary>The scalars that it reads.</summary>
    public static IEnumerable<Storage> Scalars(Kernel kernel) =>
        Loads(kernel).Select(l => l.Storage).Where(s => s.IsScalar).Distinct().OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>Every size that its text may name.</summary>
    public static IEnumerable<Dim> Dims(Kernel kernel)
    {
        foreach (Dim row in kernel.Rows.Skip(1))
            yield return row;
        foreach (Sweep sweep in kernel.Sweeps)
        {
            if (!kernel.IsFlat)
                yield return sweep.Inner;
            foreach (Dim middle in sweep.Middle)
                yield return middle;
            foreach (StoreStatement store in sweep.Stores)
                foreach (Dim dim in store.At.Strides.Append(store.At.Offset))
                    yield return dim;
            foreach (Accumulator fold in sweep.Accumulators.Where(a => a.Scope == FoldScope.Row && a.Target is not null))
                foreach (Dim dim in fold.TargetAt!.Strides.Append(fold.TargetAt.Offset))
                    yield return dim;
        }
        foreach (Value value in kernel.Values)
            foreach (Dim dim in Dims(value))
                yield return dim;
    }

    /// <summary>Whether it adds or multiplies integers, which wrap around whatever the project's setting is.</summary>
    public static bool WrapsAround(Kernel kernel) =>
        kernel.Values.Any(WrapsAround) || kernel.Sweeps.SelectMany(s => s.Accumulators).Any(a => a.DType.IsInteger())
        || kernel.Sweeps.SelectMany(s => s.Stores).Any(s => s.FoldWith is not null && s.Storage.DType.IsInteger());

    /// <summary>The same for single values.</summary>
    public static bool WrapsAround(IEnumerable<Value> values) =>
        ValueWalker.Distinct(values).Any(WrapsAround);

    private static bool WrapsAround(Value value) => value is CallTerm call && call.DType.IsInteger() && call.Op.Code!.IsOperator;

    private static IEnumerable<Dim> Dims(Value value) => value switch
    {
        LoadTerm load => load.At.Strides.Append(load.At.Offset).Concat(load.Dynamic.SelectMany(d => new[] { d.Size, d.Stride })),
        IndexTerm index => index.Index.Strides.Append(index.Index.Offset),
        SizeTerm size => [size.Size],
        _ => [],
    };

    private static IEnumerable<LoadTerm> Loads(Kernel kernel) =>
        kernel.Values.OfType<LoadTerm>();

    private static IEnumerable<Storage> Touched(Kernel kernel) =>
        Loads(kernel).Select(l => l.Storage)
            .Concat(kernel.Sweeps.SelectMany(s => s.Stores).Select(s => s.Storage))
            .Concat(kernel.Sweeps.SelectMany(s => s.Accumulators).Where(a => a.Scope == FoldScope.Row).Select(a => a.Target).OfType<Storage>())
            .Distinct().OrderBy(s => s.Name, StringComparer.Ordinal);
}
