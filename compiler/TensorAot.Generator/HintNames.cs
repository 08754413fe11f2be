using System.Collections.Immutable;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator;

/// <summary>The names of generated files: unique without regard to case, as some file systems fold it.</summary>
internal static class HintNames
{
    /// <summary>The metadata names that differ from another only in case, in ordinal order; mostly none, so that adding a class renames nothing.</summary>
    public static EquatableArray<string> Clashes(ImmutableArray<string> names) => names
        .GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
        .Where(g => g.Count() > 1)
        .SelectMany(g => g)
        .OrderBy(n => n, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The file of a class: its metadata name, with a number where case alone tells it from another.</summary>
    public static string Of(string name, EquatableArray<string> clashes)
    {
        int number = clashes.Where(n => StringComparer.OrdinalIgnoreCase.Equals(n, name)).TakeWhile(n => n != name).Count();
        return number == 0 ? name + ".g.cs" : $"{name}-{number + 1}.g.cs";
    }
}
