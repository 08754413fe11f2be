using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TensorAot.Files;

/// <summary>
/// Numbers in CSV files, as RFC 4180 describes them: UTF-8, numbers as the invariant culture writes them (<c>1.5</c>, <c>-2e-3</c>, <c>NaN</c>, <c>inf</c>),
/// spaces around them ignored, fields in quotes or not; compressed by gzip or not.
/// </summary>
/// <remarks>
/// Every failure of a reader that the file is to blame for is an <see cref="InvalidDataException"/> that names the file, the line and column (from 1), what was expected and what came.
/// </remarks>
public static class CsvFile
{
    /// <summary>Reads a table.</summary>
    /// <typeparam name="T">float, double, int, long, byte or bool (0, 1, true or false). A float or double beyond the range is infinite.</typeparam>
    /// <param name="path">The file; one that begins as gzip does is unpacked.</param>
    /// <param name="options">How the file is written; null for commas and no header.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="InvalidDataException">A field is no number, or rows have different numbers of fields.</exception>
    public static CsvTable<T> Read<T>(string path, CsvOptions? options = null, FileLimits? limits = null)
    {
        using FileStream stream = File.OpenRead(path);
        return Read<T>(stream, path, options ?? new(), limits ?? FileLimits.Default);
    }

    /// <summary>Reads a table from where a stream stands to its end.</summary>
    /// <typeparam name="T">As in <see cref="Read{T}(string, CsvOptions?, FileLimits?)"/>.</typeparam>
    /// <param name="stream">Where to read; unpacked when it can seek and begins as gzip does.</param>
    /// <param name="options">How the text is written; null for commas and no header.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="InvalidDataException">A field is no number, or rows have different numbers of fields.</exception>
    public static CsvTable<T> Read<T>(Stream stream, CsvOptions? options = null, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read<T>(stream, NpyFile.StreamName, options ?? new(), limits ?? FileLimits.Default);
    }

    /// <summary>Writes a matrix, one line for each row. Reading it gives the same numbers, bit for bit but for the payload of NaN.</summary>
    /// <typeparam name="T">float, double, int, long, byte or bool (written as 0 and 1).</typeparam>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="values">The numbers, rows first.</param>
    /// <param name="names">The names of the columns for a header; null for none.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <exception cref="ArgumentException">There are not as many names as columns.</exception>
    public static void Write<T>(string path, T[,] values, IReadOnlyList<string>? names = null, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(values);
        ElementTypes.Of<T>();
        if (names is not null && names.Count != values.GetLength(1))
            throw new ArgumentException($"There are {values.GetLength(1)} columns, but {names.Count} names were given.", nameof(names));
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        if (names is not null)
            writer.WriteLine(string.Join(delimiter, names.Select(name => Quoted(name, delimiter))));
        for (int row = 0; row < values.GetLength(0); row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
            {
                if (column > 0)
                    writer.Write(delimiter);
                writer.Write(Text(values[row, column]));
            }
            writer.WriteLine();
        }
    }

    private static CsvTable<T> Read<T>(Stream stream, string file, CsvOptions options, FileLimits limits)
    {
        ElementTypes.Of<T>();
        using Stream? unpacked = Gzip.Begins(stream) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
        using var reader = new StreamReader(
            unpacked ?? stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var records = new CsvRecords(reader, file, options, limits);
        string[]? names = null;
        int line = 1;
        if (options.HasHeader)
        {
            if (!records.Read())
                throw FileError.Of(file, "line 1", "a header", "the file is empty");
            names = new string[records.Count];
            for (int i = 0; i < names.Length; i++)
                names[i] = records[i].Trim().ToString();
            line = records.Line;
        }
        return Rows<T>(records, file, options, limits, names, line);
    }

    private static CsvTable<T> Rows<T>(CsvRecords records, string file, CsvOptions options, FileLimits limits, string[]? names, int headerLine)
    {
        int fields = names?.Length ?? -1, count = 0, rows = 0;
        int[]? columns = names is null ? null : CsvColumns.Choose(file, headerLine, options, names.Length, names);
        var values = new T[256];
        while (records.Read())
        {
            if (fields < 0)
                columns = CsvColumns.Choose(file, records.Line, options, fields = records.Count, null);
            if (records.Count != fields)
                throw FileError.Of(file, $"line {records.Line}", $"{fields} fields", $"there are {records.Count}");
            if ((long)(count + columns!.Length) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() > limits.UncompressedBytes || count + (long)columns.Length > Array.MaxLength)
                throw FileError.Of(file, $"line {records.Line}", "fewer numbers", "there are more than the limit of bytes allows");
            if (count + columns.Length > values.Length)
                Array.Resize(ref values, (int)Math.Min(Math.Max(2L * values.Length, count + columns.Length), Array.MaxLength));
            foreach (int column in columns)
                values[count++] = CsvNumbers.Parse<T>(records[column], options, file, records.Line, column);
            rows++;
        }
        Array.Resize(ref values, count);
        int width = columns?.Length ?? 0;
        return new CsvTable<T>(names is null ? null : [.. columns!.Select(c => names[c])], values, rows, width);
    }

    private static string Quoted(string name, char delimiter) =>
        name.AsSpan().IndexOfAny(['"', '\r', '\n', delimiter]) >= 0 || name.Trim() != name ? $"\"{name.Replace("\"", "\"\"")}\"" : name;

    private static string Text<T>(T value) => value is bool truth ? truth ? "1" : "0" : ((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture);
}
