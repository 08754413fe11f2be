namespace TensorAot.Package.Tests;

/// <summary>What <c>dotnet new</c> makes of the templates, from the packed files and as a newcomer would: made, restored, built, run.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public class TemplateTests
{
    private Consumer _place = null!;

    [OneTimeSetUp]
    public void Install()
    {
        _place = PackageFixture.NewConsumer("templates");
        CommandResult installed = New("install", PackageFixture.PathOf("TensorAot.Templates"));
        Assert.That(installed.ExitCode, Is.Zero, installed.Output);
        Assert.That(installed.Output, Does.Contain("tensoraot-console").And.Contain("tensoraot-classlib"));
    }

    [Test]
    public void The_console_program_trains_a_network_and_draws_what_it_has_learned()
    {
        // A name that is no name of C#.
        Assert.That(New("tensoraot-console", "-o", "first-steps").ExitCode, Is.Zero);
        CommandResult run = _place.Dotnet("run", "--project", "first-steps", "-c", "Release", "-p:UseSharedCompilation=false", "-p:TreatWarningsAsErrors=true");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        string[] lines = run.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.That(lines[..10], Has.All.Match(@"^step +\d+00   cost \d\.\d{3}   accuracy on new points \d+\.\d %$"), run.Output);
        double accuracy = double.Parse(lines[9].Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(accuracy, Is.GreaterThan(99), run.Output);
        Assert.That(lines[11..], Has.Length.EqualTo(24).And.All.Match("^[.#]{60}$"), run.Output);
    }

    [Test]
    public void The_library_builds_and_its_readme_says_how_to_use_it()
    {
        Assert.That(New("tensoraot-classlib", "-o", "My.Layers").ExitCode, Is.Zero);
        Assert.That(New("console", "-o", "App", "--no-restore").ExitCode, Is.Zero);
        string readme = File.ReadAllText(_place.PathOf("My.Layers/README.md"));
        Assert.That(readme, Does.Contain("dotnet add App reference My.Layers"));
        Assert.That(_place.Dotnet("add", "App", "reference", "My.Layers").ExitCode, Is.Zero);
        _place.Write("App/Program.cs", Repository.CodeOf(_place.PathOf("My.Layers/README.md")));

        CommandResult run = _place.Dotnet("run", "--project", "App", "-p:UseSharedCompilation=false", "-p:TreatWarningsAsErrors=true");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output.Trim(), Is.EqualTo("0 1 1 0"));
    }

    private CommandResult New(params string[] arguments) => _place.Dotnet(["new", .. arguments, "--debug:custom-hive", _place.PathOf("hive")]);
}
