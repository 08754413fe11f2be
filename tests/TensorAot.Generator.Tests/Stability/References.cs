using System.Globalization;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Stability;

/// <summary>An exact result as the nearest double and what is left; null where there is none.</summary>
internal readonly record struct Exact(double High, double Low)
{
    public static Exact? Parse(string text)
    {
        if (text.Trim() == "-")
            return null;
        string[] parts = text.Split(':');
        return new Exact(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A line of stability.txt.</summary>
internal sealed record Reference(string Name, double[] Arguments, Exact?[][] Results);

/// <summary>What mpmath says: see stability.py.</summary>
internal static class References
{
    private static readonly ILookup<string, Reference> s_lines = File.ReadLines(Path.Combine(Repository.Root, "tests/TensorAot.Generator.Tests/Stability/stability.txt"))
        .Select(line => line.Split(" | "))
        .Select(p => new Reference(
            p[0], [.. p[1].Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))], [.. p[2..].Select(r => r.Split(',').Select(Exact.Parse).ToArray())]))
        .ToLookup(r => r.Name);

    public static IEnumerable<string> Names => s_lines.Select(l => l.Key);

    /// <summary>The lines of a function whose arguments are numbers of the element type.</summary>
    public static Reference[] Of(Formula formula, Type type) =>
        [.. s_lines[formula.Reference].Where(r => type == typeof(double) || r.Arguments.All(a => (float)a == a))];
}
