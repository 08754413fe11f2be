using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A product of matrices as a kernel: a block of threads for each tile of each product of the batch. The work on a tile is
/// <c>ProductTile</c> of gpu-kernels/product.cuh; strides that are known at build time are constants in the text.
/// </summary>
internal sealed class CudaProduct(ProductStep step, CudaSignature signature, CudaWriter writer)
{
    private const int BlockSize = 256;

    /// <summary>The rows and the columns of a tile.</summary>
    private const int Tile = 64;

    /// <summary>Prints the kernel.</summary>
    /// <param name="step">The product.</param>
    /// <param name="number">The number of the CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernel does nothing once a check has failed.</param>
    public static CudaKernel Emit(ProductStep step, int number, IndexWidth width, bool isGuarded)
    {
        var signature = new CudaSignature(width, isGuarded);
        var body = new CudaWriter();
        CudaShape shape = new CudaProduct(step, signature, body).Print();
        return CudaEmitter.Finish(signature, body, shape, [step.Target], number);
    }

    /// <summary>Whether elements of the type multiply and add up on the device as on the CPU.</summary>
    public static bool CanPrint(ProductStep step) => step.Target.DType != DType.Bool;

    private CudaShape Print()
    {
        Dim rowTiles = Tiles(step.M), columnTiles = Tiles(step.N);
        Dim tiles = step.Batch.Aggregate(rowTiles * columnTiles, (a, b) => a * b);
        string index = signature.IndexType;
        writer.Block(() =>
        {
            writer.Line($"const {index} tile = ({index})blockIdx.x;");
            writer.Line($"if (tile >= {signature.Size(tiles)}) return;");
            writer.Line($"const {index} column = tile % {signature.Size(columnTiles)} * {Tile};");
            writer.Line($"const {index} rest = tile / {signature.Size(columnTiles)};");
            writer.Line($"const {index} row = rest % {signature.Size(rowTiles)} * {Tile};");
            if (step.Batch.Count > 0)
                writer.Line($"const {index} batch = rest / {signature.Size(rowTiles)};");
            IReadOnlyList<string> counters = CudaCounters.Print(writer, signature, "batch", step.Batch);
            string target = signature.Pointer(step.Target) + (step.Batch.Count == 0 ? "" : $" + batch * {signature.Size(step.M * step.N)}");
            writer.Line($"ProductTile<{CudaSyntax.TypeName(step.Target.DType)}, {index}>({Operand(step.Left, counters)}, {Operand(step.Right, counters)}, "
                + $"{target}, {signature.Size(step.M)}, {signature.Size(step.N)}, {signature.Size(step.K)}, row, column, {Scaling()});");
        });
        return new CudaShape(tiles, 1, BlockSize) { NeedsRegisters = true };
    }

    private static Dim Tiles(Dim size) => Dim.FloorDivide(size + (Tile - 1), Tile);

    /// <summary>The first element of the batch's matrix, and the strides of rows and of columns.</summary>
    private string Operand(MatrixOperand operand, IReadOnlyList<string> counters)
    {
        string place = signature.Index(new AffineIndex(operand.Offset, operand.BatchStrides), counters);
        string pointer = signature.Pointer(operand.Storage) + (place == "0" ? "" : " + " + place);
        return $"{pointer}, {signature.Size(operand.RowStride)}, {signature.Size(operand.ColumnStride)}";
    }

    /// <summary>Both factors, and whether they count; the second does not count where it is zero, so that what is there need not be a number.</summary>
    private string Scaling() => step.Scaling is { } scaling
        ? $"{Factor(scaling.Alpha)}, {Factor(scaling.Beta)}, true"
        : $"{Number(1)}, {Number(0)}, false";

    private string Factor(ProductFactor factor) =>
        factor.Constant is { } constant ? CudaSyntax.Constant(constant) : signature.Pointer(factor.Storage!) + "[0]";

    private string Number(int value) => $"({CudaSyntax.TypeName(step.Target.DType)}){value.ToString(CultureInfo.InvariantCulture)}";
}
