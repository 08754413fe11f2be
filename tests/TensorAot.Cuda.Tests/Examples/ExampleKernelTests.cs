using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emit;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>The functions of the examples, read from their sources, as CUDA kernels: the bits of the generated C#.</summary>
[TestFixture]
internal sealed class ExampleKernelTests
{
    private static readonly CudaKernel[] Kernels = [.. ExampleFunction.All.SelectMany(function => function.Steps).SelectMany(step => step.Kernels)];

    private static readonly Lazy<EmulatedModule> Module =
        new(() => CudaEmulator.Load(CudaModule.Print(Kernels), [.. Kernels.Select(kernel => kernel.Name)]));

    private static IEnumerable<ExampleStep> Printed => ExampleFunction.All.SelectMany(function => function.Steps).Where(step => step.Kernels.Count > 0);

    private static IEnumerable<ExampleStep> Elementwise => Printed.Where(step => step.IsElementwise);

    private static IEnumerable<ExampleStep> Folds => Printed.Where(step => !step.IsElementwise);

    [Test]
    public void LogisticOfTheExampleRunsWhollyOnKernels([Values] ThreadOrder order)
    {
        Toolchain.RequireCompiler();
        var function = ExampleFunction.All.Single(f => f.ToString() == "Logistic.Sigmoid");
        double[,] x = { { 0, 1 }, { -1, -2 }, { 800, double.NaN } };
        var expected = (double[,])GeneratedExamples.Class(function).GetMethod("Sigmoid", [typeof(double[,])])!.Invoke(null, [x])!;
        var (input, output) = (function.Compiled.Schedule.Parameters.Single(), function.Compiled.Schedule.Outputs.Single());
        Func<DimSymbol, long> sizes = size => size == input.Type.Shape[0].AsSymbol ? 3 : 2;
        using var memory = new DeviceMemory(sizes);
        memory.Write(input, [.. x.Cast<object>()]);
        foreach (var step in function.Steps)
        {
            Assert.That(step.Kernels, Is.Not.Empty, $"{step}");
            step.Launch(Module.Value, memory, sizes, order);
        }
        Elements.AssertSame(memory.Read(output), expected.Cast<double>());
    }

    [TestCaseSource(nameof(Elementwise))]
    public void AnElementwiseKernelHasTheBitsOfItsCSharp(ExampleStep step)
    {
        Toolchain.RequireCompiler();
        foreach (var order in Enum.GetValues<ThreadOrder>())
            foreach (var n in new[] { 0, 1, 37, 300 })
                CompareStep(step, n, order, special: n > 1);
    }

    [TestCaseSource(nameof(Folds))]
    public void AFoldingKernelHasTheBitsOfItsCSharp(ExampleStep step)
    {
        Toolchain.RequireCompiler();
        foreach (var order in Enum.GetValues<ThreadOrder>())
            foreach (var n in new[] { 0, 1, 37, 300 })
                CompareStep(step, n, order, special: false);
    }

    [TestCaseSource(typeof(ExampleFunction), nameof(ExampleFunction.All))]
    public void AWholeFunctionWithItsProductsOnTheCpuHasTheBitsOfItsCSharp(ExampleFunction function)
    {
        Toolchain.RequireCompiler();
        var (schedule, sizes) = (function.Compiled.Schedule, SizesOf(37));
        Storage[] given = [.. schedule.Parameters, .. schedule.States.Select(state => state.Storage)];
        using var expected = ExampleMemory.Of(given, sizes, special: false);
        using var actual = ExampleMemory.Of(given, sizes, special: false);
        foreach (var step in function.Steps)
        {
            GeneratedExamples.Frame(step.FrameName, step.Alone).Run(expected, sizes);
            if (step.Kernels.Count > 0)
                step.Launch(Module.Value, actual, sizes, ThreadOrder.Forward);
            else
                GeneratedExamples.Frame(step.FrameName, step.Alone).Run(actual, sizes);
        }
        foreach (var storage in schedule.Outputs.Concat(schedule.States.Select(state => state.Storage)))
            Elements.AssertSame(actual.Read(storage), expected.Read(storage), storage.Name);
    }

    [Test]
    public void OnlyProductsChecksAndCopiesHaveNoKernels()
    {
        var steps = ExampleFunction.All.SelectMany(function => function.Steps).Where(step => step.Kernels.Count == 0);
        Assert.That(steps.Where(step => step.Step is not (ProductStep or CheckStep or CopyStep)), Is.Empty);
    }

    [Test]
    public void EveryExampleHasKernels() =>
        Assert.That(
            Printed.Select(step => step.ToString()!.Split('.')[0]).Distinct(),
            Is.SupersetOf(new[] { "Logistic", "LogisticRegression", "SoftmaxRegression", "TwoLayerNetwork" }));

    [TestCaseSource(typeof(Nvrtc), nameof(Nvrtc.Architectures))]
    public void NvrtcCompilesAllOfThem(string architecture)
    {
        Toolchain.RequireNvrtc();
        var ptx = Nvrtc.CompileToPtx(CudaModule.Print(Kernels), architecture);
        foreach (var kernel in Kernels)
            Assert.That(ptx, Does.Contain($".entry {kernel.Name}("));
    }

    private static void CompareStep(ExampleStep step, int n, ThreadOrder order, bool special)
    {
        var sizes = SizesOf(n);
        Storage[] touched = [.. step.Step.Reads.Concat(step.Step.Writes).Distinct()];
        using var expected = ExampleMemory.Of(touched, sizes, special);
        GeneratedExamples.Frame(step.FrameName, step.Alone).Run(expected, sizes);
        using var actual = ExampleMemory.Of(touched, sizes, special);
        step.Launch(Module.Value, actual, sizes, order);
        foreach (var storage in step.Step.Writes)
            Elements.AssertSame(actual.Read(storage), expected.Read(storage), $"{step}, n = {n}: {storage.Name}");
    }

    private static Func<DimSymbol, long> SizesOf(int n) => size => size.Name.EndsWith("Dim1", StringComparison.Ordinal) ? 7 : n;
}
