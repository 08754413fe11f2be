namespace TensorAot.Files;

/// <summary>The names of arrays in files.</summary>
internal static class ArrayNames
{
    /// <summary>Whether a name is a relative path that stays where it is.</summary>
    public static bool IsPlain(string name) =>
        name.Length > 0 && !name.Contains('\\') && !name.AsSpan(1).StartsWith(":") && !name.Contains('\0')
        && name.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));

    /// <summary>The arrays to write, each name once.</summary>
    public static (string Name, IElementSource Array)[] Checked(IEnumerable<(string Name, DenseArray Array)> arrays)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        (string, IElementSource)[] result = [.. arrays.Select(a => (a.Name, (IElementSource)a.Array))];
        foreach (var (name, array) in result)
        {
            if (name is null || !IsPlain(name))
                throw new ArgumentException($"A name is not empty, has no root, no drive, no backslash and no '..', but {FileError.Quote(name)} was given.", nameof(arrays));
            if (!taken.Add(name))
                throw new ArgumentException($"Each name comes once, but {FileError.Quote(name)} was given twice.", nameof(arrays));
            if (array is null)
                throw new ArgumentNullException(nameof(arrays), $"The array {FileError.Quote(name)} is null.");
        }
        return result;
    }
}
