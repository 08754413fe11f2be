namespace TensorAot.Package.Tests;

/// <summary>
/// Kernels that are compiled with a program (TensorAotKernels): they are in its assembly, the program gives them to the driver and calls no
/// compiler. The driver here is the program's own and only says what it is given.
/// </summary>
[TestFixture]
public class KernelTests
{
    private const string Code = """
        using System.Runtime.InteropServices;
        using System.Text;
        using TensorAot;
        using TensorAot.Cuda;
        using static TensorAot.Ops;

        Device.Default = new Device(new Driver(int.Parse(args[0])), new NoCompiler());
        Formulas.Sigmoid([0]);
        Formulas.Tripled([0]);

        [TensorGraph]
        public static partial class Formulas
        {
            [Function]
            internal static Expr<double> Sigmoid(Vector<double> x) => 1 / (1 + Exp(-x));

            [Function]
            internal static Expr<double> Tripled(Vector<double> x) => 3 * x;

            // No form for a GPU: no kernels.
            [Function]
            internal static Expr<double> Spectrum(Matrix<double> x) => SingularValues(x);
        }

        sealed class NoCompiler : IKernelCompiler
        {
            public byte[] Compile(string source, string name, int computeCapability) => throw new CudaException(CudaFailure.Refused, "nothing is compiled now");
        }

        sealed unsafe class Driver(int capability) : ICudaDriver
        {
            public string DeviceName => "a test";
            public int ComputeCapability => capability;
            public ICudaGraphs? Graphs => null;
            public void MakeCurrent() { }
            public nint Allocate(nint bytes) => (nint)NativeMemory.AllocZeroed((nuint)bytes);
            public void Free(nint memory) => NativeMemory.Free((void*)memory);
            public nint AllocatePinned(nint bytes) => Allocate(bytes);
            public void FreePinned(nint memory) => Free(memory);
            public nint LoadModule(ReadOnlySpan<byte> image)
            {
                string text = Encoding.UTF8.GetString(image);
                Console.WriteLine(text.StartsWith("\u007fELF") ? "cubin" : text.EndsWith('\0') && text.Contains(".visible .entry") ? text.Split('\n').Single(l => l.StartsWith(".target")) : "something else");
                return 1;
            }
            public void UnloadModule(nint module) { }
            public nint GetKernel(nint module, string name) => 1;
            public nint CreateStream() => 1;
            public void DestroyStream(nint stream) { }
            public void Synchronize(nint stream) { }
            public nint CreateEvent() => 1;
            public void DestroyEvent(nint mark) { }
            public void RecordEvent(nint mark, nint stream) { }
            public void SynchronizeEvent(nint mark) { }
            public void CopyToDevice(nint device, nint host, nint bytes, nint stream) { }
            public void CopyToHost(nint host, nint device, nint bytes, nint stream) { }
            public void CopyOnDevice(nint to, nint from, nint bytes, nint stream) { }
            public void Fill(nint device, byte value, nint bytes, nint stream) { }
            public void Launch(nint kernel, uint grid, uint block, void** arguments, nint stream) { }
            public void Dispose() { }
        }
        """;

    private const string NoNvrtc = "/no/such/libnvrtc.so";

    [Test]
    public void A_program_runs_the_kernels_that_were_compiled_with_it()
    {
        Consumer consumer = PackageFixture.NewConsumer("kernels");
        CommandResult built = Build(consumer, Code, "80 90");
        RequireNvrtc(built);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        // Two functions, for which there are PTX with indices of both widths and two machine codes.
        Assert.That(built.Output, Does.Match(@"App: 8 kernel images for compute_80, sm_80, sm_90 by NVRTC \S+, 8 of them new"));
        Assert.That(Run(consumer, "90"), Is.EqualTo(new[] { "cubin", "cubin" }));
        Assert.That(Run(consumer, "100"), Is.EqualTo(new[] { ".target sm_80", ".target sm_80" }));
        Assert.That(Run(consumer, "75"), Has.Some.Contains("nothing is compiled now"), "an older device than any that was named");

        CommandResult again = consumer.Target("Build");
        Assert.That(again.Output, Does.Not.Contain("kernel images"), "nothing has changed");
        CommandResult changed = Build(consumer, Code.Replace("3 * x", "4 * x", StringComparison.Ordinal), "80 90");
        Assert.That(changed.Output, Does.Contain("8 kernel images").And.Contain(", 4 of them new"));
        Assert.That(Run(consumer, "80"), Is.EqualTo(new[] { "cubin", "cubin" }), "none of the old text is used");

        Assert.That(consumer.Target("Build", "TensorAotKernels=").ExitCode, Is.Zero);
        Assert.That(Run(consumer, "90"), Has.Some.Contains("nothing is compiled now"));
    }

