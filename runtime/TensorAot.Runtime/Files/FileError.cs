using System.Text;

namespace TensorAot.Files;

/// <summary>The one failure of all readers: which file, which field, what was expected and what came.</summary>
internal static class FileError
{
    private const int MaxQuoted = 80;

    public static InvalidDataException Of(string file, string field, string expected, string actual, Exception? cause = null) =>
        new($"{file}: {field}: {expected} expected, but {actual}.", cause);

    /// <summary>Text from a file in quotes, safe to print.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"'{Clean(text)}'";

    /// <summary>Text from a file, safe to print: short, and without control characters.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder();
        foreach (char c in text.Length > MaxQuoted ? text[..MaxQuoted] : text)
            quoted.Append(char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? '?' : c);
        return quoted.Append(text.Length > MaxQuoted ? "..." : "").ToString();
    }

    /// <summary>Sizes as <c>[2, 3]</c>.</summary>
    public static string Sizes(ReadOnlySpan<long> lengths) => $"[{string.Join(", ", lengths.ToArray().Select(n => FormattableString.Invariant($"{n}")))}]";

    public static string Number(long number) => FormattableString.Invariant($"{number}");
}
