using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A sweep that folds all its elements into scalars, and may store some on the way, in the order of the CPU: a row is cut into chunks
/// of 16,384; element i of a chunk is folded by lane i mod 32 (16 for 8-byte types), lanes as a tree, the chunks of a part in order,
/// parts in order, float sums from chunks on in double. The lanes of a chunk are threads; the last block to finish folds the chunks,
/// so one launch is enough.
/// </summary>
internal sealed class CudaFold(Kernel kernel, Sweep sweep, CudaSignature signature, CudaWriter writer)
{
    private const int BlockSize = 128;

    private readonly IReadOnlyList<CudaAccumulator> _folds = [.. sweep.Accumulators.Select((a, i) => new CudaAccumulator(a, i))];

    private int Lanes { get; } = CudaAccumulator.LanesOf(sweep.Accumulators[0]);

    /// <summary>Whether everything folds into scalars and all accumulators have one number of lanes.</summary>
    public static bool CanPrint(Sweep sweep) =>
        sweep.Middle.Count == 0
        && sweep.Accumulators.All(a => a.Scope == FoldScope.Total && !a.SelectsPlace && a.Target is not null)
        && sweep.Accumulators.Select(CudaAccumulator.LanesOf).Distinct().Count() == 1
        && sweep.Stores.All(s => s.FoldWith is null);

    public CudaShape Print()
    {
        Dim chunksPerRow = Dim.FloorDivide(sweep.Inner + (CudaAccumulator.ChunkLength - 1), CudaAccumulator.ChunkLength);
        Dim chunks = kernel.Rows.Aggregate(chunksPerRow, (a, b) => a * b);
        string index = signature.IndexType;
        int chunksPerBlock = BlockSize / Lanes;
        writer.Block("", () =>
        {
            writer.Line($"const {index} chunks = {signature.Size(chunks)};");
            writer.Line($"const {index} chunk = ({index})blockIdx.x * {chunksPerBlock} + threadIdx.x / {Lanes};");
            writer.Line($"const int lane = threadIdx.x % {Lanes};");
            foreach (CudaAccumulator fold in _folds)
                writer.Line($"{fold.Type} {fold.Lane} = {fold.Identity};");
            writer.Block("if (chunk < chunks)", () => PrintChunk(chunksPerRow));
            CudaAccumulator.PrintTree(writer, _folds, "0xffffffffu", Lanes);
            PrintEnd(chunks, chunksPerRow);
        });
        return new CudaShape(chunks, chunksPerBlock, BlockSize);
    }

    private void PrintChunk(Dim chunksPerRow)
    {
        string index = signature.IndexType;
        List<string> counters = [];
        if (kernel.Rows.Count > 0)
        {
            writer.Line($"const {index} row = chunk / {signature.Size(chunksPerRow)};");
            counters.AddRange(CudaCounters.Print(writer, signature, "row", kernel.Rows));
        }
        string inRow = kernel.Rows.Count == 0 ? "chunk" : $"chunk % {signature.Size(chunksPerRow)}";
        writer.Line($"const {index} begin = {inRow} * {CudaAccumulator.ChunkLength};");
        writer.Line($"const {index} rest = {signature.Size(sweep.Inner)} - begin;");
        writer.Line($"const {index} end = begin + (rest < {CudaAccumulator.ChunkLength} ? rest : {CudaAccumulator.ChunkLength});");
        writer.Block($"for ({index} item = begin + lane; item < end; item += {Lanes})", () => PrintElement([.. counters, "item"]));
    }

    private void PrintElement(IReadOnlyList<string> counters)
    {
        var values = new CudaValuePrinter(signature, writer, counters);
        values.Print(sweep.Results);
        foreach (StoreStatement store in sweep.Stores)
            writer.Line($"{signature.Pointer(store.Storage)}[{signature.Index(store.At, counters)}] = {values[store.Value]};");
        foreach (CudaAccumulator fold in _folds)
            writer.Line($"{fold.Lane} = {fold.Combine(fold.Lane, values[fold.Fold.Term])};");
    }

    private void PrintEnd(Dim chunks, Dim chunksPerRow)
    {
        List<string> partials = [.. _folds.Select(f => signature.Partials(f.Fold.Term.DType, chunks))];
        writer.Block("if (lane == 0 && chunk < chunks)", () =>
        {
            for (int i = 0; i < partials.Count; i++)
                writer.Line($"{partials[i]}[chunk] = {_folds[i].Lane};");
            writer.Line("__threadfence();");
        });
        CudaLastBlock.Print(writer, signature, () =>
        {
            string cost = signature.WideSize(kernel.CostPerItem);
            string part = kernel.Rows.Count == 0
                ? $"FoldGrain({cost}) / {CudaAccumulator.ChunkLength}"
                : $"RowGrain({cost}) * {signature.Size(chunksPerRow)}";
            for (int i = 0; i < partials.Count; i++)
                _folds[i].PrintTotal(writer, signature.Pointer(_folds[i].Fold.Target!), partials[i], "chunks", part);
        });
    }
}
