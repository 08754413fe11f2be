using TensorAot.Files;

namespace TensorAot.FileFuzz;

/// <summary>What became of a file.</summary>
/// <param name="Arrays">What it holds; null when it was refused.</param>
/// <param name="Allocated">The bytes that were allocated.</param>
/// <param name="Milliseconds">How long it took.</param>
public readonly record struct Outcome(IReadOnlyList<DenseArray>? Arrays, long Allocated, double Milliseconds);

/// <summary>Reads files as a user would. Everything but <see cref="InvalidDataException"/> is a mistake of the readers.</summary>
public static class Reading
{
    /// <summary>Reads all that a file holds, by a stream that knows its length or one that does not.</summary>
    public static Outcome Run(FileFormat format, byte[] bytes, bool canSeek)
    {
        using Stream stream = canSeek ? new MemoryStream(bytes, writable: false) : new OneWayStream(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        IReadOnlyList<DenseArray>? arrays = null;
        try
        {
            arrays = Read(format, stream, hasHeader: bytes.AsSpan().IndexOfAnyInRange((byte)'a', (byte)'b') is 0 or 1);
        }
        catch (InvalidDataException e) when (e.Message.Contains("expected, but", StringComparison.Ordinal))
        {
        }
        return new Outcome(arrays, GC.GetAllocatedBytesForCurrentThread() - before, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Whether two ways to read gave the same.</summary>
    public static bool AreSame(Outcome one, Outcome other) =>
        one.Arrays is null ? other.Arrays is null : other.Arrays is not null && Bytes(one.Arrays).AsSpan().SequenceEqual(Bytes(other.Arrays));

    private static IReadOnlyList<DenseArray> Read(FileFormat format, Stream stream, bool hasHeader)
    {
        switch (format)
        {
            case FileFormat.Npy:
                return [NpyFile.Read<double>(stream)];
            case FileFormat.Csv:
                return [CsvFile.Read<double>(stream, new CsvOptions { HasHeader = hasHeader, EmptyIsNaN = true }).ToDense()];
            case FileFormat.Idx:
                return [IdxFile.Read<double>(stream)];
            default:
                using (TensorArchive archive = format == FileFormat.Npz ? NpzFile.Open(stream) : SafeTensorsFile.Open(stream))
                    return [.. archive.Names.Select(name => Read(archive, name))];
        }
    }

    private static DenseArray Read(TensorArchive archive, string name) => archive.Info(name).ElementType switch
    {
        FileElementType.Bool => archive.Read<bool>(name),
        FileElementType.Int64 => archive.Read<long>(name),
        FileElementType.UInt8 => archive.Read<byte>(name),
        _ => archive.Read<double>(name),
    };

    private static byte[] Bytes(IReadOnlyList<DenseArray> arrays)
    {
        using var stream = new MemoryStream();
        foreach (DenseArray array in arrays)
            NpyFile.Write(stream, array);
        return stream.ToArray();
    }

    /// <summary>A stream as from a network: it cannot seek, and gives little at a time.</summary>
    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private const int AtATime = 7;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer.Length > AtATime ? buffer[..AtATime] : buffer);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, AtATime));
    }
}
