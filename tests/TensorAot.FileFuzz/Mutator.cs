using System.Buffers.Binary;

namespace TensorAot.FileFuzz;

/// <summary>Makes bad files of good ones: the same seed and number make the same file.</summary>
public sealed class Mutator(byte[][] seeds)
{
    private const int MaxLength = 1 << 16;

    private static readonly long[] s_numbers = [0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1L << 40, long.MaxValue, long.MinValue, -1];

    private static readonly byte[][] s_words =
    [
        .. ((string[])
        [
            "4294967296", "9223372036854775807", "99999999999999999999", "-1", "0", "1e9", "(", ")", "[", "]", "{", "}", ",", "\"", "'", ":", "\n", "\r\n", "|O", "<f8", ">c16", "V8",
            "True", "None", "null", "NaN", "../", "/", "\\", "__metadata__", "dtype", "shape", "data_offsets", "BF16", "F8_E4M3", "\0", "\u00e9", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006",
        ]).Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>The file of a number.</summary>
    public byte[] Make(int seed, int number)
    {
        // Consecutive seeds of System.Random begin alike.
        var random = new Random(HashOf(seed, number));
        List<byte> bytes = [.. seeds[random.Next(seeds.Length)]];
        for (int changes = 1 + random.Next(1 << random.Next(4)); changes > 0; changes--)
            Change(bytes, random);
        return [.. bytes.Take(MaxLength)];
    }

    private void Change(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count + 1), length = Math.Min(bytes.Count - at, 1 + random.Next(1 << random.Next(8)));
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                Overwrite(bytes, at, Number(random));
                break;
            case 6:
                bytes.InsertRange(at, s_words[random.Next(s_words.Length)]);
                break;
            case 7:
                Overwrite(bytes, at, s_words[random.Next(s_words.Length)]);
                break;
            default:
                byte[] other = seeds[random.Next(seeds.Length)];
                int from = random.Next(other.Length);
                Overwrite(bytes, at, other.AsSpan(from, Math.Min(other.Length - from, 1 + random.Next(64))).ToArray());
                break;
        }
    }

    private static byte[] Number(Random random)
    {
        byte[] number = new byte[8];
        long value = s_numbers[random.Next(s_numbers.Length)];
        int size = 1 << random.Next(4);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            return number[..size];
        }
        BinaryPrimitives.WriteInt64BigEndian(number, value);
        return number[^size..];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int i = 0; i < with.Length && at + i < bytes.Count; i++)
            bytes[at + i] = with[i];
    }

    private static int HashOf(int seed, int number)
    {
        ulong x = ((ulong)(uint)seed << 32 | (uint)number) + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) & int.MaxValue);
    }
}
