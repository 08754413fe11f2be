using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Order and ranks of rows: gpu-kernels/sort.cuh.</summary>
internal static class CudaSorts
{
    /// <summary>The threads that share a row, or a tile of one.</summary>
    private const int RowThreads = 256;

    /// <summary>The least elements of a tile, and the most tiles, of a long row: as many blocks as a large GPU runs at once.</summary>
    private const int TileLength = 2048, MostTiles = 1024;

    /// <summary>The first elements of rows in order, and their positions.</summary>
    public static void First(CudaRoutine routine)
    {
        (Dim rows, Dim length, Dim taken) = (routine.Sizes[0] * routine.Sizes[2], routine.Sizes[1], routine.Sizes[3]);
        routine.Choose(FewLong(rows, length), OfLong, OfEach);

        void OfEach() => routine.Launch(Rows(rows), signature =>
            $"SortFirst<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({Input(routine, signature)}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, "
            + $"{Scratch(routine, signature)}, {string.Join(", ", routine.Sizes.Take(4).Select(signature.Size))}, {routine.Flag(signature, 4)})");

        void OfLong()
        {
            var sort = new CudaLongSort(routine, Key(routine), rows, length, routine.Sizes[2]);
            sort.Print(signature => routine.Flag(signature, 4));
            routine.Launch(rows * taken, signature =>
                $"TakeFirst<{Type(routine)}, {signature.IndexType}>({Input(routine, signature)}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, "
                + $"{sort.Orders(signature)}, {sort.Moved(signature)}, {string.Join(", ", routine.Sizes.Take(4).Select(signature.Size))})");
        }
    }

    /// <summary>The distinct elements of rows.</summary>
    public static void Unique(CudaRoutine routine)
    {
        (Dim rows, Dim length) = (routine.Sizes[0], routine.Sizes[1]);
        routine.Choose(FewLong(rows, length), OfLong, OfEach);

        void OfEach() => routine.Launch(Rows(rows), signature =>
            $"UniqueElements<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({Input(routine, signature)}, "
            + $"{string.Join(", ", Enumerable.Range(0, 4).Select(place => routine.Target(signature, place)))}, {Scratch(routine, signature)}, {routine.SizesFrom(signature)})");

        void OfLong()
        {
            var sort = new CudaLongSort(routine, Key(routine), rows, length, Dim.One);
            sort.Print(_ => "false");
            Dim tiles = Tiles(length);
            ScratchParameter firsts = routine.Shared(DType.Int32, rows * tiles);
            string Sorted(CudaSignature signature) => $"{Scratch(routine, signature)}, {sort.Moved(signature)}, {signature.Scratch(firsts)}";
            string Targets(CudaSignature signature, params int[] places) => string.Join(", ", places.Select(place => routine.Target(signature, place)));
            string Types(CudaSignature signature) => $"<{Key(routine)}, {Type(routine)}, {signature.IndexType}>";
            routine.Launch(Rows(rows * tiles), signature =>
                $"CountDistinct<{Key(routine)}, {signature.IndexType}>({Sorted(signature)}, {signature.Size(rows)}, {signature.Size(length)}, {signature.Size(tiles)})");
            routine.Launch(Rows(rows), signature =>
                $"PlaceDistinct{Types(signature)}({Input(routine, signature)}, {Targets(signature, 0, 1, 3)}, {Sorted(signature)}, {routine.SizesFrom(signature)}, {signature.Size(tiles)})");
            routine.Launch(Rows(rows * tiles), signature =>
                $"TakeDistinct{Types(signature)}({Input(routine, signature)}, {Targets(signature, 0, 1, 2, 3)}, {Sorted(signature)}, {routine.SizesFrom(signature)}, {signature.Size(tiles)})");
        }
    }

