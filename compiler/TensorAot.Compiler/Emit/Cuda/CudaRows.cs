using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A kernel that folds rows: the lanes of a row are threads of one warp, which run the row's sweeps in order and meet between them.
/// A fold goes as on the CPU: chunks of 16,384, element i of a chunk in lane i mod 32 (16 for 8-byte types), lanes as a tree, chunks in
/// order. What folds over all rows leaves partial results, which the last block to finish folds in parts.
/// </summary>
internal sealed class CudaRows(Kernel kernel, CudaSignature signature, CudaWriter writer)
{
    /// <summary>Where neighbouring rows lie side by side, eight of them share the 32 bytes that memory gives at once.</summary>
    private readonly int _blockSize = ReadsAcross(kernel) ? 256 : 128;

    /// <summary>What each row's accumulator is called in later sweeps.</summary>
    private readonly Dictionary<Accumulator, string> _results = [];
    private readonly List<CudaRowSweep> _sweeps = [];

    private int Lanes { get; } = FloatingLanes(kernel).DefaultIfEmpty(32).First();

    /// <summary>Whether a kernel folds rows, and all that it folds has one number of lanes.</summary>
    public static bool CanPrint(Kernel kernel) =>
        !kernel.IsFlat
        && kernel.Sweeps.SelectMany(s => s.Accumulators).Any(a => a.Scope == FoldScope.Row)
        && kernel.Totals.All(a => a.Target is not null && !a.SelectsPlace)
        && kernel.Sweeps.SelectMany(s => s.Stores).All(s => s.FoldWith is null)
        && FloatingLanes(kernel).Count() <= 1;

    /// <summary>The numbers of lanes that fold floating terms along an inner axis; whatever else folds, folds exactly in any order.</summary>
    private static IEnumerable<int> FloatingLanes(Kernel kernel) =>
        kernel.Sweeps.Where(s => !s.Inner.IsOne).SelectMany(s => s.Accumulators)
            .Where(a => !a.SelectsPlace && a.Term.DType.IsFloating()).Select(CudaAccumulator.LanesOf).Distinct();

    private static bool ReadsAcross(Kernel kernel) =>
        kernel.Rows.Count > 0
        && kernel.Sweeps.Any(s => s.Values.OfType<LoadTerm>().Any(l => CudaTile.IsAcross(l.At, kernel.Rows.Count - 1, kernel.Rows[kernel.Rows.Count - 1], s)));

    public CudaShape Print()
    {
        string index = signature.IndexType;
        int rowsPerBlock = _blockSize / Lanes;
        writer.Block("", () =>
        {
            writer.Line($"const {index} rows = {signature.Size(kernel.Items)};");
            writer.Line($"const {index} row = ({index})blockIdx.x * {rowsPerBlock} + threadIdx.x / {Lanes};");
            writer.Line($"const int lane = threadIdx.x % {Lanes};");
            writer.Line($"const unsigned int lanes = {(Lanes == 32 ? "0xffffffffu" : "0xffffu << (threadIdx.x & 16)")};");
            writer.Block("if (row < rows)", PrintRow);
            if (kernel.Totals.Any())
                CudaLastBlock.Print(writer, signature, PrintTotals);
        });
        return new CudaShape(kernel.Items, rowsPerBlock, _blockSize);
    }

    private void PrintRow()
    {
        IReadOnlyList<string> counters = CudaCounters.Print(writer, signature, "row", kernel.Rows);
        var row = new CudaRow(kernel.Items, Lanes, counters, _results, signature, writer);
        int number = 0;
        foreach (Sweep sweep in kernel.Sweeps)
        {
            CudaAccumulator[] folds = [.. sweep.Accumulators.Select(a => new CudaAccumulator(a, number++))];
            foreach (CudaAccumulator fold in folds.Where(f => f.Fold.Scope == FoldScope.Row))
                writer.Line($"{CudaSyntax.TypeName(fold.Fold.DType)} {_results[fold.Fold] = "r" + fold.Lane.Substring(1)};");
            var printer = new CudaRowSweep(sweep, folds, row);
            _sweeps.Add(printer);
            writer.Block("", printer.Print);
            PrintTargets(sweep, counters);
            // Later sweeps of the row read what other lanes stored.
            writer.Line("__syncwarp(lanes);");
        }
        if (kernel.Totals.Any())
            writer.Line("__threadfence();");
    }

    private void PrintTargets(Sweep sweep, IReadOnlyList<string> rowCounters)
    {
        foreach (Accumulator fold in sweep.Accumulators.Where(a => a is { Scope: FoldScope.Row, Target: not null }))
        {
            IReadOnlyList<string> counters = [.. rowCounters, .. fold.TargetAt!.Strides.Skip(rowCounters.Count).Select(_ => "0")];
            writer.Line($"if (lane == 0) {signature.Pointer(fold.Target!)}[{signature.Index(fold.TargetAt, counters)}] = {_results[fold]};");
        }
    }

    private void PrintTotals()
    {
        string cost = signature.WideSize(kernel.CostPerItem);
        foreach (CudaRowSweep sweep in _sweeps)
        {
            string perRow = signature.WideSize(sweep.PartialsPerRow);
            foreach ((CudaAccumulator fold, string partials) in sweep.Partials)
                fold.PrintTotal(writer, signature.Pointer(fold.Fold.Target!), partials, $"((long long)rows * ({perRow}))", $"RowGrain({cost}) * ({perRow})");
        }
    }
}
