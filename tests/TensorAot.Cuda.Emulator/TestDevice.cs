namespace TensorAot.Cuda.Emulation;

/// <summary>
/// What tests run functions on: the emulator, or the first GPU where the environment variable <c>TENSORAOT_TEST_DEVICE</c> is
/// <c>cuda</c>. Tests of what a device does wrong are about the emulator in either case.
/// </summary>
public static class TestDevice
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "TENSORAOT_TEST_DEVICE";

    /// <summary>Whether it is a GPU.</summary>
    public static bool IsGpu => Environment.GetEnvironmentVariable(Variable) == "cuda";

    /// <summary>What is missing for it; null when nothing is. A GPU that is not there is a failure, which <see cref="Open"/> tells.</summary>
    public static string? Missing => IsGpu || EmulatorCompiler.IsAvailable ? null : "g++ is not installed";

    /// <summary>A driver and a compiler.</summary>
    /// <param name="compiler">Compiles for the emulator; by default g++ as it is.</param>
    /// <exception cref="CudaException">There is no GPU, or not what it needs.</exception>
    public static (ICountingDriver Driver, CountingCompiler Compiler) Open(IKernelCompiler? compiler = null) => IsGpu
        ? (new CountingDriver(new DirectDriver(0, DriverApi.Instance)), new CountingCompiler(new NvrtcCompiler()))
        : (new EmulatorDriver(), new CountingCompiler(compiler ?? new EmulatorCompiler()));
}
