using System.Reflection;
using System.Text.RegularExpressions;

namespace TensorAot.Package.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static partial class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The configuration that the tests, and with them the packed projects, were built in.</summary>
    public static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The first C# block of README.md.</summary>
    public static string ReadmeExample() => CodeOf(Path.Combine(Root, "README.md"));

    /// <summary>The first C# block of a page.</summary>
    public static string CodeOf(string page) => CSharpBlock().Match(File.ReadAllText(page)).Groups["code"].Value;

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "TensorAot.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("TensorAot.sln"));

    [GeneratedRegex("^```csharp\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
