namespace TensorAot.Files;

/// <summary>Bytes of a file in order, never more than are there or allowed; every failure names the file and the field.</summary>
internal sealed class ByteSource
{
    private readonly Stream _stream;
    private uint _crc;

    private ByteSource(Stream stream, string file, long left, bool isKnown)
    {
        _stream = stream;
        File = file;
        Left = left;
        IsKnown = isKnown;
    }

    /// <summary>The file's name, for messages.</summary>
    public string File { get; }

    /// <summary>How many bytes follow, or may follow.</summary>
    public long Left { get; private set; }

    /// <summary>Whether <see cref="Left"/> bytes are really there: else they are only allowed, and memory is taken as they come.</summary>
    public bool IsKnown { get; }

    /// <summary>The checksum of what was read, where <see cref="Entry"/> asked for it.</summary>
    public uint Checksum => ~_crc;

    private bool HasChecksum { get; init; }

    /// <summary>The rest of a stream.</summary>
    public static ByteSource Of(Stream stream, string file, FileLimits limits) => stream.CanSeek
        ? new ByteSource(stream, file, Math.Max(0, stream.Length - stream.Position), isKnown: true)
        : new ByteSource(stream, file, limits.UncompressedBytes, isKnown: false);

    /// <summary>What is unpacked from a compressed file, at most so many bytes.</summary>
    public static ByteSource Unpacked(Stream stream, string file, long most) => new(stream, file, most, isKnown: false);

    /// <summary>An entry of an archive that claims to have so many bytes.</summary>
    public static ByteSource Entry(Stream stream, string file, long claimed) => new(stream, file, claimed, isKnown: false) { HasChecksum = true, _crc = ~0u };

    /// <summary>Refuses a field that is longer than what is left.</summary>
    public void Require(long bytes, string field)
    {
        if (bytes > Left)
            throw FileError.Of(File, field, FileError.Number(bytes) + " bytes", IsKnown ? $"{FileError.Number(Left)} are there" : $"at most {FileError.Number(Left)} may come");
    }

    /// <summary>Fills a buffer.</summary>
    public void Read(Span<byte> buffer, string field)
    {
        Require(buffer.Length, field);
        int filled = 0;
        while (filled < buffer.Length)
        {
            int count = ReadSome(buffer[filled..], field);
            if (count == 0)
                throw FileError.Of(File, field, FileError.Number(buffer.Length) + " bytes", $"the data ends after {FileError.Number(filled)}");
            filled += count;
        }
        Left -= filled;
        if (HasChecksum)
            _crc = Crc32.Append(_crc, buffer);
    }

    /// <summary>A field of so many bytes.</summary>
    public byte[] Read(int count, string field)
    {
        Require(count, field);
        byte[] buffer = new byte[count];
        Read(buffer, field);
        return buffer;
    }

    /// <summary>Refuses a file that goes on.</summary>
    public void RequireEnd(string field)
    {
        Span<byte> one = stackalloc byte[1];
        if (IsKnown ? Left > 0 : ReadSome(one, field) > 0)
            throw FileError.Of(File, field, "the end of the data", IsKnown ? $"{FileError.Number(Left)} more bytes follow" : "more bytes follow");
    }

    // What the decompression throws names no file.
    private int ReadSome(Span<byte> buffer, string field)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw FileError.Of(File, field, "readable data", "unpacking failed: " + e.Message.TrimEnd('.'), e);
        }
    }
}
