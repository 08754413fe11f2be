using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Random numbers: gpu-kernels/philox.cuh and samplers.cuh.</summary>
internal static class CudaDraws
{
    /// <summary>Blocks of the cipher that elements share, and the bytes of what they give.</summary>
    private const int DrawBlocks = 16, DrawBytes = 256;

    /// <summary>Uniform fractions.</summary>
    public static void Units(CudaRoutine routine)
    {
        (Dim rows, Dim count, Dim first) = (routine.Sizes[0], routine.Sizes[1], routine.Sizes[4]);
        Storage target = routine.Targets[0]!;
        int perGroup = DrawBytes / target.DType.ByteSize();
        Dim groups = Dim.FloorDivide(first + count + (perGroup - 1), perGroup) - Dim.FloorDivide(first, perGroup);
        routine.Launch(rows * groups * DrawBlocks, signature =>
            $"DrawUnits<{CudaSyntax.TypeName(target.DType)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(target)}, {routine.SizesFrom(signature)})");
    }

    /// <summary>The streams of steps of loops.</summary>
    public static void Steps(CudaRoutine routine) => routine.Launch(routine.Sizes[0], signature =>
        $"StepStreams<{signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, {signature.Pointer(routine.Targets[0]!)}, {routine.SizesFrom(signature)})");

    /// <summary>Draws of one or two parameters, which are checked first.</summary>
    /// <param name="sampler">The structure that draws.</param>
    /// <param name="parameters">How many there are; an only one is passed twice.</param>
    public static Action<CudaRoutine> Samples(string sampler, int parameters) => routine =>
    {
        (Storage a, Storage b) = (routine.Inputs[1], routine.Inputs[parameters]);
        (Dim rows, Dim count, Dim number) = (routine.Sizes[0], routine.Sizes[1], routine.Sizes[2]);
        (Dim eachA, Dim eachB) = (routine.Sizes[3], routine.Sizes[2 + parameters]);
        string types = $"{sampler}, {CudaSyntax.TypeName(a.DType)}, {CudaSyntax.TypeName(b.DType)}";
        string Each(CudaSignature signature) => $"{signature.Size(eachA)} != 0, {signature.Size(eachB)} != 0";
        string Pointers(CudaSignature signature) => $"{signature.Pointer(a)}, {signature.Pointer(b)}";
        routine.Check(eachA.IsOne || eachB.IsOne ? rows * count : rows, signature =>
            $"IsSampleFault<{types}, {signature.IndexType}>({Pointers(signature)}, item, {signature.Size(count)}, {Each(signature)})");
        Storage target = routine.Targets[0]!;
        routine.Launch(rows * count, signature =>
            $"DrawSamples<{types}, {CudaSyntax.TypeName(target.DType)}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, {Pointers(signature)}, "
            + $"{signature.Pointer(target)}, {signature.Size(rows)}, {signature.Size(count)}, {signature.Size(number)}, {Each(signature)})");
    };

    /// <summary>How often each category comes up.</summary>
    public static void Counts(CudaRoutine routine)
    {
        (Storage streams, Storage trials, Storage weights) = (routine.Inputs[0], routine.Inputs[1], routine.Inputs[2]);
        Dim rows = routine.Sizes[0] * routine.Sizes[1];
        string Types(CudaSignature signature) => $"{CudaSyntax.TypeName(weights.DType)}, {signature.IndexType}";
        routine.Check(rows, signature =>
            $"IsCountFault<{Types(signature)}>({signature.Pointer(trials)}, {signature.Pointer(weights)}, item, {signature.Size(routine.Sizes[2])})");
        routine.Launch(rows, signature =>
            $"DrawCounts<{Types(signature)}>({signature.Pointer(streams)}, {signature.Pointer(trials)}, {signature.Pointer(weights)}, {signature.Pointer(routine.Targets[0]!)}, {routine.SizesFrom(signature)})");
    }

    /// <summary>Which categories come up.</summary>
    public static void Places(CudaRoutine routine)
    {
        (Storage streams, Storage weights, Storage sums) = (routine.Inputs[0], routine.Inputs[1], routine.Scratch[0]);
        (Dim rows, Dim categories, Dim count) = (routine.Sizes[0] * routine.Sizes[1], routine.Sizes[2], routine.Sizes[3]);
        string Types(CudaSignature signature) => $"{CudaSyntax.TypeName(weights.DType)}, {signature.IndexType}";
        routine.Check(rows, signature =>
            $"{signature.Size(count)} > 0 && IsWeightFault<{Types(signature)}>({signature.Pointer(weights)} + item * {signature.Size(categories)}, {signature.Size(categories)})");
        routine.Launch(rows, signature =>
            $"SumWeights<{Types(signature)}>({signature.Pointer(weights)}, {signature.Pointer(sums)}, {signature.Size(rows)}, {signature.Size(categories)})");
        routine.Launch(rows * count, signature =>
            $"DrawPlaces<{signature.IndexType}>({signature.Pointer(streams)}, {signature.Pointer(sums)}, {signature.Pointer(routine.Targets[0]!)}, {routine.SizesFrom(signature)})");
    }
}
