using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TensorAot.Package.Tests;

/// <summary>What a command wrote, standard error after standard output, and how it ended.</summary>
internal sealed partial record CommandResult(int ExitCode, string Output)
{
    /// <summary>The errors of a build, each once and from the file's name on; a build reports them once more in its summary.</summary>
    public string[] Errors() => [.. ErrorLine().Matches(Output).Select(match => match.Value.Trim()).Distinct()];

    [GeneratedRegex(@"[^/\\\r\n]*: error [^\r\n]*(?= \[[^\]\r\n]*\.csproj(?:::[^\]\r\n]*)?\])")]
    private static partial Regex ErrorLine();
}

/// <summary>Runs the SDK's command line as a user does.</summary>
internal static class Commands
{
    // A build server would keep assemblies of the temporary folder loaded, and the outer test run's settings must not leak in.
    private static readonly (string Name, string? Value)[] s_environment =
    [
        ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"),
        ("MSBUILDDISABLENODEREUSE", "1"), ("MSBuildSDKsPath", null), ("MSBuildExtensionsPath", null),
        ("MSBUILD_EXE_PATH", null), ("MSBuildLoadMicrosoftTargetsReadOnly", null),
    ];

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">Where restored packages go.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CommandResult Dotnet(string folder, string? packages, params string[] arguments) => Run("dotnet", folder, packages, arguments);

    /// <summary>Runs a program in a folder.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">Where restored packages go.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CommandResult Run(string program, string folder, string? packages, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in s_environment)
            start.Environment[name] = value;
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output + errors.Result);
    }
}