    [Test]
    public void Without_NVRTC_the_program_is_what_it_would_be_without_the_property()
    {
        string? before = Environment.GetEnvironmentVariable("TENSORAOT_NVRTC");
        try
        {
            Environment.SetEnvironmentVariable("TENSORAOT_NVRTC", NoNvrtc);
            Consumer consumer = PackageFixture.NewConsumer("no nvrtc");
            // Warnings are errors here, and this one is not.
            CommandResult warned = Build(consumer, Code, "90a");
            Assert.That(warned.ExitCode, Is.Zero, warned.Output);
            Assert.That(warned.Output, Does.Match("App.csproj : warning TAOT7007: TensorAotKernels asks for compiled kernels, and some are missing: NVRTC, .*" + NoNvrtc));
            Assert.That(Run(consumer, "90"), Has.Some.Contains("nothing is compiled now"));
            CommandResult auto = Build(consumer, Code, "auto");
            Assert.That(auto.ExitCode, Is.Zero, auto.Output);
            Assert.That(auto.Output, Does.Contain(NoNvrtc).And.Not.Contain("warning"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TENSORAOT_NVRTC", before);
        }
    }

    [Test]
    public void What_is_no_architecture_is_one_error()
    {
        Consumer consumer = PackageFixture.NewConsumer("no architecture");
        CommandResult refused = Build(consumer, Code, "80,hopper");
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Errors(), Is.EqualTo(new[] { "App.csproj : error TAOT7001: TensorAotKernels is '80,hopper', and 'hopper' is no architecture. Write 'auto', or numbers such as '80 90a' for sm_80 and sm_90a." }), refused.Output);
    }

    [Test]
    public void Mistakes_in_graph_classes_are_told_once()
    {
        Consumer consumer = PackageFixture.NewConsumer("kernels of mistakes");
        CommandResult refused = Build(consumer, Code.Replace("3 * x", "3.5 ^ x", StringComparison.Ordinal), "auto");
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Errors(), Has.Length.EqualTo(1), refused.Output);
    }

    [Test]
    public void A_project_without_kernels_is_left_alone()
    {
        Consumer consumer = PackageFixture.NewConsumer("plain");
        consumer.WriteProject("System.Console.WriteLine(1);");
        CommandResult built = consumer.Target("Build", "TensorAotKernels=80");
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(built.Output, Does.Not.Contain("kernel"));
    }

    private static CommandResult Build(Consumer consumer, string code, string kernels)
    {
        consumer.WriteProject(code, $"<AllowUnsafeBlocks>true</AllowUnsafeBlocks><TensorAotKernels>{kernels}</TensorAotKernels>", CudaPackageTests.Package);
        return consumer.Dotnet("build", "-nologo", "-v", "minimal", "-p:UseSharedCompilation=false", "-clp:NoSummary");
    }

    private static string[] Run(Consumer consumer, string capability) =>
        consumer.Dotnet(Path.Combine("bin", "Debug", "net10.0", "App.dll"), capability).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void RequireNvrtc(CommandResult result)
    {
        if (!result.Output.Contains("NVRTC, the compiler for kernels,", StringComparison.Ordinal))
            return;
        if (Environment.GetEnvironmentVariable("TENSORAOT_REQUIRE_CUDA_TOOLS") == "1")
            Assert.Fail(result.Output);
        Assert.Ignore("NVRTC is not installed");
    }
}
