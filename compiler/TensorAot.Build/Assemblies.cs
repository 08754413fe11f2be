using System.Runtime.Loader;

namespace TensorAot.Build;

/// <summary>
/// Finds the assemblies that this program stands on and does not bring: Roslyn in the user's SDK, the compiler among the analyzers of the
/// package, the runtime among its libraries, and what the project itself references.
/// </summary>
internal static class Assemblies
{
    /// <summary>Looks in those places from now on.</summary>
    public static void Resolve(Options options)
    {
        string package = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
        string[] folders =
        [
            Path.Combine(package, "analyzers", "dotnet", "cs"), Path.Combine(package, "lib", "net10.0"),
            .. options.Roslyn is { } roslyn ? new[] { roslyn } : [],
        ];
        Lazy<Dictionary<string, string>> references = new(() => References(options.Arguments));
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            (folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists)
                ?? references.Value.GetValueOrDefault(name.Name!)) is { } path
            ? context.LoadFromAssemblyPath(path)
            : null;
    }

    /// <summary>The files that the C# compiler was given as references, by their names.</summary>
    private static Dictionary<string, string> References(string arguments)
    {
        var references = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in File.Exists(arguments) ? File.ReadAllLines(arguments) : [])
            if (line.StartsWith("/reference:", StringComparison.Ordinal) && line[11..].Trim('"') is var path && File.Exists(path))
                references.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        return references;
    }
}
