using System.Diagnostics;
using TensorAot.Cuda.Emulation;

namespace TensorAot.Cuda.Tests.Tools;

/// <summary>The tools that tests of CUDA text need beyond the .NET SDK. Without them a test is skipped, with a reason.</summary>
/// <remarks>
/// With <c>TENSORAOT_REQUIRE_CUDA_TOOLS=1</c> a missing tool is a failure: continuous integration has installed them.
/// </remarks>
internal static class Toolchain
{
    private static readonly Lazy<bool> CompilerFound = new(() => FindsCompiler());

    /// <summary>Skips the test where there is no C++ compiler.</summary>
    public static void RequireCompiler()
    {
        if (!CompilerFound.Value)
            Missing("g++ is not installed");
    }

    /// <summary>Skips the test where the emulator is to be used and there is no C++ compiler for it.</summary>
    public static void RequireDevice()
    {
        if (!TestDevice.IsGpu)
            RequireCompiler();
    }

    /// <summary>Skips the test where there is no NVRTC.</summary>
    public static void RequireNvrtc()
    {
        if (!NvrtcLibrary.IsAvailable)
            Missing("NVRTC is not installed (" + string.Join(", ", NvrtcLibrary.Candidates()) + ")");
    }

    /// <summary>Starts a program and waits for its end.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private static void Missing(string what)
    {
        var reason = Environment.GetEnvironmentVariable("TENSORAOT_CUDA_TOOLS_SKIP_REASON");
        var message = string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";
        if (Environment.GetEnvironmentVariable("TENSORAOT_REQUIRE_CUDA_TOOLS") == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }

    private static bool FindsCompiler()
    {
        try
        {
            return Run("g++", "--version").ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
