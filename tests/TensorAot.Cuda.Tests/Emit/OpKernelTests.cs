using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>Every op that has CUDA kernels, on the emulator: against its reference formula and against the scalar C# of the runtime.</summary>
[TestFixture]
internal sealed class OpKernelTests
{
    private static IEnumerable<Op> Printed => OpKernel.All.Select(sample => sample.Op).Distinct();

    private static IEnumerable<Op> Elementwise =>
        OpKernel.All.Select(sample => sample.Node.Op).Distinct().Where(op => op.Kind == OpKind.Elementwise && op != Sources.Iota);

    [TestCaseSource(nameof(Printed))]
    public void GivesWhatTheReferenceGivesInBothOrders(Op op)
    {
        Toolchain.RequireCompiler();
        foreach (var sample in OpKernel.All.Where(sample => sample.Op == op))
        {
            var actual = sample.Run(ThreadOrder.Forward);
            var expected = sample.Reference();
            Assert.That(actual, Has.Length.EqualTo(expected.Length), $"{sample}");
            for (var i = 0; i < expected.Length; i++)
                Assert.That(
                    Elements.ToDouble(actual[i]), Is.EqualTo(expected[i]).Within(Tolerance(sample.Node, expected[i])), $"{sample}, element {i}");
            Elements.AssertSame(sample.Run(ThreadOrder.Reverse), actual, $"{sample} in reverse order");
        }
    }

    [TestCaseSource(nameof(Elementwise))]
    public void GivesTheBitsOfScalarCSharp(Op op)
    {
        Toolchain.RequireCompiler();
        foreach (var sample in OpKernel.All.Where(sample => sample.Node.Op == op && sample.Node.Inputs.All(input => input.Op == Sources.Input)))
            Elements.AssertSame(sample.Run(ThreadOrder.Forward), sample.Scalar(), $"{sample}");
    }

    [TestCaseSource(typeof(Nvrtc), nameof(Nvrtc.Architectures))]
    public void NvrtcCompilesEveryOpInEveryType(string architecture)
    {
        Toolchain.RequireNvrtc();
        var kernels = OpKernel.FirstKernels;
        var ptx = Nvrtc.CompileToPtx(CudaModule.Print(kernels), architecture);
        foreach (var kernel in kernels)
            Assert.That(ptx, Does.Contain($".entry {kernel.Name}("));
    }

    [Test]
    public void EveryElementwiseOpHasKernels()
    {
        var printed = OpKernel.All.Select(sample => sample.Node.Op).ToHashSet();
        Assert.That(OpKernel.Ops.Where(op => op.Kind == OpKind.Elementwise && !printed.Contains(op)), Is.Empty);
    }

    /// <summary>What rounding may change, at the size of the result or 1: folds add terms of that size. NaN is NaN.</summary>
    private static double Tolerance(Node node, double expected) =>
        double.IsNaN(expected) || !node.DType.IsFloating() ? 0
        : (node.DType == DType.Float32 ? 1.2e-7 : 2.3e-16) * (Bound(node) + 1) * Math.Max(1, Math.Abs(expected));

    /// <summary>The bound of an op; a sample of a macro is several ops, whose errors add up.</summary>
    private static double Bound(Node node) =>
        Graph.TopologicalOrder([node]).Where(each => each.Op.Kind != OpKind.Source && each.DType.IsFloating()).Sum(each => each.Op.UlpBound);
}
