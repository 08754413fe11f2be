namespace TensorAot.Benchmarks.Pages;

/// <summary>The part of a page that a program writes, between two markers; the text around it is written by hand.</summary>
internal static class MeasuredSection
{
    /// <summary>Replaces what stands between <c>&lt;!-- NAME: begin --&gt;</c> and <c>&lt;!-- NAME: end --&gt;</c>.</summary>
    /// <exception cref="InvalidOperationException">The page has no such markers.</exception>
    public static void Replace(string page, string name, string content)
    {
        string begin = $"<!-- {name}: begin -->", end = $"<!-- {name}: end -->";
        string text = File.ReadAllText(page);
        int from = text.IndexOf(begin, StringComparison.Ordinal), to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{page} has no place for measurements: {begin} ... {end}.");
        File.WriteAllText(page, $"{text[..(from + begin.Length)]}\n\n{content.Trim()}\n\n{text[to..]}");
        Console.WriteLine($"Recorded in {page}.");
    }

    /// <summary>Writes a picture beside a page.</summary>
    /// <returns>The link to it.</returns>
    public static string Picture(string page, string file, string title, Svg picture)
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(page) ?? "", file), picture.ToString());
        return $"![{title}]({file})";
    }
}
