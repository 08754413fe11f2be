using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace FaceTests.Errors;

/// <summary>The C# compiler of the SDK with the generator, as a user's build runs it.</summary>
internal static partial class UserCompiler
{
    /// <summary>An error or warning that the compiler prints.</summary>
    /// <param name="Line">Its line, from 1.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Text">What it says.</param>
    public sealed record Message(int Line, string Id, string Text);

    private const string Header = "using System; using System.Linq; using TensorAot; using static TensorAot.Ops;";

    /// <summary>Compiles a source text to a library; gives errors and warnings.</summary>
    public static Message[] Compile(string source)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tensoraot-face-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "User.cs"), Header + source);
            File.WriteAllLines(Path.Combine(folder.FullName, "options.rsp"),
            [
                "-nologo", "-target:library", "-langversion:14", "-nullable:enable", "-unsafe+", "-noconfig", "-nostdlib+", "-out:User.dll",
                .. Analyzers().Select(path => $"-analyzer:\"{path}\""), .. References().Select(path => $"-reference:\"{path}\""), "User.cs",
            ]);
            return [.. MessageLine().Matches(Run(folder.FullName)).Select(m => new Message(int.Parse(m.Groups["line"].ValueSpan), m.Groups["id"].Value, m.Groups["text"].Value.Trim()))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string folder)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", ["exec", Compiler(), "@options.rsp"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Compiler() => Directory.GetDirectories(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "sdk"), "10.*")
        .Select(sdk => Path.GetFullPath(Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")))
        .Where(File.Exists).Order(StringComparer.Ordinal).Last();

    private static IEnumerable<string> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.CSharp.dll" or "netstandard.dll" or "TensorAot.Runtime.dll" or "TensorAot.Runtime.Wide.dll" or "TensorAot.Layers.dll" or "TensorAot.Optimizers.dll"));

    private static IEnumerable<string> Analyzers() => ((string[])["TensorAot.Generator", "TensorAot.Compiler"]).Select(name =>
        Path.Combine(Root(AppContext.BaseDirectory), "compiler", name, "bin", Configuration, "netstandard2.0", name + ".dll"));

    private static string Configuration => typeof(UserCompiler).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "TensorAot.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("TensorAot.sln"));

    [GeneratedRegex(@"\((?<line>\d+),\d+\): (error|warning) (?<id>\w+): (?<text>[^\r\n]*)")]
    private static partial Regex MessageLine();
}
