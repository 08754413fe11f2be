using System.Globalization;
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

    /// <summary>Elements that one set of lanes folds: the runtime's <c>Loop.BlockLength</c>.</summary>
    private const int ChunkLength = 16_384;

    private const string AllLanes = "0xffffffffu";

    private readonly IReadOnlyList<Accumulator> _folds = sweep.Accumulators;

    private int Lanes { get; } = LanesOf(sweep.Accumulators[0]);

    /// <summary>Whether everything folds into scalars and all accumulators have one number of lanes.</summary>
    public static bool CanPrint(Sweep sweep) =>
        sweep.Middle.Count == 0
        && sweep.Accumulators.All(a => a.Scope == FoldScope.Total && !a.SelectsPlace && a.Target is not null)
        && sweep.Accumulators.Select(LanesOf).Distinct().Count() == 1
        && sweep.Stores.All(s => s.FoldWith is null);

    private static int LanesOf(Accumulator accumulator) => accumulator.DType.ByteSize() == 8 ? 16 : 32;

    public CudaShape Print()
    {
        Dim chunksPerRow = Dim.FloorDivide(sweep.Inner + (ChunkLength - 1), ChunkLength);
        Dim chunks = kernel.Rows.Aggregate(chunksPerRow, (a, b) => a * b);
        string index = signature.IndexType;
        int chunksPerBlock = BlockSize / Lanes;
        writer.Block("", () =>
        {
            writer.Line($"const {index} chunks = {signature.Size(chunks)};");
            writer.Line($"const {index} chunk = ({index})blockIdx.x * {chunksPerBlock} + threadIdx.x / {Lanes};");
            writer.Line($"const int lane = threadIdx.x % {Lanes};");
            for (int i = 0; i < _folds.Count; i++)
                writer.Line($"{Type(i)} a{i} = {Identity(i)};");
            writer.Block("if (chunk < chunks)", () => PrintChunk(chunksPerRow));
            PrintTree();
            PrintEnd(chunks, chunksPerRow);
        });
        return new CudaShape(chunks, chunksPerBlock, BlockSize);
    }

    private string Type(int fold) => CudaSyntax.TypeName(_folds[fold].DType);

    private string Identity(int fold) => CudaSyntax.Constant(_folds[fold].Identity);

    private string Combine(int fold, string a, string b) => CudaSyntax.Combine(_folds[fold].Combine, _folds[fold].DType, a, b);

    /// <summary>Whether chunks add up in double: a float sum of millions of elements stays exact.</summary>
    private bool AddsInDouble(int fold) =>
        _folds[fold].DType == DType.Float32 && _folds[fold].Combine.Code is { IsOperator: true, Text: "+" };

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
        writer.Line($"const {index} begin = {inRow} * {ChunkLength};");
        writer.Line($"const {index} rest = {signature.Size(sweep.Inner)} - begin;");
        writer.Line($"const {index} end = begin + (rest < {ChunkLength} ? rest : {ChunkLength});");
        writer.Block($"for ({index} item = begin + lane; item < end; item += {Lanes})", () => PrintElement([.. counters, "item"]));
    }

    private void PrintElement(IReadOnlyList<string> counters)
    {
        var values = new CudaValuePrinter(signature, writer, counters);
        values.Print(sweep.Results);
        foreach (StoreStatement store in sweep.Stores)
            writer.Line($"{signature.Pointer(store.Storage)}[{signature.Index(store.At, counters)}] = {values[store.Value]};");
        for (int i = 0; i < _folds.Count; i++)
            writer.Line($"a{i} = {Combine(i, $"a{i}", values[_folds[i].Term])};");
    }

    private void PrintTree()
    {
        writer.Line("#pragma unroll");
        writer.Block($"for (int half = {Lanes / 2}; half > 0; half >>= 1)", () =>
        {
            for (int i = 0; i < _folds.Count; i++)
            {
                // Shuffles know no one-byte types.
                string value = _folds[i].DType.ByteSize() == 1 ? $"(int)a{i}" : $"a{i}";
                writer.Line($"const {Type(i)} b{i} = ({Type(i)})__shfl_down_sync({AllLanes}, {value}, half, {Lanes});");
                writer.Line($"a{i} = {Combine(i, $"a{i}", $"b{i}")};");
            }
        });
    }

    private void PrintEnd(Dim chunks, Dim chunksPerRow)
    {
        List<string> partials = [.. _folds.Select(a => signature.Partials(a.DType, chunks))];
        writer.Block("if (lane == 0 && chunk < chunks)", () =>
        {
            for (int i = 0; i < partials.Count; i++)
                writer.Line($"{partials[i]}[chunk] = a{i};");
            writer.Line("__threadfence();");
        });
        writer.Line("__syncthreads();");
        writer.Block($"if (threadIdx.x == 0 && atomicInc({signature.Ticket()}, gridDim.x - 1) == gridDim.x - 1)", () =>
        {
            writer.Line("__threadfence();");
            string cost = signature.WideSize(kernel.CostPerItem);
            writer.Line(kernel.Rows.Count == 0
                ? $"const long long part = FoldGrain({cost}) / {ChunkLength};"
                : $"const long long part = RowGrain({cost}) * {signature.Size(chunksPerRow)};");
            for (int i = 0; i < partials.Count; i++)
                PrintTotal(i, partials[i]);
        });
    }

    /// <summary>Chunks fold into parts and parts into the total, as the CPU's threads do.</summary>
    private void PrintTotal(int fold, string partials)
    {
        string number = fold.ToString(CultureInfo.InvariantCulture), type = AddsInDouble(fold) ? "double" : Type(fold);
        string identity = AddsInDouble(fold) ? "0.0" : Identity(fold);
        string Next(string a, string b) => AddsInDouble(fold) ? $"{a} + (double){b}" : Combine(fold, a, b);
        writer.Line($"{type} total{number} = {identity};");
        writer.Block("for (long long begin = 0; begin < chunks; begin += part)", () =>
        {
            writer.Line($"{type} sum = {identity};");
            writer.Line("const long long end = chunks - begin < part ? chunks : begin + part;");
            writer.Block("for (long long c = begin; c < end; c++)", () => writer.Line($"sum = {Next("sum", $"{partials}[c]")};"));
            writer.Line($"total{number} = {Next($"total{number}", "sum")};");
        });
        Accumulator accumulator = _folds[fold];
        writer.Line($"{signature.Pointer(accumulator.Target!)}[0] = ({Type(fold)})total{number};");
    }
}
