using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Order and ranks of rows: gpu-kernels/sort.cuh.</summary>
internal static class CudaSorts
{
    /// <summary>The threads that share a row.</summary>
    private const int RowThreads = 256;

    /// <summary>The least elements of a tile, and the most tiles, of a long row: as many blocks as a large GPU runs at once.</summary>
    private const int TileLength = 2048, MostTiles = 1024;

    /// <summary>
    /// The first elements of rows in order, and their positions. Rows are shared out among blocks where they are longer than
    /// four tiles, and where they are so few that the blocks of whole rows would leave most of a GPU idle.
    /// </summary>
    public static void First(CudaRoutine routine)
    {
        Dim rows = routine.Sizes[0] * routine.Sizes[2];
        routine.Choose(routine.Sizes[1] - (64 * rows) - ((4 * TileLength) - 64), () => FirstOfLong(routine, rows), () => FirstOfEach(routine, rows));
    }

    private static void FirstOfEach(CudaRoutine routine, Dim rows) => routine.Launch(Rows(rows), signature =>
        $"SortFirst<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, "
        + $"{Scratch(routine, signature)}, {string.Join(", ", routine.Sizes.Take(4).Select(signature.Size))}, {routine.Flag(signature, 4)})");

    private static void FirstOfLong(CudaRoutine routine, Dim rows)
    {
        (Dim length, Dim taken) = (routine.Sizes[1], routine.Sizes[3]);
        Dim tiles = Dim.Min(Dim.FloorDivide(length, TileLength), MostTiles);
        int passes = routine.Inputs[0].DType.ByteSize();
        ScratchParameter counts = routine.Shared(DType.Int32, rows * tiles * 256), moved = routine.Shared(DType.Int32, rows * (passes + 1));
        string Shape(CudaSignature signature) => string.Join(", ", routine.Sizes.Take(3).Select(signature.Size));
        routine.Launch(rows * length, signature =>
            $"MakeKeys<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {Keys(routine, signature, 0)}, {Order(routine, signature, 0)}, "
            + $"{signature.Scratch(moved)}, {Shape(signature)}, {routine.Flag(signature, 4)})");
        for (int pass = 0; pass < passes; pass++)
        {
            string number = pass.ToString(CultureInfo.InvariantCulture);
            string Cut(CudaSignature signature) => $"{signature.Size(rows)}, {signature.Size(length)}, {signature.Size(tiles)}, {number}";
            routine.Launch(Rows(rows * tiles), signature =>
                $"CountBytes<{Key(routine)}, {signature.IndexType}>({Keys(routine, signature, 0)}, {Keys(routine, signature, 1)}, {signature.Scratch(moved)}, {signature.Scratch(counts)}, {Cut(signature)})");
            routine.Launch(Rows(rows), signature => $"PlaceBytes<{signature.IndexType}>({signature.Scratch(counts)}, {signature.Scratch(moved)}, {Cut(signature)})");
            routine.Launch(Rows(rows * tiles), signature =>
                $"MoveTile<{Key(routine)}, {signature.IndexType}>({Scratch(routine, signature)}, {signature.Scratch(moved)}, {signature.Scratch(counts)}, {Cut(signature)})");
        }
        routine.Launch(rows * taken, signature =>
            $"TakeFirst<{Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, "
            + $"{Order(routine, signature, 0)}, {Order(routine, signature, 1)}, {signature.Scratch(moved)} + {signature.Size(rows * passes)}, {Shape(signature)}, {signature.Size(taken)})");
    }

    /// <summary>The distinct elements of rows.</summary>
    public static void Unique(CudaRoutine routine) => routine.Launch(Rows(routine.Sizes[0]), signature =>
        $"UniqueElements<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, "
        + $"{string.Join(", ", Enumerable.Range(0, 4).Select(place => routine.Target(signature, place)))}, {Scratch(routine, signature)}, {routine.SizesFrom(signature)})");

    /// <summary>Places in sorted rows.</summary>
    public static void Search(CudaRoutine routine) => routine.Launch(routine.Sizes[0] * routine.Sizes[2], signature =>
        $"SearchRows<{Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, {signature.Pointer(routine.Targets[0]!)}, "
        + $"{string.Join(", ", routine.Sizes.Take(3).Select(signature.Size))}, {routine.Flag(signature, 3)})");

    /// <summary>Elements by their rank.</summary>
    public static void Select(CudaRoutine routine) => routine.Launch(Rows(routine.Sizes[0]), signature =>
        $"SelectRank<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, "
        + $"{routine.Target(signature, 0)}, {routine.Target(signature, 1)}, {routine.SizesFrom(signature)})");

    private static CudaShape Rows(Dim rows) => new(rows, 1, RowThreads);

    private static string Type(CudaRoutine routine) => CudaSyntax.TypeName(routine.Inputs[0].DType);

    /// <summary>The unsigned type of as many bits as the elements have, or 32.</summary>
    private static string Key(CudaRoutine routine) => routine.Inputs[0].DType.ByteSize() == 8 ? "unsigned long long" : "unsigned int";

    /// <summary>Keys and positions, each twice.</summary>
    private static string Scratch(CudaRoutine routine, CudaSignature signature) =>
        $"{Keys(routine, signature, 0)}, {Keys(routine, signature, 1)}, {Order(routine, signature, 0)}, {Order(routine, signature, 1)}";

    private static string Keys(CudaRoutine routine, CudaSignature signature, int buffer) => $"({Key(routine)}*){signature.Pointer(routine.Scratch[buffer])}";

    private static string Order(CudaRoutine routine, CudaSignature signature, int buffer) => signature.Pointer(routine.Scratch[2 + buffer]);
}
