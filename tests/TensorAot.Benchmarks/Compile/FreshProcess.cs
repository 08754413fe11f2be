using System.Diagnostics;

namespace TensorAot.Benchmarks.Compile;

/// <summary>Work in a process that has done nothing yet: this program, told by an environment variable.</summary>
internal static class FreshProcess
{
    private const string Variable = "TENSORAOT_BENCHMARK_TASK";
    private const string Mark = "answer: ";

    /// <summary>What this process was started for; null when a person started it.</summary>
    public static string? Task => Environment.GetEnvironmentVariable(Variable);

    /// <summary>The line with which a fresh process answers.</summary>
    public static string Run(string task)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(FreshProcess).Assembly.Location);
        start.ArgumentList.Add("compile");
        start.Environment[Variable] = task;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal)) is { } line && process.ExitCode == 0
            ? line[Mark.Length..]
            : throw new InvalidOperationException($"The process for '{task}' ended with {process.ExitCode}:\n{output}");
    }

    public static void Answer(string line) => Console.WriteLine(Mark + line);
}
