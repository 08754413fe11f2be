using System.Text.Json;

namespace TensorAot.Package.Tests;

/// <summary>The program that tests and measures on a machine with a GPU (./build.sh gpu-runner), as far as it can be run without one.</summary>
[TestFixture]
public class GpuRunnerTests
{
    private static readonly string s_program = Path.Combine(Repository.Root, "tests", "TensorAot.GpuRunner", "bin", Repository.Configuration, "net10.0", "TensorAot.GpuRunner.dll");

    [Test]
    public void Without_a_GPU_it_says_what_is_missing_and_ends_with_3()
    {
        CommandResult result = Run(null, "--json=never written");
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Output);
        Assert.That(result.Output, Does.Contain("libcuda:    not found. ").And.Contain("GPU:        none").And.Contain("Nothing was run: ").And.Contain("/no/such/libcuda.so"));
    }

    [Test]
    public void Arguments_that_are_not_understood_end_with_2() => Assert.That(Run(null, "--fliter=x").ExitCode, Is.EqualTo(2));

    [Test]
    public void On_the_emulator_it_tests_measures_and_writes_figures()
    {
        string file = Path.GetTempFileName();
        try
        {
            CommandResult result = Run("g++ is not installed", "--emulator", "--filter=ScalarsGoInAndOut", "--json=" + file);
            Assert.That(result.ExitCode, Is.Zero, result.Output);
            Assert.That(result.Output.TrimEnd(), Does.Match(@"\n2 passed, 0 failed, 0 skipped in \d+ s on the emulator$"));
            JsonElement report = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            Assert.That(report.GetProperty("tests")[0].GetProperty("passed").GetInt32(), Is.EqualTo(2));
            Assert.That(report.GetProperty("benchmarks").EnumerateArray().Select(b => b.GetProperty("name").GetString()), Is.EqualTo(new[] { "elementwise", "sum of squares", "softmax", "product", "training step", "100 such steps, given ahead" }));
            Assert.That(report.GetProperty("benchmarks").EnumerateArray().Select(b => b.GetProperty("deviceSeconds").GetDouble()), Is.All.GreaterThan(0));
            CommandResult none = Run("g++ is not installed", "test", "--emulator", "--filter=no such test");
            Assert.That(none.ExitCode, Is.EqualTo(1), "nothing was tested");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs it where no driver is found.</summary>
    /// <param name="skip">What it says when the test cannot be.</param>
    /// <param name="arguments">Its arguments.</param>
    private static CommandResult Run(string? skip, params string[] arguments)
    {
        const string variable = "TENSORAOT_LIBCUDA";
        string? before = Environment.GetEnvironmentVariable(variable);
        try
        {
            Environment.SetEnvironmentVariable(variable, "/no/such/libcuda.so");
            CommandResult result = Commands.Dotnet(Path.GetTempPath(), null, [s_program, .. arguments]);
            if (skip is not null && result.Output.Contains(skip, StringComparison.Ordinal))
                Assert.Ignore(skip);
            return result;
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