    /// <summary>Places in sorted rows.</summary>
    public static void Search(CudaRoutine routine) => routine.Launch(routine.Sizes[0] * routine.Sizes[2], signature =>
        $"SearchRows<{Type(routine)}, {signature.IndexType}>({Input(routine, signature)}, {signature.Pointer(routine.Inputs[1])}, {signature.Pointer(routine.Targets[0]!)}, "
        + $"{string.Join(", ", routine.Sizes.Take(3).Select(signature.Size))}, {routine.Flag(signature, 3)})");

    /// <summary>Elements by their rank.</summary>
    public static void Select(CudaRoutine routine)
    {
        (Dim rows, Dim length) = (routine.Sizes[0], routine.Sizes[1]);
        routine.Choose(FewLong(rows, length), OfLong, OfEach);

        string Both(CudaSignature signature) => $"{routine.Target(signature, 0)}, {routine.Target(signature, 1)}";

        void OfEach() => routine.Launch(Rows(rows), signature =>
            $"SelectRank<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({Input(routine, signature)}, {signature.Pointer(routine.Inputs[1])}, {Both(signature)}, {routine.SizesFrom(signature)})");

        void OfLong()
        {
            Dim tiles = Tiles(length);
            // A key and a rank take 16 bytes; there are two for each row.
            ScratchParameter counts = routine.Shared(DType.Int32, rows * tiles * 513), found = routine.Shared(DType.Int64, rows * 4), hasNaN = routine.Shared(DType.Int32, rows);
            string Found(CudaSignature signature) => $"(RankSearch<{Key(routine)}, {signature.IndexType}>*){signature.Scratch(found)}";
            for (int pass = 0; pass < routine.Inputs[0].DType.ByteSize(); pass++)
            {
                string number = pass.ToString(CultureInfo.InvariantCulture);
                string Cut(CudaSignature signature) => $"{signature.Size(rows)}, {signature.Size(length)}, {signature.Size(tiles)}, {number}";
                routine.Launch(Rows(rows * tiles), signature =>
                    $"CountRanks<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({Input(routine, signature)}, {Found(signature)}, {signature.Scratch(counts)}, {Cut(signature)})");
                routine.Launch(Rows(rows), signature =>
                    $"NarrowRanks<{Key(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[1])}, {signature.Scratch(counts)}, {Found(signature)}, {signature.Scratch(hasNaN)}, {Cut(signature)})");
            }
            routine.Launch(rows, signature =>
                $"TakeRanks<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({Found(signature)}, {signature.Scratch(hasNaN)}, {Both(signature)}, {signature.Size(rows)})");
        }
    }

    /// <summary>The tiles of a long row.</summary>
    public static Dim Tiles(Dim length) => Dim.Min(Dim.FloorDivide(length, TileLength), MostTiles);

    /// <summary>
    /// Not negative where rows are shared out among blocks: they are longer than four tiles, and so few that the blocks of whole rows would
    /// leave most of a GPU idle.
    /// </summary>
    private static Dim FewLong(Dim rows, Dim length) => length - (64 * rows) - ((4 * TileLength) - 64);

    /// <summary>A block for each row, or for each tile.</summary>
    public static CudaShape Rows(Dim rows) => new(rows, 1, RowThreads);

    private static string Type(CudaRoutine routine) => CudaSyntax.TypeName(routine.Inputs[0].DType);

    /// <summary>The unsigned type of as many bits as the elements have, or 32.</summary>
    private static string Key(CudaRoutine routine) => routine.Inputs[0].DType.ByteSize() == 8 ? "unsigned long long" : "unsigned int";

    /// <summary>Keys and positions, each twice.</summary>
    public static string Scratch(CudaRoutine routine, CudaSignature signature)
    {
        string Keys(Storage storage) => $"({Key(routine)}*){signature.Pointer(storage)}";
        return $"{Keys(routine.Scratch[0])}, {Keys(routine.Scratch[1])}, {signature.Pointer(routine.Scratch[2])}, {signature.Pointer(routine.Scratch[3])}";
    }

    private static string Input(CudaRoutine routine, CudaSignature signature) => signature.Pointer(routine.Inputs[0]);
}
