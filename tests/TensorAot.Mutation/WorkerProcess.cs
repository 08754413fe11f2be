using System.Diagnostics;

namespace TensorAot.Mutation;

/// <summary>A process that tries mutants, one at a time; it is started again when a mutant ends it.</summary>
internal sealed class WorkerProcess(string baselinePath, TimeSpan limit) : IDisposable
{
    private Process? _process;

    /// <summary>What killed a mutant: a test, the end of the process, or time; null when it survived.</summary>
    public async Task<string?> Try(string mutant)
    {
        Process process = _process ??= await Start();
        await process.StandardInput.WriteLineAsync(mutant);
        await process.StandardInput.FlushAsync();
        using var timer = new CancellationTokenSource(limit);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(timer.Token) is { } line)
                if (line.StartsWith(Worker.Answer, StringComparison.Ordinal))
                    return line.Length == Worker.Answer.Length ? null : line[Worker.Answer.Length..];
            return End("(the process ended)");
        }
        catch (OperationCanceledException)
        {
            return End("(out of time)");
        }
    }

    public void Dispose() => End("");

    private string End(string how)
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
        _process = null;
        return how;
    }

    private async Task<Process> Start()
    {
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] program = isHosted ? [typeof(WorkerProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. program, "--worker", baselinePath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A mutant that makes nodes without end must not take the machine with it.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x100000000";
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line == Worker.Ready)
                return process;
        throw new InvalidOperationException($"a worker ended with exit code {process.ExitCode} before it tried a mutant");
    }
}
