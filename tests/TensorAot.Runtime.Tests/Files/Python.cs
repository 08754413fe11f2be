using System.Diagnostics;

namespace TensorAot.Runtime.Tests.Files;

/// <summary>Runs scripts in a Python that has NumPy, where there is one.</summary>
internal static class Python
{
    private static readonly Lazy<string?> s_interpreter = new(() => ((string[])["python3", "/usr/bin/python3", "python"]).FirstOrDefault(HasNumPy));

    /// <summary>The output of a script; ends the test as skipped when there is no NumPy.</summary>
    public static string Run(string script, params string[] arguments)
    {
        if (s_interpreter.Value is not { } interpreter)
        {
            Assert.Ignore("there is no python3 with NumPy");
            return "";
        }
        (int exitCode, string output, string errors) = Start(interpreter, ["-c", script, .. arguments]);
        Assert.That(exitCode, Is.Zero, errors);
        return output.ReplaceLineEndings("\n").TrimEnd('\n');
    }

    private static bool HasNumPy(string interpreter)
    {
        try
        {
            return Start(interpreter, ["-c", "import numpy"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int ExitCode, string Output, string Errors) Start(string file, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
