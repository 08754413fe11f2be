using System.Text.Json;

namespace TensorAot.Package.Tests;

/// <summary>The targets of docs/build-task.md in a project that knows nothing but the package, in the order in which a user meets them.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public class BuildTargetTests
{
    private const string Code = """
        using TensorAot;
        using static TensorAot.Ops;

        Console.WriteLine(Logistic.Sigmoid(new double[,] { { 0 } })[0, 0]);

        [TensorGraph]
        public static partial class Logistic
        {
            [Function]
            static Expr<double> Sigmoid([Dims("n", "m")] Matrix<double> x) => 1 / (1 + Exp(-x));
        }

        [TensorGraph]
        public sealed partial class Regression
        {
            private readonly TensorAot.Layers.Dense<float> _layer = new(16, 4);

            [Function]
            Expr<float> Train([Dims("n", 16)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
            {
                var cost = Mean(CrossEntropy(_layer.Apply(x), labels));
                foreach (var parameter in _layer.Parameters)
                    Update(parameter, parameter - rate * Grad(cost, parameter));
                return cost;
            }
        }
        """;

    private Consumer _consumer = null!;

    private string Report => _consumer.PathOf(Path.Combine("bin", "Debug", "net10.0", "tensoraot"));

    [OneTimeSetUp]
    public void Create()
    {
        _consumer = PackageFixture.NewConsumer("build targets");
        _consumer.WriteProject(Code);
    }

    [Test, Order(1)]
    public void The_report_has_a_page_for_each_function_and_its_numbers()
    {
        CommandResult result = _consumer.Target("TensorAotReport", "TensorAotSizes=n=100 m=10");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("App: 2 functions in "));
        Assert.That(Directory.GetFiles(Report).Select(Path.GetFileName), Is.EquivalentTo((string[])["index.html", "Logistic.Sigmoid.html", "Regression.Train.html", "report.json"]));
        JsonElement sigmoid = Functions().Single(f => f.GetProperty("name").GetString() == "Logistic.Sigmoid");
        Assert.That(sigmoid.GetProperty("flops").GetProperty("value").GetInt64(), Is.EqualTo(1000), "one sigmoid for each of 100 by 10 elements");
        Assert.That(sigmoid.GetProperty("bytes").GetProperty("formula").GetString(), Is.EqualTo("16*m*n"));
        JsonElement train = Functions().Single(f => f.GetProperty("name").GetString() == "Regression.Train");
        Assert.That(train.GetProperty("flops").GetProperty("value").GetInt64(), Is.GreaterThan(2 * 2 * 100 * 16 * 4), "a product forward and one for the gradient");
    }

    [Test, Order(2)]
    public void It_is_written_again_only_when_something_has_changed()
    {
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(Report, "report.json"));
        CommandResult same = _consumer.Target("TensorAotReport", "TensorAotSizes=n=100 m=10");
        Assert.That(same.ExitCode, Is.Zero, same.Output);
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(Report, "report.json")), Is.EqualTo(written));
        CommandResult others = _consumer.Target("TensorAotReport");
        Assert.That(others.ExitCode, Is.Zero, others.Output);
        Assert.That(Functions().Single(f => f.GetProperty("name").GetString() == "Logistic.Sigmoid").GetProperty("flops").GetProperty("value").GetInt64(), Is.EqualTo(128 * 128));
    }

    [Test, Order(3)]
    public void A_size_that_no_function_has_is_one_error_that_names_those_there_are()
    {
        CommandResult result = _consumer.Target("TensorAotReport", "TensorAotSizes=batch=100");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Errors(), Is.EqualTo((string[])["App.csproj : error TAOT7001: No function has a size 'batch'. The sizes are m, n."]), result.Output);
    }

    [Test, Order(4)]
    public void Every_function_is_verified()
    {
        CommandResult result = _consumer.Target("TensorAotVerify");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Match(@"Logistic\.Sigmoid +m = 5, n = 3 +15 agree +15 agree +3 agree"));
        Assert.That(result.Output, Does.Match(@"Regression\.Train +n = 3 +69 agree +69 agree +3 agree"), "the cost, 64 weights and 4 biases");
    }

    [Test, Order(5)]
    public void A_baseline_fails_the_build_when_it_is_missing_and_when_a_function_drifts()
    {
        CommandResult missing = _consumer.Target("TensorAotBaseline");
        Assert.That(missing.ExitCode, Is.Not.Zero);
        Assert.That(missing.Errors().Single(), Does.StartWith("App.csproj : error TAOT7003: There is no baseline"));

        CommandResult written = _consumer.Target("TensorAotBaseline", "TensorAotUpdateBaseline=true");
        Assert.That(written.ExitCode, Is.Zero, written.Output);
        CommandResult same = _consumer.Target("TensorAotBaseline");
        Assert.That(same.ExitCode, Is.Zero, same.Output);
        Assert.That(same.Output, Does.Contain("2 functions are as in "));

        _consumer.WriteProject(Code.Replace("1 / (1 + Exp(-x))", "Sum(Exp(x), 1, keepDims: true) * x", StringComparison.Ordinal));
        CommandResult drifted = _consumer.Target("TensorAotBaseline");
        Assert.That(drifted.ExitCode, Is.Not.Zero);
        Assert.That(drifted.Errors().Single(), Does.Match(@"TensorAotBaseline\.json\(\d+,5\): error TAOT7002: Logistic\.Sigmoid: FLOPs 16,384 -> 49,152 \(\+200\.0 %\).*generated C# changed"), drifted.Output);
        CommandResult tolerated = _consumer.Target("TensorAotBaseline", "TensorAotTolerance=5", "TensorAotBaselineText=false");
        Assert.That(tolerated.ExitCode, Is.Zero, tolerated.Output);
    }

    [Test, Order(6)]
    public void An_error_in_a_graph_is_the_compilers_and_there_is_no_report()
    {
        Directory.Delete(Report, recursive: true);
        _consumer.WriteProject(Code.Replace("1 / (1 + Exp(-x))", "Dot(x, x) + x[.., 0, 0]", StringComparison.Ordinal));
        CommandResult result = _consumer.Target("TensorAotReport");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Errors(), Has.Some.Match(@"Program\.cs\(10,\d+\): error TAOT2\d{3}"), result.Output);
        Assert.That(Directory.Exists(Report), Is.False);
    }

    private JsonElement[] Functions() =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Report, "report.json"))).RootElement.GetProperty("functions").EnumerateArray()];
}
