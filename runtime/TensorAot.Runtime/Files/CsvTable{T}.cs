namespace TensorAot.Files;

/// <summary>The numbers of a CSV file.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CsvTable<T>
{
    internal CsvTable(IReadOnlyList<string>? names, T[] values, int rowCount, int columnCount)
    {
        Names = names;
        Values = values;
        RowCount = rowCount;
        ColumnCount = columnCount;
    }

    /// <summary>The names of the columns that were read; null without a header.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>The numbers, row after row.</summary>
    public T[] Values { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns that were read.</summary>
    public int ColumnCount { get; }

    /// <summary>One number.</summary>
    /// <param name="row">Its row, from 0.</param>
    /// <param name="column">Its column, from 0.</param>
    public T this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)ColumnCount, nameof(column));
            return Values[(row * ColumnCount) + column];
        }
    }

    /// <summary>A copy of one column.</summary>
    /// <param name="column">Its place among those that were read, from 0.</param>
    /// <returns>Its numbers.</returns>
    public T[] Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)ColumnCount, nameof(column));
        var values = new T[RowCount];
        for (int row = 0; row < values.Length; row++)
            values[row] = Values[(row * ColumnCount) + column];
        return values;
    }

    /// <summary>A copy of one column.</summary>
    /// <param name="name">Its name in the header.</param>
    /// <returns>Its numbers.</returns>
    /// <exception cref="ArgumentException">No column that was read has this name.</exception>
    public T[] Column(string name)
    {
        for (int column = 0; column < Names?.Count; column++)
            if (Names[column] == name)
                return Column(column);
        throw new ArgumentException($"There is no column '{name}': {(Names is null ? "the file was read without a header" : "there are " + string.Join(", ", Names))}.", nameof(name));
    }

    /// <summary>A copy as a matrix.</summary>
    /// <returns>The numbers, rows first.</returns>
    public T[,] ToArray2D() => ToDense().ToArray2D();

    /// <summary>The numbers with their sizes, without a copy.</summary>
    /// <returns>An array of rank 2.</returns>
    public DenseArray<T> ToDense() => new(Values, [RowCount, ColumnCount]);
}
