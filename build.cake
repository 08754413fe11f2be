// The build, as targets: run, build, test, examples, generate, accuracy, fuzz, fuzz-files, mutate, bench, deep, gpu-runner, pack. build.sh and build.ps1 start it.
using System.Globalization;
using System.Xml.Linq;

var target = Argument("target", "test");
var configuration = Argument("configuration", "Release");
var solution = MakeAbsolute(File("TensorAot.sln"));
var artifacts = MakeAbsolute(Directory("artifacts"));
var total = new Counts(0, 0, 0);
var figures = new List<string[]>();

record Counts(int Passed, int Failed, int Skipped)
{
    public static Counts operator +(Counts a, Counts b) =>
        new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

// ---- helpers ----------------------------------------------------------------------------------------------------

void Say(string line = "") => Console.WriteLine(line);

int Dotnet(params string[] arguments) =>
    StartProcess("dotnet", new ProcessSettings { Arguments = Quoted(arguments) });

(int ExitCode, string[] Output) DotnetQuietly(params string[] arguments)
{
    var settings = new ProcessSettings
    {
        Arguments = Quoted(arguments),
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    var exitCode = StartProcess("dotnet", settings, out IEnumerable<string> output, out IEnumerable<string> errors);
    return (exitCode, output.Concat(errors).ToArray());
}

ProcessArgumentBuilder Quoted(string[] arguments)
{
    var builder = new ProcessArgumentBuilder();
    foreach (var argument in arguments)
        builder.AppendQuoted(argument);
    return builder;
}

void Require(int exitCode, string what)
{
    if (exitCode != 0)
        throw new CakeException($"{what} ended with exit code {exitCode}.");
}

void Build(string project)
{
    var (exitCode, output) = DotnetQuietly(
        "build", project, "-c", configuration, "-v", "quiet", "-nologo", "-clp:NoSummary");
    if (exitCode == 0)
        return;
    var errors = output.Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToArray();
    foreach (var line in (errors.Length > 0 ? errors : output).Where(line => line.Length > 0).Distinct())
        Say(line);
    throw new CakeException($"{System.IO.Path.GetFileName(project)} does not build.");
}

string ProjectOf(string folder) =>
    GetFiles($"{folder}/*.csproj").Select(file => file.FullPath).SingleOrDefault()
    ?? throw new CakeException($"{folder} holds no project.");

string BuiltAssembly(string project)
{
    var name = System.IO.Path.GetFileNameWithoutExtension(project);
    var folder = System.IO.Path.GetDirectoryName(project);
    return System.IO.Path.Combine(folder, "bin", configuration, "net10.0", name + ".dll");
}

string[] SolutionProjects() =>
    ParseSolution(solution).Projects.Select(project => project.Path.FullPath).OrderBy(path => path, StringComparer.Ordinal).ToArray();

string[] TestProjects() => SolutionProjects().Where(path => path.EndsWith(".Tests.csproj", StringComparison.Ordinal)).ToArray();

bool IsInSolution(string project) => SolutionProjects().Contains(project);

string[] ExampleProjects() =>
    GetFiles("examples/*/*.csproj").Select(file => file.FullPath)
        .OrderBy(path => path, StringComparer.Ordinal)
        .ToArray();

void Report(string name, Counts counts, System.Diagnostics.Stopwatch watch, string note = "")
{
    var seconds = watch.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
    var skipped = counts.Skipped > 0 ? $", {counts.Skipped} skipped" : "";
    Say($"  {(counts.Failed == 0 ? "ok  " : "FAIL")}  {name,-32} {counts.Passed,6} passed, {counts.Failed} failed{skipped}"
        + $"  ({seconds} s){note}");
    total += counts;
}

// One project's tests; a project whose host dies counts as one failure, so that nothing is lost in the sum.
void RunTests(string project)
{
    var name = System.IO.Path.GetFileNameWithoutExtension(project);
    var watch = System.Diagnostics.Stopwatch.StartNew();
    var results = artifacts.CombineWithFilePath($"tests/{name}.trx").FullPath;
    if (System.IO.File.Exists(results))
        System.IO.File.Delete(results);
    var (exitCode, output) = DotnetQuietly(
        "test", BuiltAssembly(project), "--nologo", "--logger", $"trx;LogFileName={name}.trx",
        "--results-directory", artifacts.Combine("tests").FullPath,
        "--blame-hang-timeout", "15min", "--blame-hang-dump-type", "none");

    var counts = new Counts(0, 0, 0);
    XElement run = System.IO.File.Exists(results) ? XElement.Load(results) : null;
    if (run is not null)
        counts = Sum(run);
    var hostDied = exitCode != 0 && counts.Failed == 0;
    if (hostDied)
        counts += new Counts(0, 1, 0);
    Report(name, counts, watch);
    if (hostDied)
        foreach (var line in output.Where(line => line.Length > 0).TakeLast(20))
            Say("        " + line);
    if (run is not null)
        Explain(run);
}

IEnumerable<XElement> Results(XElement run, params string[] outcomes) =>
    run.Descendants().Where(element => element.Name.LocalName == "UnitTestResult"
        && outcomes.Contains((string)element.Attribute("outcome")));

Counts Sum(XElement run)
{
    var all = run.Descendants().Count(element => element.Name.LocalName == "UnitTestResult");
    var passed = Results(run, "Passed").Count();
    var skipped = Results(run, "NotExecuted", "Inconclusive").Count();
    return new Counts(passed, all - passed - skipped, skipped);
}

string MessageOf(XElement result) =>
    result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value.Trim()
    ?? result.Descendants().FirstOrDefault(element => element.Name.LocalName == "StdOut")?.Value.Trim()
    ?? "no reason given";

string StackOf(XElement result) =>
    result.Descendants().FirstOrDefault(element => element.Name.LocalName == "StackTrace")?.Value.TrimEnd() ?? "";

// The frames of our own code, once: NUnit repeats the stack, and the framework's frames say nothing.
IEnumerable<string> OwnFrames(XElement result) =>
    StackOf(result).Split('\n')
        .Select(line => System.Text.RegularExpressions.Regex.Replace(line.Trim(), @"^\d+\)\s+", ""))
        .Where(line => line.StartsWith("at ", StringComparison.Ordinal) && IsOurs(line))
        .Distinct()
        .Select(line => "  " + line);

bool IsOurs(string line) =>
    line.Trim() is { Length: > 0 } text
    && !text.StartsWith("at System.", StringComparison.Ordinal) && !text.StartsWith("at NUnit.", StringComparison.Ordinal);

// Tests that failed for one reason are told together.
void Explain(XElement run)
{
    foreach (var skipped in Results(run, "NotExecuted", "Inconclusive").GroupBy(MessageOf))
        Say($"        skipped {skipped.Count()}: {skipped.Key.Split('\n')[0]}");
    foreach (var failed in Results(run, "Failed", "Error", "Timeout", "Aborted").GroupBy(MessageOf).Take(20))
    {
        foreach (var test in failed.Take(5))
            Say($"        failed: {(string)test.Attribute("testName")}");
        if (failed.Count() > 5)
            Say($"        failed: ... and {failed.Count() - 5} more, with the same message");
        foreach (var line in failed.Key.Split('\n').Where(IsOurs).Take(20).Concat(OwnFrames(failed.First()).Take(8)))
            Say("            " + line.TrimEnd());
    }
}

// An example checks its own figures: its exit code says whether it reached what it states, its last lines what that is.
void RunExample(string project, bool isBuilt)
{
    var name = System.IO.Path.GetFileNameWithoutExtension(project);
    var watch = new System.Diagnostics.Stopwatch();
    string[] output;
    try
    {
        if (!isBuilt)
            Build(project);
        watch.Start();
        int exitCode;
        (exitCode, output) = DotnetQuietly(BuiltAssembly(project), "--pictures", artifacts.Combine("examples").FullPath);
        Report("examples/" + name, exitCode == 0 ? new Counts(1, 0, 0) : new Counts(0, 1, 0), watch);
        Note(name, output, watch);
        if (exitCode == 0)
            return;
        Say($"        ended with exit code {exitCode}, after the lines");
    }
    catch (CakeException exception)
    {
        Report("examples/" + name, new Counts(0, 1, 0), watch);
        output = [exception.Message];
    }
    foreach (var line in output.TakeLast(30))
        Say("        " + line);
}

// "figure: test accuracy | 0.98 | at least 0.97" and "picture: /path" become rows of the table; only the first row of an example has time and picture.
void Note(string name, string[] output, System.Diagnostics.Stopwatch watch)
{
    var time = watch.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";
    var picture = output.Where(line => line.StartsWith("picture: ", StringComparison.Ordinal)).Select(line => line["picture: ".Length..]).FirstOrDefault("");
    if (picture.Length > 0)
        picture = System.IO.File.Exists(picture) ? System.IO.Path.GetRelativePath(Environment.CurrentDirectory, picture) : "not written: " + picture;
    var reached = output.Where(line => line.StartsWith("figure: ", StringComparison.Ordinal) || line.StartsWith("MISSED: ", StringComparison.Ordinal)).ToArray();
    for (var i = 0; i < reached.Length; i++)
    {
        var cells = reached[i]["figure: ".Length..].Split(" | ");
        var stated = cells[2] + (reached[i].StartsWith("MISSED", StringComparison.Ordinal) ? "  MISSED" : "");
        figures.Add([i == 0 ? name : "", cells[0], cells[1], stated, i == 0 ? time : "", i == 0 ? picture : ""]);
    }
}

void SayFigures()
{
    List<string[]> rows = [["example", "figure", "reached", "stated", "time", "picture"], .. figures];
    var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
    Say();
    foreach (var row in rows)
        Say("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
}

// ---- targets ----------------------------------------------------------------------------------------------------

Task("run")
    .Description("Trains a network on handwritten digits.")
    .Does(() =>
    {
        Say("Building examples/digits; the first time takes a minute ...");
        var project = ProjectOf("examples/digits");
        Build(project);
        Require(Dotnet(BuiltAssembly(project)), "The digits example");
    });

Task("build")
    .Description("Builds the solution.")
    .Does(() =>
    {
        Say($"Building {solution.GetFilename()} ({configuration}); the first time takes a minute or two ...");
        Build(solution.FullPath);
    });

Task("test")
    .Description("Builds the solution, runs all its tests and the examples; the last line sums them up.")
    .IsDependentOn("build")
    .Does(() =>
    {
        Say("Testing ...");
        foreach (var project in TestProjects())
            RunTests(project);
        foreach (var project in ExampleProjects())
            RunExample(project, isBuilt: IsInSolution(project));
        SayFigures();
    });

Task("examples")
    .Description("Runs every example on a short budget, checks that it reaches what it states, and writes the pictures to artifacts/examples.")
    .Does(() =>
    {
        Say("Running the examples ...");
        foreach (var project in ExampleProjects())
            RunExample(project, isBuilt: false);
        SayFigures();
    });

Task("generate")
    .Description("Rewrites the committed generated files.")
    .Does(() =>
    {
        Require(
            Dotnet("run", "-c", configuration, "--project", ProjectOf("compiler/TensorAot.Generate"), "--"),
            "The generation");
        // The pages that show what the compiler prints are written by the tests that compare them.
        System.Environment.SetEnvironmentVariable("TENSORAOT_WRITE_DOCS", "1");
        Require(
            Dotnet("test", ProjectOf("tests/TensorAot.Generator.Tests"), "-c", configuration, "-v", "quiet", "-nologo",
                "--filter", "FullyQualifiedName~Documentation"),
            "Writing the documentation");
        Require(
            Dotnet("test", ProjectOf("tests/TensorAot.Cuda.Tests"), "-c", configuration, "-v", "quiet", "-nologo",
                "--filter", "FullyQualifiedName~ProgramCompileTests"),
            "Recording the registers of kernels");
    });

Task("bench")
    .Description("Measures beside the peers; --only=W3, --threads=1,2, --rounds=N; --suite=NAME runs another suite, --record writes docs/performance.md.")
    .Does(() =>
    {
        string[] options = new[] { "only", "threads", "rounds" }.Where(name => HasArgument(name))
            .SelectMany(name => new[] { "--" + name, Argument<string>(name) }).ToArray();
        string[] record = HasArgument("record") ? ["--record", "docs/performance.md"] : [];
        string[] arguments = ["run", "-c", configuration, "--project", ProjectOf("tests/TensorAot.Benchmarks"), "--"];
        Require(Dotnet([.. arguments, Argument("suite", "peers"), .. options, .. record]), "The benchmark");
    });

Task("deep")
    .Description("Times each stage of the compiler on deep graphs; --only=TEXT, --lengths=1250,2500, --runs=N; --record writes docs/deep-graphs.md.")
    .Does(() =>
    {
        string[] options = new[] { "only", "lengths", "runs" }.Where(name => HasArgument(name))
            .SelectMany(name => new[] { "--" + name, Argument<string>(name) }).ToArray();
        string[] record = HasArgument("record") ? ["--record", "docs/deep-graphs.md"] : [];
        string[] arguments = ["run", "-c", configuration, "--project", ProjectOf("tests/TensorAot.DeepGraphs"), "--"];
        Require(Dotnet([.. arguments, .. options, .. record]), "The measurement");
    });

Task("accuracy")
    .Description("Measures the errors of elementwise functions against MPFR; --only=Erf,Tan, --stride=64, --samples=N, --threads=N; --record writes docs/accuracy.md.")
    .Does(() =>
    {
        string[] options = new[] { "only", "stride", "samples", "threads" }.Where(name => HasArgument(name))
            .SelectMany(name => new[] { "--" + name, Argument<string>(name) }).ToArray();
        string[] record = HasArgument("record") ? ["--record", "docs/accuracy.md"] : [];
        string[] arguments = ["run", "-c", configuration, "--project", ProjectOf("tests/TensorAot.Accuracy"), "--"];
        Require(Dotnet([.. arguments, .. options, .. record]), "The measurement");
    });

Task("mutate")
    .Description("Changes each rule and gradient in turn and runs the tests that should see it; --only=TEXT, --stride=N, --workers=N; --record writes docs/mutation.md.")
    .Does(() =>
    {
        string[] options = new[] { "only", "stride", "workers", "least" }.Where(name => HasArgument(name))
            .SelectMany(name => new[] { "--" + name, Argument<string>(name) }).ToArray();
        string[] record = HasArgument("record") ? ["--record", "docs/mutation.md"] : [];
        string[] arguments = ["run", "-c", configuration, "--project", ProjectOf("tests/TensorAot.Mutation"), "--"];
        Require(Dotnet([.. arguments, .. options, .. record]), "The measurement");
    });

Task("fuzz")
    .Description("Compares random graphs, written and rewritten, interpreted and compiled; --graphs=N, --seed=S, --workers=W (processes), --compile=K (every K-th batch as C#), --case=NUMBER (one alone), --record writes docs/fuzzing.md.")
    .Does(() =>
    {
        string[] options = new[] { "graphs", "seed", "workers", "compile", "batch", "portable", "show", "case" }.Where(name => HasArgument(name))
            .Select(name => $"--{name}={Argument<string>(name)}").ToArray();
        string[] record = HasArgument("record") ? ["--record=docs/fuzzing.md"] : [];
        string[] arguments = ["run", "-c", configuration, "--project", ProjectOf("tests/TensorAot.Fuzz"), "--"];
        Require(Dotnet([.. arguments, .. options, .. record]), "The fuzzing");
    });

Task("fuzz-files")
    .Description("Reads mutated files of every format; --count=N of each, --seed=S; --record writes the table of docs/files.md.")
    .Does(() =>
    {
        string[] options = new[] { "count", "seed" }.Where(name => HasArgument(name))
            .Select(name => $"--{name}={Argument<string>(name)}").ToArray();
        string[] record = HasArgument("record") ? ["--record=docs/files.md"] : [];
        string[] arguments = ["run", "-c", configuration, "--project", ProjectOf("tests/TensorAot.FileFuzz"), "--"];
        Require(Dotnet([.. arguments, .. options, .. record]), "The fuzzing of files");
    });

Task("gpu-runner")
    .Description("Publishes the tests and benchmarks of GPUs as one file that needs no .NET: .gpu/TensorAot.GpuRunner, for Linux on x86-64.")
    .Does(() =>
    {
        string[] arguments = ["publish", ProjectOf("tests/TensorAot.GpuRunner"), "-c", configuration, "-v", "quiet", "-nologo", "-p:GpuRunner=true", "-o", ".gpu"];
        Require(Dotnet(arguments), "The publishing");
        foreach (var file in GetFiles(".gpu/*").Where(file => file.GetFilename().FullPath != "TensorAot.GpuRunner"))
            DeleteFile(file);
        var size = new System.IO.FileInfo(".gpu/TensorAot.GpuRunner").Length / 1048576.0;
        Say($".gpu/TensorAot.GpuRunner ({size.ToString("F0", CultureInfo.InvariantCulture)} MiB): run it on a machine with a GPU, with --json=FILE for the figures");
    });

Task("pack")
    .Description("Makes the packages of packaging/ in artifacts/packages.")
    .Does(() =>
    {
        var projects = SolutionProjects().Where(path => path.Contains("/packaging/")).ToArray();
        foreach (var project in projects)
            Require(Dotnet("pack", project, "-c", configuration, "-v", "quiet", "-nologo"), "The packing");
        foreach (var package in GetFiles("artifacts/packages/*.nupkg"))
            Say($"artifacts/packages/{package.GetFilename()}");
    });

// Ends the process itself: Cake would add a table of durations after the line that sums up.
Teardown(context =>
{
    if (!context.Successful)
        Console.Error.WriteLine(context.ThrownException.Message);
    var tested = target is "test" or "examples";
    if (tested && context.Successful)
        Say("\n" + total);
    Environment.Exit(context.Successful && total.Failed == 0 && (!tested || total.Passed > 0) ? 0 : 1);
});

RunTarget(target);
