namespace TensorAot.Files;

/// <summary>Streams that cannot seek.</summary>
internal static class Buffered
{
    private const int Chunk = 1 << 16;

    /// <summary>All that comes, in memory.</summary>
    public static MemoryStream Copy(Stream stream, string file, FileLimits limits)
    {
        var copy = new MemoryStream();
        byte[] buffer = new byte[Chunk];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (copy.Length + count > Math.Min(limits.UncompressedBytes, Array.MaxLength))
                throw FileError.Of(file, "data", $"at most {FileError.Number(Math.Min(limits.UncompressedBytes, Array.MaxLength))} bytes", "there are more");
            copy.Write(buffer, 0, count);
        }
        copy.Position = 0;
        return copy;
    }
}
