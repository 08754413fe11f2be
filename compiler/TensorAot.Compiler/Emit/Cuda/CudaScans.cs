using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Scans along an axis: gpu-kernels/cumulative.cuh.</summary>
internal static class CudaScans
{
    /// <summary>A scan by a rule.</summary>
    /// <param name="rule">The structure that folds.</param>
    /// <param name="isWide">Whether float is folded in double.</param>
    public static Action<CudaRoutine> Scan(string rule, bool isWide) => routine =>
    {
        DType dtype = routine.TargetTypes[0];
        string type = CudaSyntax.TypeName(dtype), state = isWide && dtype == DType.Float32 ? "double" : type;
        routine.Launch(Lines(routine), signature =>
            $"Cumulate<{rule}<{type}, {state}>, {type}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Targets[0]!)}, "
            + $"{Sizes(routine, signature)}, {routine.Flag(signature, 3)})");
    };

    /// <summary>A function of two tensors along lines.</summary>
    /// <param name="function">The device function.</param>
    /// <param name="hasDirection">Whether it is told in which direction it goes.</param>
    public static Action<CudaRoutine> Lines(string function, bool hasDirection) => routine => routine.Launch(Lines(routine), signature =>
        $"{function}<{CudaSyntax.TypeName(routine.TargetTypes[0])}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, "
        + $"{signature.Pointer(routine.Targets[0]!)}, {Sizes(routine, signature)}{(hasDirection ? ", " + routine.Flag(signature, 3) : "")})");

    private static Dim Lines(CudaRoutine routine) => routine.Sizes[0] * routine.Sizes[2];

    /// <summary>Outer, the axis, inner.</summary>
    private static string Sizes(CudaRoutine routine, CudaSignature signature) => string.Join(", ", routine.Sizes.Take(3).Select(signature.Size));
}
