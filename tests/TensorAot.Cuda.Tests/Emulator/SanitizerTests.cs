using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

[TestFixture]
internal sealed class SanitizerTests
{
    private const string Main = """
        int main()
        {
            float sums[32];
            float* result = sums;
            int inside = 0, beyond = 1;
            void* good[] = {&result, &inside};
            void* bad[] = {&result, &beyond};
            const char* failure = emu_launch_shared_overrun(2, 1, 1, 32, 1, 1, -1, good);
            printf("%s\n", failure == nullptr ? "clean" : failure);
            fflush(stdout);
            emu_launch_shared_overrun(1, 1, 1, 32, 1, 1, 1, bad);
            return 0;
        }
        """;

    [Test]
    public void AWriteBeyondSharedMemoryIsReportedWithItsLine()
    {
        var (exitCode, output) = CudaEmulator.RunSanitized(EmulatorKernels.Text, Main, "shared_overrun");
        var line = 1 + Array.FindIndex(EmulatorKernels.Text.Split('\n'), text => text.Contains("tile[index"));
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.StartWith("clean\n"));
        Assert.That(output, Does.Contain($"kernels.cu:{line}").And.Contain("global-buffer-overflow"));
    }
}
