using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Convolutions and pooling: gpu-kernels/correlation.cuh and windows.cuh.</summary>
internal static class CudaWindows
{
    /// <summary>The elements of a tile of a convolution, and the threads that share it.</summary>
    private const int TileElements = 4096, TileThreads = 256;

    /// <summary>Blocks that the gradient of filters is cut into, where there are images enough: twice the multiprocessors of the largest devices.</summary>
    private const int WantedBlocks = 256;

    /// <summary>The numbers of an axis: size, windows, kernel, stride, dilation.</summary>
    private const int NumbersPerAxis = 5, Axes = 3;

    /// <summary>The filters times the windows of all images.</summary>
    public static void Forward(CudaRoutine routine) =>
        Correlate("CorrelateForward", routine, rows: routine.Sizes[3], columns: routine.Sizes[0] * Product(routine, 4, 1));

    /// <summary>The adjoint in the images.</summary>
    public static void Images(CudaRoutine routine) =>
        Correlate("CorrelateImages", routine, rows: routine.Sizes[2], columns: routine.Sizes[0] * Product(routine, 4, 0));

    /// <summary>The adjoint in the filters: sums over slices of the images, which are added up by a second kernel.</summary>
    public static void Filters(CudaRoutine routine)
    {
        (Dim images, Dim groups, Dim channels, Dim filters) = (routine.Sizes[0], routine.Sizes[1], routine.Sizes[2], routine.Sizes[3]);
        Dim taps = channels * Product(routine, 5, 2);
        int tileRows = TileRows(filters);
        Dim tiles = groups * Tiles(filters, tileRows) * Tiles(taps, TileElements / tileRows), count = groups * filters * taps;
        // Where the sizes of filters are open, as many slices as small filters need.
        Dim slices = Dim.Min(images, tiles.Constant is { } known ? (WantedBlocks + known - 1) / Math.Max(1, known) : WantedBlocks / 4);
        ScratchParameter sums = routine.Shared(routine.TargetTypes[0], slices * count);
        routine.Launch(Shape(tiles * slices), signature =>
            $"CorrelateFilters<{Types(routine, signature, tileRows)}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, {signature.Scratch(sums)}, "
            + $"{Leading(routine, signature)}, {signature.Size(slices)}, {Windows(routine, signature, 5)})");
        routine.Launch(count, signature =>
            $"FoldSlices<{CudaSyntax.TypeName(routine.TargetTypes[0])}, {signature.IndexType}>({signature.Scratch(sums)}, {signature.Pointer(routine.Targets[0]!)}, {signature.Size(slices)}, {signature.Size(count)})");
    }

    /// <summary>Folds windows.</summary>
    public static Action<CudaRoutine> Pool(string rule) => routine => routine.Launch(routine.Sizes[0] * Product(routine, 1, 1), signature =>
        $"PoolWindows<{rule}, {CudaSyntax.TypeName(routine.TargetTypes[0])}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Targets[0]!)}, "
        + $"{signature.Size(routine.Sizes[0])}, {Windows(routine, signature, 1)})");

    /// <summary>The gradient of the largest elements of windows: shares of them, then their sums for each element.</summary>
    public static void SpreadMax(CudaRoutine routine)
    {
        (Storage gradient, Storage x, Storage y, Storage target) = (routine.Inputs[0], routine.Inputs[1], routine.Inputs[2], routine.Targets[0]!);
        Dim rows = routine.Sizes[0], windows = rows * Product(routine, 1, 1);
        ScratchParameter shares = routine.Shared(target.DType, windows);
        string type = CudaSyntax.TypeName(target.DType);
        string Rest(CudaSignature signature) => $"{signature.Size(rows)}, {Windows(routine, signature, 1)}";
        routine.Launch(windows, signature =>
            $"ShareAmongLargest<{type}, {signature.IndexType}>({signature.Pointer(gradient)}, {signature.Pointer(x)}, {signature.Pointer(y)}, {signature.Scratch(shares)}, {Rest(signature)})");
        routine.Launch(rows * Product(routine, 1, 0), signature =>
            $"GatherLargest<{type}, {signature.IndexType}>({signature.Scratch(shares)}, {signature.Pointer(x)}, {signature.Pointer(y)}, {signature.Pointer(target)}, {Rest(signature)})");
    }

    /// <summary>Adds the values of windows to their elements.</summary>
    /// <param name="isEach">Whether each position in a window has a value of its own.</param>
    public static Action<CudaRoutine> Gather(bool isEach) => routine => routine.Launch(routine.Sizes[0] * Product(routine, 1, 0), signature =>
        $"GatherWindows<{(isEach ? "true" : "false")}, {CudaSyntax.TypeName(routine.TargetTypes[0])}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Targets[0]!)}, "
        + $"{signature.Size(routine.Sizes[0])}, {Windows(routine, signature, 1)})");

    /// <summary>A product of two operands whose tiles of groups are items.</summary>
    private static void Correlate(string function, CudaRoutine routine, Dim rows, Dim columns)
    {
        int tileRows = TileRows(rows);
        routine.Launch(Shape(routine.Sizes[1] * Tiles(rows, tileRows) * Tiles(columns, TileElements / tileRows)), signature =>
            $"{function}<{Types(routine, signature, tileRows)}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, {signature.Pointer(routine.Targets[0]!)}, "
            + $"{Leading(routine, signature)}, {Windows(routine, signature, 4)})");
    }

    private static CudaShape Shape(Dim tiles) => new(tiles, 1, TileThreads);

    /// <summary>The rows of a tile: few where there are few filters or channels.</summary>
    private static int TileRows(Dim rows) => rows.Constant switch
    {
        <= 16 => 16,
        <= 32 => 32,
        _ => 64,
    };

    private static Dim Tiles(Dim size, int tile) => Dim.FloorDivide(size + (tile - 1), tile);

    private static string Types(CudaRoutine routine, CudaSignature signature, int tileRows) =>
        $"{tileRows.ToString(CultureInfo.InvariantCulture)}, {CudaSyntax.TypeName(routine.TargetTypes[0])}, {signature.IndexType}";

    /// <summary>Images, groups, channels and filters.</summary>
    private static string Leading(CudaRoutine routine, CudaSignature signature) => string.Join(", ", routine.Sizes.Take(4).Select(signature.Size));

    /// <summary>The product over the axes of one of their numbers.</summary>
    private static Dim Product(CudaRoutine routine, int first, int number) =>
        Enumerable.Range(0, Axes).Aggregate(Dim.One, (product, axis) => product * routine.Sizes[first + (axis * NumbersPerAxis) + number]);

    /// <summary>The windows, whose axes start at a size.</summary>
    private static string Windows(CudaRoutine routine, CudaSignature signature, int first)
    {
        IEnumerable<string> axes = Enumerable.Range(0, Axes).Select(axis =>
            $"{{ {string.Join(", ", routine.Sizes.Skip(first + (axis * NumbersPerAxis)).Take(NumbersPerAxis).Select(signature.Size))} }}");
        return $"SlidingWindows<{signature.IndexType}>{{ {string.Join(", ", axes)} }}";
    }
}
