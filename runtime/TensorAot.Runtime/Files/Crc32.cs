using System.Buffers.Binary;

namespace TensorAot.Files;

/// <summary>The checksum of zip archives (ISO 3309, polynomial 0xEDB88320 reflected), eight bytes at a time by eight tables.</summary>
internal static class Crc32
{
    private static readonly uint[][] s_tables = Tables();

    /// <summary>Goes on with a checksum; it begins with all ones and ends by its complement.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[][] t = s_tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc, high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[7][low & 0xFF] ^ t[6][(low >> 8) & 0xFF] ^ t[5][(low >> 16) & 0xFF] ^ t[4][low >> 24]
                ^ t[3][high & 0xFF] ^ t[2][(high >> 8) & 0xFF] ^ t[1][(high >> 16) & 0xFF] ^ t[0][high >> 24];
        }
        foreach (byte b in bytes)
            crc = (crc >> 8) ^ t[0][(crc ^ b) & 0xFF];
        return crc;
    }

    private static uint[][] Tables()
    {
        var tables = new uint[8][];
        for (int k = 0; k < 8; k++)
            tables[k] = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            tables[0][n] = c;
        }
        for (int k = 1; k < 8; k++)
            for (int n = 0; n < 256; n++)
                tables[k][n] = (tables[k - 1][n] >> 8) ^ tables[0][tables[k - 1][n] & 0xFF];
        return tables;
    }
}
