using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Scans along an axis: gpu-kernels/cumulative.cuh.</summary>
internal static class CudaScans
{
    /// <summary>The least elements of a chunk, and the most chunks, of a long line.</summary>
    private const int ChunkLength = 256, MostChunks = 1 << 15;

    /// <summary>The threads that fold the chunks of a line.</summary>
    private const int LineThreads = 256;

    /// <summary>
    /// A scan by a rule. Lines are shared out among threads where they are longer than four chunks, and where they are so few that one
    /// thread each would leave most of a GPU idle.
    /// </summary>
    /// <param name="rule">The structure that folds.</param>
    /// <param name="isWide">Whether float is folded in double.</param>
    /// <param name="isShared">Whether chunks of a line of a type may be folded by themselves; null: always.</param>
    public static Action<CudaRoutine> Scan(string rule, bool isWide, Func<DType, bool>? isShared = null) => routine =>
    {
        DType dtype = routine.TargetTypes[0];
        string type = CudaSyntax.TypeName(dtype), state = isWide && dtype == DType.Float32 ? "double" : type;
        var scan = new RuledScan($"{rule}<{type}, {state}>", type);
        if (isShared?.Invoke(dtype) == false)
            scan.PrintLines(routine);
        else
            routine.Choose(routine.Sizes[1] - Lines(routine) - (4 * ChunkLength), () => scan.PrintChunks(routine), () => scan.PrintLines(routine));
    };

    /// <summary>Products of floats are not shared out: a part of a line may overflow where the line does not.</summary>
    public static bool IsExact(DType dtype) => !dtype.IsFloating();

    /// <summary>A function of two tensors along lines.</summary>
    /// <param name="function">The device function.</param>
    /// <param name="hasDirection">Whether it is told in which direction it goes.</param>
    public static Action<CudaRoutine> Lines(string function, bool hasDirection) => routine => routine.Launch(Lines(routine), signature =>
        $"{function}<{CudaSyntax.TypeName(routine.TargetTypes[0])}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, "
        + $"{signature.Pointer(routine.Targets[0]!)}, {Sizes(routine, signature)}{(hasDirection ? ", " + routine.Flag(signature, 3) : "")})");

    private static Dim Lines(CudaRoutine routine) => routine.Sizes[0] * routine.Sizes[2];

    /// <summary>Outer, the axis, inner.</summary>
    private static string Sizes(CudaRoutine routine, CudaSignature signature) => string.Join(", ", routine.Sizes.Take(3).Select(signature.Size));

    /// <summary>A scan in both forms.</summary>
    /// <param name="Rule">The structure that folds, with its types.</param>
    /// <param name="Type">The type of the elements.</param>
    private sealed record RuledScan(string Rule, string Type)
    {
        /// <summary>A thread for each line.</summary>
        public void PrintLines(CudaRoutine routine) => routine.Launch(Lines(routine), signature =>
            $"Cumulate<{Rule}, {Type}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Targets[0]!)}, {Sizes(routine, signature)}, {routine.Flag(signature, 3)})");

        /// <summary>A thread for each chunk: folded, then what stands before each of them, then scanned.</summary>
        public void PrintChunks(CudaRoutine routine)
        {
            Dim lines = Lines(routine), chunks = Dim.Min(Dim.FloorDivide(routine.Sizes[1], ChunkLength), MostChunks);
            // No state is larger than two doubles.
            ScratchParameter states = routine.Shared(DType.Float64, lines * chunks * 2);
            string Chunks(CudaSignature signature) => $"{Sizes(routine, signature)}, {signature.Size(chunks)}";
            string States(CudaSignature signature) => $"({Rule}::State*){signature.Scratch(states)}";
            string Pass(CudaSignature signature, bool stores) =>
                $"ScanChunks<{Rule}, {Type}, {signature.IndexType}, {(stores ? "true" : "false")}>({signature.Pointer(routine.Inputs[0])}, "
                + $"{(stores ? signature.Pointer(routine.Targets[0]!) : $"({Type}*)0")}, {States(signature)}, {Chunks(signature)}, {routine.Flag(signature, 3)})";
            routine.Launch(lines * chunks, signature => Pass(signature, stores: false));
            routine.Launch(new CudaShape(lines, 1, LineThreads), signature => $"FoldChunks<{Rule}, {signature.IndexType}>({States(signature)}, {Chunks(signature)})");
            routine.Launch(lines * chunks, signature => Pass(signature, stores: true));
        }
    }
}
