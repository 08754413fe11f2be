using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Writes at places that data give: gpu-kernels/scatter.cuh.</summary>
internal static class CudaScatters
{
    /// <summary>Rows of the target that a thread has.</summary>
    private const int RowsPerThread = 16;

    /// <summary>A scatter with a rule for what meets at one place.</summary>
    public static Action<CudaRoutine> Scatter(string rule) => routine =>
    {
        // Without a first tensor the target starts as zeros.
        Storage? x = routine.Inputs.Count == 3 ? routine.Inputs[0] : null;
        (Storage values, Storage places, Storage target) = (routine.Inputs[routine.Inputs.Count - 2], routine.Inputs[routine.Inputs.Count - 1], routine.Targets[0]!);
        (Dim outer, Dim size, Dim inner) = (routine.Sizes[0], routine.Sizes[2], routine.Sizes[3]);
        string type = CudaSyntax.TypeName(target.DType);
        routine.Launch(outer * Dim.FloorDivide(size + (RowsPerThread - 1), RowsPerThread) * inner, signature =>
        {
            string start = x is null ? $"(const {type}*)0" : signature.Pointer(x);
            return $"ScatterColumns<{rule}, {type}, {CudaSyntax.TypeName(places.DType)}, {signature.IndexType}>({start}, {signature.Pointer(values)}, "
                + $"{signature.Pointer(places)}, {signature.Pointer(target)}, {routine.SizesFrom(signature)})";
        });
    };
}
