using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Emulator;

/// <summary>Tests that launch the kernels of Kernels/emulator.cu.</summary>
[TestFixture]
internal abstract class EmulatorFixture
{
    /// <summary>The kernels, compiled once for all fixtures.</summary>
    protected static EmulatedModule Module => EmulatorKernels.Module;

    /// <summary>Skips every test where there is no compiler.</summary>
    [SetUp]
    public void RequireCompiler() => Toolchain.RequireCompiler();

    /// <summary>The message with which the emulator refuses a kernel that takes one buffer of 128 integers.</summary>
    protected static string FailureOf(string kernel, int threads, ThreadOrder order)
    {
        using var result = new DeviceBuffer<int>(128);
        return Assert.Throws<KernelException>(() => Module.Launch(kernel, 1, threads, order, result))!.Message;
    }
}
