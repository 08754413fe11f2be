namespace TensorAot.Package.Tests;

/// <summary>
/// What is published runs, and prints what the program prints that was only built. With warnings as errors, so that neither the compiler's
/// analyzers for trimming and ahead-of-time compilation nor the trimmer complain of an assembly of the package or of generated code.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public class PublishTests
{
    private const string Code = """
        using TensorAot;
        using TensorAot.Layers;
        using TensorAot.Optimizers;
        using static TensorAot.Ops;

        var model = new Model();
        double[,] x = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        double[] y = [0, 1, 1, 0];
        for (int i = 0; i < 500; i++)
            model.Train(x, y);
        string file = Path.Combine(AppContext.BaseDirectory, Path.GetRandomFileName() + ".npz");
        model.Save(file);
        var loaded = new Model();
        loaded.Load(file);
        File.Delete(file);
        Console.WriteLine(string.Join(" ", loaded.Predict(x)));
        Console.WriteLine(string.Join(" ", Model.Values(new double[,] { { 3, 1 }, { 1, 3 } }).Select(v => v.ToString("F12"))));
        Console.WriteLine(string.Join(" ", loaded.Draw(10)));
        try
        {
            model.Train(x, [1, 2]);
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.Message);
        }

        [TensorGraph]
        public sealed partial class Model
        {
            private readonly Sequential<double> _net = new(new Dense<double>(2, 8, Tanh), new Dense<double>(8, 1));
            private readonly Adam<double> _adam;
            private readonly RandomStream _random = new(7);

            public Model() => _adam = new(_net.Parameters, 0.05);

            [Function]
            Expr<double> Train([Dims("n", 2)] Matrix<double> x, [Dims("n")] Vector<double> y)
            {
                var cost = Mean(Square(_net.Apply(x)[.., 0] - y));
                _adam.Step(cost);
                return cost;
            }

            [Function]
            Expr<double> Predict([Dims("n", 2)] Matrix<double> x) => Round(Abs(_net.Apply(x)[.., 0]));

            [Function]
            static Expr<double> Values([Dims("n", "n")] Matrix<double> x) => SingularValues(x);

            [Function]
            Expr<double> Draw(Scalar<double> scale) => scale * _random.Normal<double>(0, 1, 3);
        }
        """;

    private const string Properties = """
        <UseAppHost>true</UseAppHost>
        <IsAotCompatible>true</IsAotCompatible>
        <TrimmerSingleWarn>false</TrimmerSingleWarn>
        <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        <InvariantGlobalization>true</InvariantGlobalization>
        """;

    private Consumer _consumer = null!;
    private string _expected = "";

    [OneTimeSetUp]
    public void Build()
    {
        _consumer = PackageFixture.NewConnectedConsumer("publish");
        CommandResult built = _consumer.Build(Code, Properties);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        _expected = _consumer.Run().Output;
        // Exclusive or, learned; the eigenvalues of [[3, 1], [1, 3]]; three draws; the message of a wrong length.
        Assert.That(_expected.ReplaceLineEndings("\n"), Does.Match(@"^0 1 1 0\n4\.000000000000 2\.000000000000\n\S+ \S+ \S+\ny is double\[n\] \(here \[4\]\), but \[2\] was given"));
    }

    [Test]
    public void Trimmed_into_one_file_with_its_runtime_and_compiled_ahead() =>
        PublishAndCompare("whole", "--self-contained", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:PublishReadyToRun=true");

    [Test]
    public void In_one_file_for_an_installed_runtime() => PublishAndCompare("single", "--no-self-contained", "-p:PublishSingleFile=true");

    private void PublishAndCompare(string folder, params string[] options)
    {
        CommandResult published = _consumer.Dotnet(
            ["publish", "-nologo", "-v", "quiet", "-clp:NoSummary", "--use-current-runtime", "-p:UseSharedCompilation=false", "-o", folder, .. options]);
        Restore.Require(published);
        Assert.That(published.ExitCode, Is.Zero, published.Output);
        Assert.That(published.Output, Does.Not.Contain("warning "));
        string program = _consumer.PathOf(Path.Combine(folder, OperatingSystem.IsWindows() ? "App.exe" : "App"));
        Assert.That(Directory.GetFiles(_consumer.PathOf(folder), "*.dll"), Is.Empty, "all is in the program");
        CommandResult run = Commands.Run(program, _consumer.PathOf(folder), null);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Is.EqualTo(_expected));
    }
}
