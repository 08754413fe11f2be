using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A sweep that reads tensors across the order in which it writes: transposes and other permutations of axes, with what is computed on
/// the way. Threads that are neighbours along the inner axis would read addresses far apart; so a block reads a tile of each such tensor
/// in the order of its memory into shared memory, and computes and stores from there in the order of the result (Ruetsch and Micikevicius,
/// Optimizing Matrix Transpose in CUDA, 2009). A row of a tile is longer by a bank, so that neither order has bank conflicts.
/// </summary>
internal sealed class CudaTiledMap(Kernel kernel, Sweep sweep, CudaTile tile, CudaSignature signature, CudaWriter writer)
{
    private const int BlockSize = 256;

    /// <summary>Vector instructions for an element, from which on copies of them would only fill registers.</summary>
    private const int CostLimit = 64;

    private string IndexType => signature.IndexType;

    public CudaShape Print()
    {
        IReadOnlyList<Dim> axes = [.. kernel.Rows, sweep.Inner];
        Dim across = Dim.FloorDivide(axes[tile.Axis] + (tile.Across - 1), tile.Across), along = Dim.FloorDivide(sweep.Inner + (tile.Along - 1), tile.Along);
        // Neighbouring blocks write neighbouring tiles.
        IReadOnlyList<Dim> tiles = [.. kernel.Rows.Select((extent, axis) => axis == tile.Axis ? across : extent), along];
        Dim count = tiles.Aggregate(Dim.One, (a, b) => a * b);
        writer.Block(() =>
        {
            foreach ((LoadTerm load, string name) in tile.Loads)
                writer.Line($"__shared__ {CudaSyntax.TypeName(load.DType)} {name}[{Number(tile.Across)}][{Number(tile.Pitch(load.DType))}];");
            writer.Line($"const {IndexType} tile = ({IndexType})blockIdx.x;");
            writer.Block($"if (tile < {signature.Size(count)})", () =>
            {
                IReadOnlyList<string> counters = CudaCounters.Print(writer, signature, "tile", tiles);
                PrintLoads(counters);
                writer.Line("__syncthreads();");
                PrintElements(counters);
            });
        });
        return new CudaShape(count, 1, BlockSize);
    }

    /// <summary>The tiles in the order of the tensors that are read: neighbouring threads are neighbours across.</summary>
    private void PrintLoads(IReadOnlyList<string> tiles)
    {
        writer.Line("#pragma unroll");
        PrintRounds($"place % {Number(tile.Across)}", $"place / {Number(tile.Across)}", tiles, counters =>
        {
            foreach ((LoadTerm load, string name) in tile.Loads)
                writer.Line($"{name}[across][along] = {signature.Pointer(load.Storage)}[{signature.Index(load.At, counters)}];");
        });
    }

    /// <summary>The elements in the order in which they are stored: neighbouring threads are neighbours along the inner axis.</summary>
    private void PrintElements(IReadOnlyList<string> tiles)
    {
        writer.Line(sweep.Cost <= CostLimit ? "#pragma unroll" : "#pragma unroll 1");
        PrintRounds($"place / {Number(tile.Along)}", $"place % {Number(tile.Along)}", tiles, counters =>
        {
            var values = new CudaValuePrinter(signature, writer, counters) { Loaded = tile.Loads.ToDictionary(l => l.Load, l => l.Name + "[across][along]") };
            values.Print(sweep.Results);
            foreach (StoreStatement store in sweep.Stores)
                writer.Line($"{signature.Pointer(store.Storage)}[{signature.Index(store.At, counters)}] = {values[store.Value]};");
        });
    }

    /// <summary>Places of a tile, each with the counters of its element, as far as there is one.</summary>
    private void PrintRounds(string across, string along, IReadOnlyList<string> tiles, Action<IReadOnlyList<string>> body)
    {
        int places = tile.Across * tile.Along;
        writer.Block($"for (int n = 0; n < {Number((places + BlockSize - 1) / BlockSize)}; n++)", () =>
        {
            writer.Line($"const int place = n * {Number(BlockSize)} + threadIdx.x;");
            writer.Line($"const int across = {across}, along = {along};");
            writer.Line($"const {IndexType} row = {tiles[tile.Axis]} * {Number(tile.Across)} + across, item = {tiles[tiles.Count - 1]} * {Number(tile.Along)} + along;");
            string isInside = $"row < {signature.Size(kernel.Rows[tile.Axis])} && item < {signature.Size(sweep.Inner)}";
            writer.Block($"if ({(places % BlockSize == 0 ? "" : $"place < {Number(places)} && ")}{isInside})", () =>
                body([.. tiles.Take(tiles.Count - 1).Select((counter, axis) => axis == tile.Axis ? "row" : counter), "item"]));
        });
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
