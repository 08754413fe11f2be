namespace TensorAot.Files;

/// <summary>How a CSV file is written.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between fields: a comma, unless said otherwise. Not a quote, a line break or a part of numbers.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether the first line holds the names of the columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>The columns to read, by place from 0, in the order of the result; null for all. Fields of other columns may hold anything.</summary>
    public IReadOnlyList<int>? Columns { get; init; }

    /// <summary>The columns to read, by name, in the order of the result; needs a header. Not together with <see cref="Columns"/>.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Places of columns not to read, from 0. Not together with <see cref="Columns"/> or <see cref="ColumnNames"/>.</summary>
    public IReadOnlyList<int> SkipColumns { get; init; } = [];

    /// <summary>Lines that begin with this character are skipped; null for none.</summary>
    public char? Comment { get; init; }

    /// <summary>Whether an empty field is NaN, for float and double; otherwise it is an error.</summary>
    public bool EmptyIsNaN { get; init; }
}
