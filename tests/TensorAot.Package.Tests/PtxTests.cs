namespace TensorAot.Package.Tests;

/// <summary>Kernels compiled to PTX beside the report. Without NVRTC the test is skipped; where continuous integration has installed it, that is a failure.</summary>
[TestFixture]
public class PtxTests
{
    private const string Code = """
        using TensorAot;
        using static TensorAot.Ops;

        Console.WriteLine(Formulas.Sigmoid([0])[0]);

        [TensorGraph]
        public static partial class Formulas
        {
            [Function]
            internal static Expr<double> Sigmoid(Vector<double> x) => 1 / (1 + Exp(-x));

            // No form for a GPU: no file.
            [Function]
            internal static Expr<double> Spectrum(Matrix<double> x) => SingularValues(x);
        }
        """;

    [Test]
    public void Kernels_are_compiled_beside_the_report_and_go_with_the_property()
    {
        Consumer consumer = PackageFixture.NewConsumer("ptx");
        consumer.WriteProject(Code);
        CommandResult none = consumer.Target("TensorAotReport", "TensorAotPtx=80");
        Assert.That(none.Errors(), Is.EqualTo((string[])["App.csproj : error TAOT7001: TensorAotPtx compiles kernels, and the project has none: add the package TensorAot.Cuda."]), none.Output);

        consumer.WriteProject(Code, "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>", CudaPackageTests.Package);
        CommandResult result = consumer.Target("TensorAotReport", "TensorAotPtx=80");
        if (result.ExitCode != 0 && result.Output.Contains("NVRTC, the compiler for kernels,", StringComparison.Ordinal))
            Missing(result.Errors().FirstOrDefault(""));
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(Files(consumer), Is.EqualTo((string[])["Formulas.Sigmoid.ptx"]));
        string ptx = File.ReadAllText(consumer.PathOf("bin/Debug/net10.0/tensoraot/Formulas.Sigmoid.ptx"));
        Assert.That(ptx, Does.Contain(".target sm_80").And.Contain(".visible .entry").And.EndWith("}\n").Or.EndWith("}\n\n"));

        Assert.That(consumer.Target("TensorAotReport").ExitCode, Is.Zero);
        Assert.That(Files(consumer), Is.Empty);
    }

    private static string?[] Files(Consumer consumer) =>
        [.. Directory.GetFiles(consumer.PathOf("bin/Debug/net10.0/tensoraot"), "*.ptx").Select(Path.GetFileName)];

    private static void Missing(string message)
    {
        if (Environment.GetEnvironmentVariable("TENSORAOT_REQUIRE_CUDA_TOOLS") == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }
}
