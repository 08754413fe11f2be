using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TensorAot.Cuda;

/// <summary>The form of a file: a mark, the key, the length of the payload, its SHA-256, the payload. It says by itself whether it is whole and what it is for.</summary>
internal static class CacheEntry
{
    private const int KeyStart = 8, LengthStart = KeyStart + SHA256.HashSizeInBytes, HashStart = LengthStart + sizeof(long);

    /// <summary>The bytes before the payload.</summary>
    public const int HeaderBytes = HashStart + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Mark => "TAOTker1"u8;

    /// <summary>Writes it.</summary>
    public static void Write(Stream stream, byte[] key, byte[] payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        Mark.CopyTo(header);
        key.CopyTo(header[KeyStart..]);
        BinaryPrimitives.WriteInt64LittleEndian(header[LengthStart..], payload.Length);
        SHA256.HashData(payload, header[HashStart..]);
        stream.Write(header);
        stream.Write(payload);
    }

    /// <summary>The payload; null unless it is whole and for this key.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="limit">The bytes that a file may have.</param>
    public static byte[]? Read(Stream stream, byte[] key, long limit)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.Length > Math.Min(limit, Array.MaxLength) || stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            return null;
        // The length is believed only where the file has it.
        long length = BinaryPrimitives.ReadInt64LittleEndian(header[LengthStart..]);
        if (!header.StartsWith(Mark) || !header.Slice(KeyStart, key.Length).SequenceEqual(key) || length != stream.Length - HeaderBytes)
            return null;
        byte[] payload = new byte[length];
        if (stream.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) < payload.Length)
            return null;
        return SHA256.HashData(payload).AsSpan().SequenceEqual(header[HashStart..]) ? payload : null;
    }
}
