namespace TensorAot.Files;

/// <summary>
/// Files of one array as NumPy saves them (.npy, versions 1, 2 and 3: NumPy Enhancement Proposal 1).
/// Plain numbers and truth values are read, of either byte order and order of axes; objects, texts, dates, structures and pickled data are refused.
/// </summary>
/// <remarks>
/// Every failure of a reader that the file is to blame for is an <see cref="InvalidDataException"/> that names the file, the field, what was expected and what came.
/// </remarks>
public static class NpyFile
{
    internal const string StreamName = "the stream";

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">float, double, int, long, byte or bool: one to which the elements convert exactly (see <see cref="FileElementType"/>).</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The values, row-major, with their sizes.</returns>
    /// <exception cref="InvalidDataException">The file is not what it should be, or its elements do not convert exactly.</exception>
    public static DenseArray<T> Read<T>(string path, FileLimits? limits = null)
    {
        limits ??= FileLimits.Default;
        using FileStream stream = File.OpenRead(path);
        var source = ByteSource.Of(stream, path, limits);
        DenseArray<T> array = Read<T>(source, limits);
        source.RequireEnd("data");
        return array;
    }

    /// <summary>Reads an array from where a stream stands, and leaves the stream after its last element: several arrays may follow each other.</summary>
    /// <typeparam name="T">As in <see cref="Read{T}(string, FileLimits?)"/>.</typeparam>
    /// <param name="stream">Where to read. When it cannot seek, memory is taken as bytes come.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The values, row-major, with their sizes.</returns>
    /// <exception cref="InvalidDataException">The data is not what it should be, or its elements do not convert exactly.</exception>
    public static DenseArray<T> Read<T>(Stream stream, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= FileLimits.Default;
        return Read<T>(ByteSource.Of(stream, StreamName, limits), limits);
    }

    /// <summary>Reads only what a file says of its array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The type and sizes.</returns>
    /// <exception cref="InvalidDataException">The header is not what it should be.</exception>
    public static TensorInfo ReadInfo(string path, FileLimits? limits = null)
    {
        limits ??= FileLimits.Default;
        using FileStream stream = File.OpenRead(path);
        NpyHeader header = NpyHeader.Read(ByteSource.Of(stream, path, limits), limits);
        return new TensorInfo(header.ElementType, header.Lengths);
    }

    /// <summary>
    /// Maps the elements of a file into memory: nothing is read until it is used, and the array may be larger than memory.
    /// Only elements that need no conversion can be mapped: of type <typeparamref name="T"/> exactly and not bool, row-major, in the byte order of this machine, aligned.
    /// </summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="path">The file; nobody should write to it or shorten it meanwhile.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The elements, to be disposed of.</returns>
    /// <exception cref="InvalidDataException">The file is not what it should be, or its elements would have to be converted.</exception>
    public static MappedArray<T> Map<T>(string path, FileLimits? limits = null)
    {
        limits ??= FileLimits.Default;
        FileStream stream = File.OpenRead(path);
        try
        {
            var source = ByteSource.Of(stream, path, limits);
            NpyHeader header = NpyHeader.Read(source, limits);
            if (header.IsFortran && header.Lengths.Length > 1 && header.Count > 0)
                throw FileError.Of(path, "fortran_order", "row-major elements to map", "they are column-major: read them instead");
            source.Require(header.Count * header.ElementType.Size(), "data");
            if (source.Left != header.Count * header.ElementType.Size())
                throw FileError.Of(path, "data", $"{FileError.Number(header.Count * header.ElementType.Size())} bytes", $"{FileError.Number(source.Left)} are there");
            return new MappedArray<T>(stream, path, "data", header.ElementType, header.IsBigEndian, header.Size, header.Lengths);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes an array as <c>numpy.save</c> does: version 1, row-major, little-endian.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="array">The values and sizes.</param>
    public static void Write(string path, DenseArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        using FileStream stream = File.Create(path);
        Write(stream, (IElementSource)array);
    }

    /// <inheritdoc cref="Write(string, DenseArray)"/>
    /// <param name="stream">Where to write.</param>
    public static void Write(Stream stream, DenseArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        Write(stream, (IElementSource)array);
    }

    /// <inheritdoc cref="Write(string, DenseArray)"/>
    /// <typeparam name="T">float, double, int, long, byte or bool.</typeparam>
    /// <param name="values">The values, row-major.</param>
    /// <param name="lengths">The sizes; none for a vector of all values.</param>
    public static void Write<T>(string path, T[] values, params ReadOnlySpan<int> lengths) => Write(path, DenseArray.From(values, lengths));

    /// <inheritdoc cref="Write(string, DenseArray)"/>
    /// <typeparam name="T">float, double, int, long, byte or bool.</typeparam>
    /// <param name="values">A matrix.</param>
    public static void Write<T>(string path, T[,] values) => Write(path, DenseArray.From(values));

    internal static void Write(Stream stream, IElementSource array)
    {
        stream.Write(NpyHeader.Write(array.ElementType, array.Lengths));
        array.WriteTo(stream);
    }

    internal static DenseArray<T> Read<T>(ByteSource source, FileLimits limits)
    {
        NpyHeader header = NpyHeader.Read(source, limits);
        int[] lengths = Shapes.Ints(source.File, "shape", header.Lengths);
        Elements.CheckType<T>(source.File, header.ElementType, "descr");
        T[] values = Elements.Read<T>(source, header.ElementType, header.IsBigEndian, header.Count, "data");
        return new DenseArray<T>(header.IsFortran ? Shapes.ToRowMajor(values, lengths) : values, lengths);
    }
}
