using System.Buffers.Binary;
using System.IO.Compression;

namespace TensorAot.Examples;

/// <summary>Pixels as a PNG file: ISO/IEC 15948, 8 bits a channel.</summary>
internal static class PngFile
{
    // The kinds of colour.
    private const byte Grey = 0, RedGreenBlue = 2;

    /// <summary>The bytes of the file.</summary>
    /// <param name="pixels">Red, green, blue of each pixel, row by row; or, of a third the length, how bright it is.</param>
    /// <param name="width">Pixels from left to right.</param>
    /// <param name="height">Pixels from top to bottom.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        int channels = pixels.Length / (width * height);
        (header[8], header[9]) = (8, channels == 1 ? Grey : RedGreenBlue);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Rows(pixels, channels * width));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Rows(ReadOnlySpan<byte> pixels, int length)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (int start = 0; start < pixels.Length; start += length)
            {
                zlib.WriteByte(0); // The row as it is, without a filter.
                zlib.Write(pixels.Slice(start, length));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] word = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(word);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return crc;
    }
}
