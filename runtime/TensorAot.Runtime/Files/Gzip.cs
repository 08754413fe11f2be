namespace TensorAot.Files;

/// <summary>Files that may be compressed by gzip (RFC 1952).</summary>
internal static class Gzip
{
    /// <summary>Whether what follows in a stream that can seek begins as gzip does; the stream stays where it is.</summary>
    public static bool Begins(Stream stream)
    {
        if (!stream.CanSeek)
            return false;
        Span<byte> start = stackalloc byte[2];
        long at = stream.Position;
        bool begins = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start[0] == 0x1F && start[1] == 0x8B;
        stream.Position = at;
        return begins;
    }
}
