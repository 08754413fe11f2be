using System.Buffers.Binary;
using System.IO.Compression;

namespace TensorAot.Files;

/// <summary>Files of one array as the MNIST data comes (.idx): a type, sizes and elements in big-endian order; compressed by gzip or not.</summary>
/// <remarks>
/// Every failure of a reader that the file is to blame for is an <see cref="InvalidDataException"/> that names the file, the field, what was expected and what came.
/// </remarks>
public static class IdxFile
{
    private static readonly (byte Code, FileElementType Type)[] s_types =
    [
        (0x08, FileElementType.UInt8), (0x09, FileElementType.Int8), (0x0B, FileElementType.Int16),
        (0x0C, FileElementType.Int32), (0x0D, FileElementType.Float32), (0x0E, FileElementType.Float64),
    ];

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">float, double, int, long or byte: one to which the elements convert exactly (see <see cref="FileElementType"/>).</typeparam>
    /// <param name="path">The file; one that begins as gzip does is unpacked.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The values, row-major, with their sizes.</returns>
    /// <exception cref="InvalidDataException">The file is not what it should be, or its elements do not convert exactly.</exception>
    public static DenseArray<T> Read<T>(string path, FileLimits? limits = null)
    {
        using FileStream stream = File.OpenRead(path);
        return Read<T>(stream, path, limits ?? FileLimits.Default);
    }

    /// <summary>Reads an array from where a stream stands to its end.</summary>
    /// <typeparam name="T">As in <see cref="Read{T}(string, FileLimits?)"/>.</typeparam>
    /// <param name="stream">Where to read; unpacked when it can seek and begins as gzip does.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The values, row-major, with their sizes.</returns>
    /// <exception cref="InvalidDataException">The data is not what it should be, or its elements do not convert exactly.</exception>
    public static DenseArray<T> Read<T>(Stream stream, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read<T>(stream, NpyFile.StreamName, limits ?? FileLimits.Default);
    }

    /// <summary>Writes an array, not compressed.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="array">Values of float, double, int or byte.</param>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    public static void Write(string path, DenseArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        byte[] header = Header(array);
        using FileStream stream = File.Create(path);
        Write(stream, header, array);
    }

    /// <inheritdoc cref="Write(string, DenseArray)"/>
    /// <param name="stream">Where to write.</param>
    public static void Write(Stream stream, DenseArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        Write(stream, Header(array), array);
    }

    private static DenseArray<T> Read<T>(Stream stream, string file, FileLimits limits)
    {
        if (!Gzip.Begins(stream))
            return Read<T>(ByteSource.Of(stream, file, limits), limits);
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        return Read<T>(ByteSource.Unpacked(unpacked, file, limits.UncompressedBytes), limits);
    }

    private static DenseArray<T> Read<T>(ByteSource source, FileLimits limits)
    {
        Span<byte> start = stackalloc byte[4];
        source.Read(start, "magic");
        byte code = start[2], rank = start[3];
        int known = Array.FindIndex(s_types, t => t.Code == code);
        if (start[0] != 0 || start[1] != 0 || known < 0)
            throw FileError.Of(source.File, "magic", "two zeros and a type from 08 to 0E", $"the file begins with {Convert.ToHexString(start)}");
        if (rank > limits.Rank)
            throw FileError.Of(source.File, "rank", $"at most {limits.Rank} axes", $"there are {rank}");
        var sizes = new long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            source.Read(start, "sizes");
            sizes[axis] = BinaryPrimitives.ReadUInt32BigEndian(start);
        }
        int[] lengths = Shapes.Ints(source.File, "sizes", sizes);
        T[] values = Elements.Read<T>(source, s_types[known].Type, isBigEndian: true, Shapes.Count(source.File, "sizes", sizes), "data");
        source.RequireEnd("data");
        return new DenseArray<T>(values, lengths);
    }

    private static byte[] Header(DenseArray array)
    {
        int known = Array.FindIndex(s_types, t => t.Type == array.ElementType);
        if (known < 0)
            throw new NotSupportedException($"The format idx has no elements of type {array.ElementType}: write float, double, int or byte.");
        if (array.Rank > byte.MaxValue)
            throw new NotSupportedException($"The format idx has at most {byte.MaxValue} axes, but there are {array.Rank}.");
        byte[] header = new byte[4 + (4 * array.Rank)];
        header[2] = s_types[known].Code;
        header[3] = (byte)array.Rank;
        for (int axis = 0; axis < array.Rank; axis++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), array.Lengths[axis]);
        return header;
    }

    private static void Write(Stream stream, byte[] header, DenseArray array)
    {
        stream.Write(header);
        using var bigEndian = new ReversingStream(stream, array.ElementType.Size());
        array.WriteTo(bigEndian);
    }
}
