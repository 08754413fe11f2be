using System.Text.Json;

namespace TensorAot.Package.Tests;

/// <summary>the targets in a project for several frameworks, without saying for which.</summary>
[TestFixture]
public class FrameworkTests
{
    private const string Code = """
        using TensorAot;
        using static TensorAot.Ops;

        [TensorGraph]
        public static partial class Logistic
        {
            [Function]
            static Expr<double> Sigmoid([Dims("n", "m")] Matrix<double> x) => 1 / (1 + Exp(-x));
        }
        """;

    private const string Properties = """
        <OutputType>Library</OutputType>
        <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
        <EnableWindowsTargeting>true</EnableWindowsTargeting>
        <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
        """;

    private static readonly string[] s_frameworks = ["net10.0", "net10.0-windows"];

    [Test]
    public void Targets_run_for_each_framework_and_take_sizes_with_any_separator()
    {
        Consumer consumer = PackageFixture.NewConsumer("frameworks");
        consumer.WriteProject(Code, Properties + "<TensorAotSizes>n=10, m=20</TensorAotSizes><TensorAotVerifySizes>n=2;m=4</TensorAotVerifySizes>");
        CommandResult done = consumer.Target("TensorAotReport;TensorAotVerify");
        Assert.That(done.ExitCode, Is.Zero, done.Output);
        foreach (string framework in s_frameworks)
            Assert.That(Flops(consumer.PathOf($"bin/Debug/{framework}/tensoraot/report.json")), Is.EqualTo(200), "10 by 20");
        Assert.That(done.Output.Split("m = 4, n = 2"), Has.Length.EqualTo(3), done.Output);

        // One baseline for both; a folder of the user's choice has a report for each.
        Assert.That(consumer.Target("TensorAotBaseline").Errors(), Has.Some.Contains("error TAOT7003"));
        CommandResult written = consumer.Target("TensorAotBaseline", "TensorAotUpdateBaseline=true", "TensorAotReportPath=reports");
        Assert.That(written.ExitCode, Is.Zero, written.Output);
        foreach (string framework in s_frameworks)
            Assert.That(Flops(consumer.PathOf($"reports/{framework}/report.json")), Is.EqualTo(200));
    }

    private static long Flops(string report) =>
        JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("functions")[0].GetProperty("flops").GetProperty("value").GetInt64();
}
