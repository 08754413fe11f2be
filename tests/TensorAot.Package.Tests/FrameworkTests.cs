namespace TensorAot.Package.Tests;

/// <summary>The targets in a project for several frameworks, of which one has no graph classes: each runs for those that have the package.</summary>
[TestFixture]
public class FrameworkTests
{
    private const string Code = """
        #if NET
        using TensorAot;
        using static TensorAot.Ops;

        [TensorGraph]
        public static partial class Logistic
        {
            [Function]
            static Expr<double> Sigmoid([Dims("n", "m")] Matrix<double> x) => 1 / (1 + Exp(-x));
        }
        #endif
        """;

    private const string Properties = """
        <OutputType>Library</OutputType>
        <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
        <EnableWindowsTargeting>true</EnableWindowsTargeting>
        """;

    [Test]
    public void Targets_run_for_each_framework_and_take_sizes_with_any_separator()
    {
        Consumer consumer = PackageFixture.NewConsumer("frameworks");
        consumer.WriteProject(Code, Properties + "<TensorAotSizes>n=10, m=20</TensorAotSizes><TensorAotVerifySizes>n=2;m=4</TensorAotVerifySizes>");
        CommandResult report = consumer.Target("TensorAotReport");
        Assert.That(report.ExitCode, Is.Zero, report.Output);
        foreach (string framework in (string[])["net10.0", "net10.0-windows"])
            Assert.That(File.ReadAllText(consumer.PathOf($"bin/Debug/{framework}/tensoraot/report.json")), Does.Contain("\"flops\": { \"formula\": \"m*n\", \"value\": 200 }"));

        CommandResult elsewhere = consumer.Target("TensorAotReport", "TensorAotReportPath=reports");
        Assert.That(elsewhere.ExitCode, Is.Zero, elsewhere.Output);
        Assert.That(Directory.GetFiles(consumer.PathOf("reports"), "report.json", SearchOption.AllDirectories), Has.Length.EqualTo(2));

        CommandResult verified = consumer.Target("TensorAotVerify");
        Assert.That(verified.ExitCode, Is.Zero, verified.Output);
        Assert.That(verified.Output.Split("m = 4, n = 2"), Has.Length.EqualTo(3), verified.Output);

        Assert.That(consumer.Target("TensorAotBaseline").Errors(), Has.Some.Contains("error TAOT7003"));
        Assert.That(consumer.Target("TensorAotBaseline", "TensorAotUpdateBaseline=true").ExitCode, Is.Zero);
        Assert.That(consumer.Target("TensorAotBaseline").Output.Split("1 function is as in"), Has.Length.EqualTo(3));
    }
}
