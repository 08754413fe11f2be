using System.Globalization;

namespace TensorAot.Compiler.Support;

/// <summary>
/// The identifiers that are taken in a scope, and new ones beside them: as <see cref="Identifiers.Unique"/>, for thousands of names.
/// </summary>
/// <param name="names">What is taken from the start.</param>
/// <param name="outer">The scope around it, whose names are taken too and which the new names do not concern.</param>
public sealed class NameSet(IEnumerable<string> names, NameSet? outer = null)
{
    private readonly HashSet<string> _taken = new(names, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    public bool Contains(string identifier) => _taken.Contains(identifier) || outer?.Contains(identifier) == true;

    /// <summary>An identifier made of a name or path, with a number when it is taken.</summary>
    public string Unique(string name)
    {
        string wish = Identifiers.From(name), identifier = wish;
        if (Contains(wish))
            identifier = Numbered(wish, FirstFree(wish));
        _taken.Add(identifier);
        return identifier;
    }

    /// <summary>The first number that is free. What a scope has found its inner ones need not look through again.</summary>
    private int FirstFree(string wish)
    {
        int number = Math.Max(_next.TryGetValue(wish, out int next) ? next : 2, outer?.FirstFree(wish) ?? 2);
        while (Contains(Numbered(wish, number)))
            number++;
        return _next[wish] = number;
    }

    private static string Numbered(string wish, int number) =>
        wish + (char.IsDigit(wish[wish.Length - 1]) ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
}
