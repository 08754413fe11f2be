using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>A function as a row of CUDA kernels: what a launch on a device does, on the emulator.</summary>
internal sealed class DeviceProgram
{
    private DeviceProgram(Schedule schedule, IReadOnlyList<CudaKernel> kernels)
    {
        Schedule = schedule;
        Kernels = kernels;
    }

    /// <summary>The steps from which the kernels were printed.</summary>
    public Schedule Schedule { get; }

    /// <summary>The kernels in the order of their launches.</summary>
    public IReadOnlyList<CudaKernel> Kernels { get; }

    /// <summary>Prints a function; null when a step is neither a loop of a printed form nor a scalar.</summary>
    /// <param name="function">The function.</param>
    /// <param name="number">The number of the first kernel.</param>
    /// <param name="width">The type of indices.</param>
    public static DeviceProgram? TryPrint(FunctionGraph function, int number = 0, IndexWidth width = IndexWidth.Bits32)
    {
        var schedule = Scheduler.Run(CompositeExpansion.Run(function));
        List<CudaKernel> kernels = [];
        foreach (var step in schedule.Steps.Where(step => step is not CheckStep))
        {
            if (step is LoopStep loop && CudaEmitter.CanEmit(loop.Kernel))
                kernels.AddRange(CudaEmitter.Emit(loop.Kernel, number + kernels.Count, width));
            else if (step is ScalarStep scalar)
                kernels.Add(CudaEmitter.Emit(scalar, number + kernels.Count, width));
            else
                return null;
        }
        return new DeviceProgram(schedule, kernels);
    }

    /// <summary>Compiles the kernels of programs together: the compiler's start is what costs.</summary>
    public static EmulatedModule Load(params IEnumerable<DeviceProgram> programs)
    {
        CudaKernel[] kernels = [.. programs.SelectMany(program => program.Kernels)];
        return CudaEmulator.Load(CudaModule.Print(kernels), [.. kernels.Select(kernel => kernel.Name)]);
    }

    /// <summary>Runs all kernels and gives the results, in order.</summary>
    /// <param name="module">The compiled kernels.</param>
    /// <param name="inputs">The parameters' values, in order.</param>
    /// <param name="sizes">The values of named sizes.</param>
    /// <param name="order">The order of threads and blocks.</param>
    public IReadOnlyList<object[]> Run(
        EmulatedModule module, IReadOnlyList<object[]> inputs, Func<DimSymbol, long> sizes, ThreadOrder order)
    {
        using var memory = new DeviceMemory(sizes);
        foreach (var (parameter, values) in Schedule.Parameters.Zip(inputs))
            memory.Write(parameter, values);
        foreach (var kernel in Kernels)
            module.Launch(
                kernel.Name, (int)kernel.GridSize(sizes), kernel.BlockSize, order,
                [.. kernel.Parameters.Select(memory.Argument)]);
        return [.. Schedule.Outputs.Select(memory.Read)];
    }
}
