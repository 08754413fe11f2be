namespace TensorAot.Files;

/// <summary>Which columns of a CSV file are read.</summary>
internal static class CsvColumns
{
    public static int[] Choose(string file, int line, CsvOptions options, int count, string[]? names)
    {
        if (options.Columns is not null && options.ColumnNames is not null)
            throw new ArgumentException("Columns and ColumnNames cannot both be given.", nameof(options));
        if ((options.Columns ?? (object?)options.ColumnNames) is not null && options.SkipColumns.Count > 0)
            throw new ArgumentException("SkipColumns cannot be given together with Columns or ColumnNames.", nameof(options));
        if (options.ColumnNames is { } wanted)
            return [.. wanted.Select(name => Find(file, line, names ?? throw new ArgumentException("ColumnNames needs HasHeader.", nameof(options)), name))];
        foreach (int column in options.Columns ?? options.SkipColumns)
            if (column < 0 || column >= count)
                throw FileError.Of(file, $"line {line}", $"a column {column}", $"there are {count}, from 0");
        return options.Columns is { } places ? [.. places] : [.. Enumerable.Range(0, count).Except(options.SkipColumns)];
    }

    private static int Find(string file, int line, string[] names, string name)
    {
        int at = Array.IndexOf(names, name);
        if (at < 0)
            throw FileError.Of(file, $"line {line}", $"a column {FileError.Quote(name)}", $"there are {FileError.Quote(string.Join(", ", names))}");
        return Array.IndexOf(names, name, at + 1) < 0 ? at : throw FileError.Of(file, $"line {line}", $"one column {FileError.Quote(name)}", "there are more");
    }
}
