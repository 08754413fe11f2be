using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emit;
using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>A step of an example's function: its CUDA kernels, and the same step as a generated C# function of its own.</summary>
internal sealed class ExampleStep
{
    private readonly ExampleFunction _function;
    private readonly int _place;

    public ExampleStep(ExampleFunction function, Step step, int place, int number)
    {
        (_function, _place, Step) = (function, place, step);
        Kernels = step switch
        {
            LoopStep loop when CudaEmitter.CanEmit(loop.Kernel) => CudaEmitter.Emit(loop.Kernel, number, IndexWidth.Bits32),
            ScalarStep scalar => [CudaEmitter.Emit(scalar, number, IndexWidth.Bits32)],
            _ => [],
        };
        var declaration = function.Compiled.Declaration with { Name = $"{function.Compiled.Declaration.Name}Step{place}" };
        Alone = function.Compiled with { Declaration = declaration, Schedule = function.Compiled.Schedule with { Steps = [step] } };
    }

    /// <summary>The loops, product, check or copy.</summary>
    public Step Step { get; }

    /// <summary>Its kernels; none when it is not printed.</summary>
    public IReadOnlyList<CudaKernel> Kernels { get; }

    /// <summary>The step as a function.</summary>
    public CompiledFunction Alone { get; }

    /// <summary>The name of its call frame in generated code.</summary>
    public string FrameName => $"{_function.Class.Header.Name}_{Alone.Declaration.Name}";

    /// <summary>Whether it computes each element by itself: nothing folds.</summary>
    public bool IsElementwise => Step is not LoopStep loop
        || loop.Kernel.Sweeps.All(sweep => sweep.Accumulators.Count == 0 && sweep.Stores.All(store => store.FoldWith is null));

    /// <summary>Runs the kernels.</summary>
    public void Launch(EmulatedModule module, DeviceMemory memory, Func<DimSymbol, long> sizes, ThreadOrder order)
    {
        foreach (var kernel in Kernels)
            module.Launch(
                kernel.Name, (int)kernel.GridSize(sizes), kernel.BlockSize, order, [.. kernel.Parameters.Select(memory.Argument)]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_function} {(Step is LoopStep loop ? loop.Kernel.Name : $"{Step.GetType().Name} {_place}")}";
}
