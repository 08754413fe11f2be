using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Emulator;

[TestFixture]
internal sealed class NvrtcTests
{
    [TestCaseSource(typeof(Nvrtc), nameof(Nvrtc.Architectures))]
    public void WhatTheEmulatorRunsIsCuda(string architecture)
    {
        Toolchain.RequireNvrtc();
        var ptx = Nvrtc.CompileToPtx(EmulatorKernels.Text, architecture);
        Assert.That(ptx, Does.Contain(".target " + architecture.Replace("compute", "sm")));
        Assert.That(ptx, Does.Contain(".entry ticket_sum"));
    }

    [Test]
    public void AMistakeIsReportedWithItsLine()
    {
        Toolchain.RequireNvrtc();
        var exception = Assert.Throws<CompilationException>(
            () => Nvrtc.CompileToPtx("extern \"C\" __global__ void k(float* x)\n{ x[0] = y; }", "compute_80"));
        Assert.That(exception!.Message, Does.Contain("kernels.cu(2)").And.Contain("\"y\""));
    }

    [Test]
    public void ProductsAndSumsAreNotContracted()
    {
        Toolchain.RequireNvrtc();
        var ptx = Nvrtc.CompileToPtx(
            "extern \"C\" __global__ void k(float* x) { x[0] = x[1] * x[2] + x[3] / x[4]; }", "compute_80");
        Assert.That(ptx, Does.Not.Contain("fma").And.Contain("div.rn.f32"));
    }
}
