namespace TensorAot.Examples.Tests;

/// <summary>What ./build.sh examples reads, and the options of an example.</summary>
[NonParallelizable]
public class OutcomeTests
{
    [Test]
    public void What_is_missed_is_said_and_fails()
    {
        Assert.That(Written(() => new Outcome().AtLeast("accuracy", 0.981, 0.97).AtMost("error", 0.5, 1).Picture("a.svg").ExitCode), Is.EqualTo((0, "figure: accuracy | 0.981 | at least 0.97\nfigure: error | 0.5 | at most 1\npicture: a.svg\n")));
        Assert.That(Written(() => new Outcome().AtLeast("accuracy", 0.96, 0.97).ExitCode), Is.EqualTo((1, "MISSED: accuracy | 0.96 | at least 0.97\n")));
        Assert.That(Written(() => new Outcome().AtMost("error", double.NaN, 1).AtMost("error", 0, 1).ExitCode).Item1, Is.EqualTo(1));
    }

    [Test]
    public void Options_have_values()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures");
        var options = new CommandLine(["--full", "--epochs", "3", "--pictures", folder], ("--full", "all"), ("--data DIR", "where"), ("--epochs N", "rounds"));
        Assert.That(options.Has("--full"));
        Assert.That(options.Value("--data"), Is.Null);
        Assert.That(options.Number("--epochs", 8), Is.EqualTo(3));
        Assert.That(options.Picture("a.svg"), Is.EqualTo(Path.Combine(folder, "a.svg")));
        Assert.That(Directory.Exists(folder));
    }

    [Test]
    public void Rates_rise_and_fall()
    {
        Assert.That(Schedule.Cosine(1, 0, 1000), Is.EqualTo(0.05f).Within(1e-6f));
        Assert.That(Schedule.Cosine(1, 500, 1000), Is.EqualTo(0.5f).Within(1e-6f));
        Assert.That(Schedule.Cosine(1, 999, 1000), Is.LessThan(1e-5f));
    }

    private static (int, string) Written(Func<int> run)
    {
        var console = Console.Out;
        using var writer = new StringWriter { NewLine = "\n" };
        Console.SetOut(writer);
        try
        {
            int code = run();
            return (code, writer.ToString());
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
