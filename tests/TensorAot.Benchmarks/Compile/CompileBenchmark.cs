using System.Globalization;
using TensorAot.Benchmarks.Peers;

namespace TensorAot.Benchmarks.Compile;

/// <summary>
/// What the compiler takes: for a function in a process that has compiled before and in a fresh one, after a keystroke, and before a
/// generated function runs at its full speed.
/// </summary>
internal static class CompileBenchmark
{
    private const int Keystrokes = 40;

    public static void Run(BenchmarkOptions options)
    {
        if (FreshProcess.Task is { } task)
        {
            FreshProcess.Answer(Work(task));
            return;
        }
        List<CompileRow> rows = [];
        Add(rows, options, Warm(CompileSources.Perceptron, "W4"));
        Add(rows, options, Warm(CompileSources.Recurrent, "W7"));
        Add(rows, options, Cold(CompileSources.Perceptron, "W4"));
        Add(rows, options, Cold(CompileSources.Recurrent, "W7"));
        foreach (CompileRow row in AfterKeystrokes())
            Add(rows, options, row);
        foreach (CompileRow row in Calls())
            Add(rows, options, row);
        if (options.Page.Length > 0)
            CompilePage.Record(options.Page, rows);
    }

    private static void Add(List<CompileRow> rows, BenchmarkOptions options, CompileRow row)
    {
        if (!options.Wants(row.What))
            return;
        rows.Add(row);
        Console.WriteLine(row.Line);
    }

    private static CompileRow Warm(string source, string name)
    {
        List<double> times = [];
        string stages = "";
        for (int i = 0; i < 60; i++)
        {
            var host = new CompileHost([(source + ".cs", CompileSources.Of(source))]);
            host.Run();
            (double milliseconds, string text) = host.Times[0];
            if (times.Count == 0 || milliseconds <= times.Min())
                stages = text;
            times.Add(milliseconds);
        }
        // The first half is for the runtime to compile the compiler.
        return CompileRow.Of($"{name} in the compiler, warm", times.Skip(30), name == "W4" ? 200 : 1000, stages);
    }

    private static CompileRow Cold(string source, string name)
    {
        string[] answers = [.. Enumerable.Range(0, 3).Select(_ => FreshProcess.Run("compile " + source))];
        string best = answers.MinBy(Number)!;
        return CompileRow.Of($"{name} in the compiler, first class of a process", answers.Select(Number), name == "W4" ? 200 : 1000, best[(best.IndexOf(' ') + 1)..]);
    }

    private static IEnumerable<CompileRow> AfterKeystrokes()
    {
        var host = new CompileHost(CompileSources.Project());
        host.Run();
        yield return Keystroke(host, "A keystroke in another file, project of 20 classes", CompileSources.Unrelated, "1000", "1001", 5);
        yield return Keystroke(host, "A keystroke in W4, project of 20 classes", CompileSources.Perceptron + ".cs", "0.05, [784", "0.06, [784", 100);
        yield return Keystroke(host, "A keystroke in W4 that changes a formula", CompileSources.Perceptron + ".cs", "Mean(CrossEntropy", "Sum(CrossEntropy", 100);
    }

    private static CompileRow Keystroke(CompileHost host, string what, string file, string one, string other, double target)
    {
        List<double> times = [];
        for (int i = 0; i < 2 * Keystrokes; i++)
            times.Add(i % 2 == 0 ? host.Edit(file, one, other) : host.Edit(file, other, one));
        return CompileRow.Of(what, times.Skip(Keystrokes), target, "");
    }

    private static IEnumerable<CompileRow> Calls()
    {
        double[][] plain = [.. Enumerable.Range(0, 3).Select(_ => Numbers(FreshProcess.Run("call")))];
        double[][] prepared = [.. Enumerable.Range(0, 3).Select(_ => Numbers(FreshProcess.Run("prepare")))];
        yield return CompileRow.Of("First call of W4, first of a process", plain.Select(n => n[1]), 100, "");
        yield return CompileRow.Of("Calls 2 to 100 of W4, median", plain.Select(n => n[2]), 1.5 * plain.Min(n => n[3]),
            string.Create(CultureInfo.InvariantCulture, $"steady state {plain.Min(n => n[3]):F2} ms"));
        yield return CompileRow.Of("Prepare() of W4, first of a process", prepared.Select(n => n[0]), null, "");
        yield return CompileRow.Of("First call of W4 after Prepare()", prepared.Select(n => n[1]), null, "");
    }

    /// <summary>What a fresh process does.</summary>
    private static string Work(string task)
    {
        if (task is "call" or "prepare")
            return string.Join(' ', FirstCalls.Measure(prepare: task == "prepare").Select(n => n.ToString("F3", CultureInfo.InvariantCulture)));
        string source = task["compile ".Length..];
        var host = new CompileHost([(source + ".cs", CompileSources.Of(source))]);
        host.Run();
        return string.Create(CultureInfo.InvariantCulture, $"{host.Times[0].Milliseconds} {host.Times[0].Stages}");
    }

    private static double[] Numbers(string line) => [.. line.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    private static double Number(string line) => double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
}
