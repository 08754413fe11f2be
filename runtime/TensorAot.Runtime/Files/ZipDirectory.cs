using System.Buffers.Binary;

namespace TensorAot.Files;

/// <summary>
/// Counts the entries of a zip archive before <see cref="System.IO.Compression.ZipArchive"/> reads them all into memory, whatever the archive says their number is.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;
    private const uint EntrySignature = 0x02014b50;
    private const int EndSize = 22;
    private const int LocatorSize = 20;
    private const int End64Size = 56;
    private const int EntrySize = 46;

    /// <summary>Refuses an archive without a readable directory, or with too many entries in it.</summary>
    public static void Check(Stream stream, string file, int maxEntries)
    {
        (long entries, long at) = End(stream, file);
        if (entries < 0 || entries > maxEntries)
            throw FileError.Of(file, "directory", $"at most {maxEntries} entries", $"there are {FileError.Number(entries)}");
        Span<byte> entry = stackalloc byte[EntrySize];
        for (long i = 0; i < entries; i++)
        {
            if (!TryRead(stream, at, entry) || BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntrySignature)
                throw FileError.Of(file, "directory", $"{FileError.Number(entries)} entries", $"there are {FileError.Number(i)}");
            at += EntrySize + Short(entry, 28) + Short(entry, 30) + Short(entry, 32);
        }
        if (TryRead(stream, at, entry[..4]) && BinaryPrimitives.ReadUInt32LittleEndian(entry) == EntrySignature)
            throw FileError.Of(file, "directory", $"{FileError.Number(entries)} entries", "there are more");
        stream.Position = 0;
    }

    // The record at the end of the file, after which only its own comment comes.
    private static (long Entries, long Directory) End(Stream stream, string file)
    {
        byte[] tail = new byte[(int)Math.Min(stream.Length, EndSize + ushort.MaxValue)];
        TryRead(stream, stream.Length - tail.Length, tail);
        for (int at = tail.Length - EndSize; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndSignature)
                continue;
            if (at + EndSize + Short(tail, at + 20) != tail.Length)
                throw FileError.Of(file, "end of directory", "nothing after its comment", "the file goes on or ends before");
            long entries = Short(tail, at + 10), directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            return entries == ushort.MaxValue || directory == uint.MaxValue || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12)) == uint.MaxValue
                ? End64(stream, file, stream.Length - tail.Length + at)
                : (entries, directory);
        }
        throw FileError.Of(file, "end of directory", "a zip archive", "it has no directory");
    }

    private static (long Entries, long Directory) End64(Stream stream, string file, long end)
    {
        Span<byte> record = stackalloc byte[End64Size];
        if (!TryRead(stream, end - LocatorSize, record[..LocatorSize]) || BinaryPrimitives.ReadUInt32LittleEndian(record) != LocatorSignature
            || !TryRead(stream, BinaryPrimitives.ReadInt64LittleEndian(record[8..]), record) || BinaryPrimitives.ReadUInt32LittleEndian(record) != End64Signature)
            throw FileError.Of(file, "end of directory", "its 64-bit form", "it is not there");
        return (BinaryPrimitives.ReadInt64LittleEndian(record[32..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]));
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static bool TryRead(Stream stream, long at, Span<byte> bytes)
    {
        if (at < 0 || at > stream.Length - bytes.Length)
            return false;
        stream.Position = at;
        stream.ReadExactly(bytes);
        return true;
    }
}
