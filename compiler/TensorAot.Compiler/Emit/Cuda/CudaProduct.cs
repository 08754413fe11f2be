using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A product of matrices as a kernel: a block of threads for each tile of each product of the batch. The work on a tile is
/// <c>ProductTile</c> of gpu-kernels/product.cuh; strides that are known at build time are constants in the text. Products that are
/// known to have one row or one column are those of gpu-kernels/gemv.cuh where the matrix is dense along one of its axes.
/// </summary>
internal sealed class CudaProduct(ProductStep step, CudaSignature signature, CudaWriter writer)
{
    private const int BlockSize = 256;

    /// <summary>The rows and the columns of a tile.</summary>
    private const int Tile = 64;

    /// <summary>The elements of a vector that a block sums up from rows.</summary>
    private const int VectorTile = 32;

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

    /// <summary>A product of a vector and a matrix of depth by count.</summary>
    private sealed record VectorForm(MatrixOperand X, Dim XStride, MatrixOperand M, Dim DepthStride, Dim CountStride, Dim Count);

    private CudaShape Print() => Vector() is not { } vector ? PrintTiles()
        : vector.DepthStride.IsOne ? PrintDots(vector)
        : vector.CountStride.IsOne ? PrintRowSums(vector)
        : PrintTiles();

    private VectorForm? Vector() => step.Target.DType.ByteSize() < sizeof(int) ? null
        : step.M.IsOne ? new VectorForm(step.Left, step.Left.ColumnStride, step.Right, step.Right.RowStride, step.Right.ColumnStride, step.N)
        : step.N.IsOne ? new VectorForm(step.Right, step.Right.RowStride, step.Left, step.Left.ColumnStride, step.Left.RowStride, step.M)
        : null;

    /// <summary>The lanes of a dot product, as on the CPU: 128 bytes of them.</summary>
    private CudaShape PrintDots(VectorForm vector)
    {
        int lanes = 128 / step.Target.DType.ByteSize(), elements = BlockSize / lanes;
        Dim all = step.Batch.Aggregate(vector.Count, (a, b) => a * b);
        string index = signature.IndexType, count = signature.Size(vector.Count);
        writer.Block(() =>
        {
            writer.Line($"if (({index})blockIdx.x * {elements} >= {signature.Size(all)}) return;");
            writer.Line($"const {index} item = ({index})blockIdx.x * {elements} + threadIdx.x / {lanes};");
            writer.Line($"const bool isInside = item < {signature.Size(all)};");
            writer.Line($"const {index} element = isInside ? item % {count} : 0;");
            if (step.Batch.Count > 0)
                writer.Line($"const {index} batch = isInside ? item / {count} : 0;");
            IReadOnlyList<string> counters = CudaCounters.Print(writer, signature, "batch", step.Batch);
            writer.Line($"DotColumn<{CudaSyntax.TypeName(step.Target.DType)}, {index}, {lanes}>({Pointer(vector.X, counters)}, {signature.Size(vector.XStride)}, "
                + $"{Pointer(vector.M, counters)} + element * {signature.Size(vector.CountStride)}, {signature.Pointer(step.Target)} + item, "
                + $"{signature.Size(step.K)}, isInside, {Scaling()});");
        });
        return new CudaShape(all, elements, BlockSize);
    }

    private CudaShape PrintRowSums(VectorForm vector)
    {
        Dim tilesOfRow = Dim.FloorDivide(vector.Count + (VectorTile - 1), VectorTile);
        Dim tiles = step.Batch.Aggregate(tilesOfRow, (a, b) => a * b);
        string index = signature.IndexType;
        writer.Block(() =>
        {
            writer.Line($"const {index} tile = ({index})blockIdx.x;");
            writer.Line($"if (tile >= {signature.Size(tiles)}) return;");
            writer.Line($"const {index} first = tile % {signature.Size(tilesOfRow)} * {VectorTile};");
            if (step.Batch.Count > 0)
                writer.Line($"const {index} batch = tile / {signature.Size(tilesOfRow)};");
            IReadOnlyList<string> counters = CudaCounters.Print(writer, signature, "batch", step.Batch);
            string target = signature.Pointer(step.Target) + (step.Batch.Count == 0 ? "" : $" + batch * {signature.Size(vector.Count)}");
            writer.Line($"SumRows<{CudaSyntax.TypeName(step.Target.DType)}, {index}>({Pointer(vector.X, counters)}, {signature.Size(vector.XStride)}, "
                + $"{Pointer(vector.M, counters)}, {signature.Size(vector.DepthStride)}, {target}, first, {signature.Size(vector.Count)}, {signature.Size(step.K)}, {Scaling()});");
        });
        return new CudaShape(tiles, 1, BlockSize);
    }

    private CudaShape PrintTiles()
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
        return new CudaShape(tiles, 1, BlockSize);
    }

    private static Dim Tiles(Dim size) => Dim.FloorDivide(size + (Tile - 1), Tile);

    /// <summary>The first element of the batch's matrix, and the strides of rows and of columns.</summary>
    private string Operand(MatrixOperand operand, IReadOnlyList<string> counters) =>
        $"{Pointer(operand, counters)}, {signature.Size(operand.RowStride)}, {signature.Size(operand.ColumnStride)}";

    private string Pointer(MatrixOperand operand, IReadOnlyList<string> counters)
    {
        string place = signature.Index(new AffineIndex(operand.Offset, operand.BatchStrides), counters);
        return signature.Pointer(operand.Storage) + (place == "0" ? "" : " + " + place);
    }

    /// <summary>Both factors, and whether they count; the second does not count where it is zero, so that what is there need not be a number.</summary>
    private string Scaling() => step.Scaling is { } scaling
        ? $"{Factor(scaling.Alpha)}, {Factor(scaling.Beta)}, true"
        : $"{Number(1)}, {Number(0)}, false";

    private string Factor(ProductFactor factor) =>
        factor.Constant is { } constant ? CudaSyntax.Constant(constant) : signature.Pointer(factor.Storage!) + "[0]";

    private string Number(int value) => $"({CudaSyntax.TypeName(step.Target.DType)}){value.ToString(CultureInfo.InvariantCulture)}";
}
