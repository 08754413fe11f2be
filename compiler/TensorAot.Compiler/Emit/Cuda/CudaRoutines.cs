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

    /// <summary>Blocks of the cipher that elements share, and the bytes of what they give: see philox.cuh.</summary>
    private const int DrawBlocks = 16, DrawBytes = 256;

    /// <summary>What prints each routine.</summary>
    private static readonly Dictionary<string, Func<RoutineStep, CudaSignature, CudaWriter, CudaShape>> s_printers = new(StringComparer.Ordinal)
    {
        ["Scatter.Add"] = Scatter("ScatterAdd"),
        ["Scatter.IncAt"] = Scatter("ScatterAdd"),
        ["Scatter.SetAt"] = Scatter("ScatterSet"),
        ["Scatter.MaxAt"] = Scatter("ScatterMax"),
        ["Scatter.MinAt"] = Scatter("ScatterMin"),
        ["RandomDraws.Unit"] = Units,
        ["RandomDraws.Step"] = Steps,
    };

    /// <summary>Whether a routine has a form. Truth values are set, but neither added nor compared.</summary>
    public static bool CanPrint(RoutineStep step) =>
        s_printers.ContainsKey(step.Routine.Method) && (step.TargetTypes[0] != DType.Bool || step.Routine.Method == "Scatter.SetAt");

    /// <summary>Prints the kernel.</summary>
    public static CudaKernel Emit(RoutineStep step, int number, IndexWidth width, bool isGuarded)
    {
        var signature = new CudaSignature(width, isGuarded);
        var body = new CudaWriter();
        CudaShape shape = s_printers[step.Routine.Method](step, signature, body);
        return CudaEmitter.Finish(signature, body, shape, [.. step.Targets.OfType<Storage>()], number);
    }

    private static Func<RoutineStep, CudaSignature, CudaWriter, CudaShape> Scatter(string rule) => (step, signature, body) =>
    {
        // Without a first tensor the target starts as zeros.
        Storage? x = step.Inputs.Count == 3 ? step.Inputs[0] : null;
        (Storage values, Storage places, Storage target) = (step.Inputs[step.Inputs.Count - 2], step.Inputs[step.Inputs.Count - 1], step.Targets[0]!);
        (Dim outer, Dim size, Dim inner) = (step.Sizes[0], step.Sizes[2], step.Sizes[3]);
        string type = CudaSyntax.TypeName(target.DType);
        string start = x is null ? $"(const {type}*)0" : signature.Pointer(x);
        body.Block(() => body.Line(
            $"ScatterColumns<{rule}, {type}, {CudaSyntax.TypeName(places.DType)}, {signature.IndexType}>({start}, {signature.Pointer(values)}, "
            + $"{signature.Pointer(places)}, {signature.Pointer(target)}, {Sizes(step, signature)});"));
        return new CudaShape(outer * Dim.FloorDivide(size + (ScatterRows - 1), ScatterRows) * inner, BlockSize, BlockSize);
    };

    private static CudaShape Units(RoutineStep step, CudaSignature signature, CudaWriter body)
    {
        (Dim rows, Dim count, Dim first) = (step.Sizes[0], step.Sizes[1], step.Sizes[4]);
        Storage target = step.Targets[0]!;
        int perGroup = DrawBytes / target.DType.ByteSize();
        body.Block(() => body.Line($"DrawUnits<{CudaSyntax.TypeName(target.DType)}, {signature.IndexType}>({signature.Pointer(step.Inputs[0])}, {signature.Pointer(target)}, {Sizes(step, signature)});"));
        Dim groups = Dim.FloorDivide(first + count + (perGroup - 1), perGroup) - Dim.FloorDivide(first, perGroup);
        return new CudaShape(rows * groups * DrawBlocks, BlockSize, BlockSize);
    }

    private static CudaShape Steps(RoutineStep step, CudaSignature signature, CudaWriter body)
    {
        body.Block(() => body.Line(
            $"StepStreams<{signature.IndexType}>({signature.Pointer(step.Inputs[0])}, {signature.Pointer(step.Inputs[1])}, {signature.Pointer(step.Targets[0]!)}, {Sizes(step, signature)});"));
        return new CudaShape(step.Sizes[0], BlockSize, BlockSize);
    }

    private static string Sizes(RoutineStep step, CudaSignature signature) => string.Join(", ", step.Sizes.Select(signature.Size));
}
