using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Routines of the runtime that have a form for devices: calls of the pieces of gpu-kernels.</summary>
internal static class CudaRoutines
{
    private const int BlockSize = 128;

    /// <summary>Rows of the target that a thread has: see scatter.cuh.</summary>
    private const int ScatterRows = 16;

    /// <summary>The rule of scatter.cuh for each routine.</summary>
    private static readonly Dictionary<string, string> s_scatterRules = new(StringComparer.Ordinal)
    {
        ["Scatter.Add"] = "ScatterAdd",
        ["Scatter.IncAt"] = "ScatterAdd",
        ["Scatter.SetAt"] = "ScatterSet",
        ["Scatter.MaxAt"] = "ScatterMax",
        ["Scatter.MinAt"] = "ScatterMin",
    };

    /// <summary>Whether a routine has a form. Truth values are set, but neither added nor compared.</summary>
    public static bool CanPrint(RoutineStep step) =>
        s_scatterRules.TryGetValue(step.Routine.Method, out string? rule) && (rule == "ScatterSet" || step.TargetTypes[0] != DType.Bool);

    /// <summary>Prints the kernel.</summary>
    public static CudaKernel Emit(RoutineStep step, int number, IndexWidth width, bool isGuarded)
    {
        var signature = new CudaSignature(width, isGuarded);
        var body = new CudaWriter();
        CudaShape shape = Scatter(step, signature, body);
        return CudaEmitter.Finish(signature, body, shape, [.. step.Targets.OfType<Storage>()], number);
    }

    private static CudaShape Scatter(RoutineStep step, CudaSignature signature, CudaWriter body)
    {
        // Without a first tensor the target starts as zeros.
        Storage? x = step.Inputs.Count == 3 ? step.Inputs[0] : null;
        (Storage values, Storage places, Storage target) = (step.Inputs[step.Inputs.Count - 2], step.Inputs[step.Inputs.Count - 1], step.Targets[0]!);
        (Dim outer, Dim size, Dim inner) = (step.Sizes[0], step.Sizes[2], step.Sizes[3]);
        string type = CudaSyntax.TypeName(target.DType);
        string start = x is null ? $"(const {type}*)0" : signature.Pointer(x);
        body.Block(() => body.Line(
            $"ScatterColumns<{s_scatterRules[step.Routine.Method]}, {type}, {CudaSyntax.TypeName(places.DType)}, {signature.IndexType}>({start}, {signature.Pointer(values)}, "
            + $"{signature.Pointer(places)}, {signature.Pointer(target)}, {string.Join(", ", step.Sizes.Select(signature.Size))});"));
        return new CudaShape(outer * Dim.FloorDivide(size + (ScatterRows - 1), ScatterRows) * inner, BlockSize, BlockSize);
    }
}
