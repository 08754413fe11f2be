namespace TensorAot.Package.Tests;

/// <summary>Two packages: programs for the CPU carry nothing of CUDA, and who asks for kernels is told which package they need.</summary>
[TestFixture]
public class CudaPackageTests
{
    private const string Code = """
        using TensorAot;

        Console.WriteLine(Doubles.Of([1, 2])[1]);

        [TensorGraph]
        public static partial class Doubles
        {
            [Function]
            static Expr<double> Of(Vector<double> x) => 2 * x;
        }
        """;

    /// <summary>The reference to the package.</summary>
    public const string Package = $"""<PackageReference Include="TensorAot.Cuda" Version="{PackageFixture.Version}" />""";

    [Test]
    public void With_the_package_functions_have_kernels_and_without_a_GPU_they_run_on_the_CPU()
    {
        Consumer consumer = PackageFixture.NewConsumer("cuda");
        CommandResult built = consumer.Build(Code.Replace("Console", "Device.Default = null;\nConsole", StringComparison.Ordinal), items: Package);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(consumer.Run().Output.Trim(), Is.EqualTo("4"));
        Assert.That(consumer.Holds("extern \"C\" __global__"), Is.True, "the kernels are in the assembly");
    }

    [Test]
    public void The_property_without_the_package_is_one_error_that_names_the_package()
    {
        Consumer consumer = PackageFixture.NewConsumer("no cuda");
        CommandResult refused = consumer.Build(Code, "<TensorAotCuda>true</TensorAotCuda>");
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Errors(), Has.Length.EqualTo(1), refused.Output);
        Assert.That(refused.Errors()[0], Does.Contain("error TAOT7005: TensorAotCuda is true").And.Contains("dotnet add package TensorAot.Cuda"));

        CommandResult built = consumer.Build(Code);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(consumer.Run().Output.Trim(), Is.EqualTo("4"));
        Assert.That(Directory.GetFiles(consumer.PathOf("bin"), "TensorAot.Cuda*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_compiler_that_is_too_old_is_one_error_that_says_what_there_is_and_what_is_needed()
    {
        Consumer consumer = PackageFixture.NewConsumer("old compiler");
        CommandResult refused = consumer.Build(Code, "<_TensorAotCompilerVersion>4.13.0.0</_TensorAotCompilerVersion>");
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Errors(), Has.Length.EqualTo(1), refused.Output);
        Assert.That(refused.Errors()[0], Does.Match(@"error TAOT7006: TensorAot needs the C# compiler 4\.14 or later, and this build has 4\.13\.0\.0 \(\.NET SDK 10\."));
        Assert.That(consumer.Target("Build", "_TensorAotCompilerVersion=4.14.0.0").ExitCode, Is.Zero);
    }

    [Test]
    public void The_texts_of_both_errors_are_those_of_the_table()
    {
        string targets = System.Text.Encoding.UTF8.GetString(PackageFixture.Read("TensorAot", "build/TensorAot.targets"));
        foreach (string page in (string[])["TAOT7005", "TAOT7006"])
        {
            string message = File.ReadLines(Path.Combine(Repository.Root, "docs", "diagnostics", page + ".md")).Single(l => l.StartsWith("**Error.**", StringComparison.Ordinal))["**Error.** The message reads: ".Length..];
            Assert.That(targets, Does.Contain(message.Replace("{0}", "$(_TensorAotCompilerVersion)", StringComparison.Ordinal).Replace("{1}", "$(NETCoreSdkVersion)", StringComparison.Ordinal)));
        }
    }
}
