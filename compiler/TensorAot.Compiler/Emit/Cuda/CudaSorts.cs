using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Order and ranks of rows: gpu-kernels/sort.cuh.</summary>
internal static class CudaSorts
{
    /// <summary>The threads that share a row.</summary>
    private const int RowThreads = 256;

    /// <summary>The first elements of rows in order, and their positions.</summary>
    public static void First(CudaRoutine routine) => routine.Launch(Rows(routine.Sizes[0] * routine.Sizes[2]), signature =>
        $"SortFirst<{Key(routine)}, {Type(routine)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, "
        + $"{Scratch(routine, signature)}, {string.Join(", ", routine.Sizes.Take(4).Select(signature.Size))}, {routine.Flag(signature, 4)})");

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
    private static string Scratch(CudaRoutine routine, CudaSignature signature)
    {
        string Keys(Storage storage) => $"({Key(routine)}*){signature.Pointer(storage)}";
        return $"{Keys(routine.Scratch[0])}, {Keys(routine.Scratch[1])}, {signature.Pointer(routine.Scratch[2])}, {signature.Pointer(routine.Scratch[3])}";
    }
}
