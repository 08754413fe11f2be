using System.Buffers.Binary;
using System.Text;

namespace TensorAot.Files;

/// <summary>The header of a .npy file.</summary>
/// <param name="ElementType">The type of the elements.</param>
/// <param name="IsBigEndian">Whether their bytes are in big-endian order.</param>
/// <param name="IsFortran">Whether the first axis varies fastest.</param>
/// <param name="Lengths">The sizes.</param>
/// <param name="Count">Their product.</param>
/// <param name="Size">The bytes before the first element.</param>
internal readonly record struct NpyHeader(FileElementType ElementType, bool IsBigEndian, bool IsFortran, long[] Lengths, long Count, int Size)
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header of version 1, 2 or 3.</summary>
    public static NpyHeader Read(ByteSource source, FileLimits limits)
    {
        Span<byte> start = stackalloc byte[8];
        source.Read(start, "magic");
        if (!start[..6].SequenceEqual(Magic))
            throw FileError.Of(source.File, "magic", "\\x93NUMPY", $"the file begins with {Convert.ToHexString(start[..6])}");
        if (start[6] is < 1 or > 3 || start[7] != 0)
            throw FileError.Of(source.File, "version", "1.0, 2.0 or 3.0", $"it is {start[6]}.{start[7]}");
        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        source.Read(size, "header length");
        uint length = size.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > limits.NpyHeaderBytes)
            throw FileError.Of(source.File, "header length", $"at most {limits.NpyHeaderBytes} bytes", $"it is {length}");
        // Only field names of structured types, which are refused, can hold more than ASCII.
        string text = Encoding.Latin1.GetString(source.Read((int)length, "header"));
        return new NpyHeaderParser(source.File, text, limits.Rank).Parse() with { Size = start.Length + size.Length + (int)length };
    }

    /// <summary>The header of version 1 with which NumPy would save row-major values, aligned as NumPy aligns.</summary>
    public static byte[] Write(FileElementType type, ReadOnlySpan<int> lengths)
    {
        string shape = lengths.Length == 1 ? FileError.Number(lengths[0]) + "," : SharedSizes.List(lengths);
        string text = $"{{'descr': '{(type.Size() == 1 ? '|' : '<')}{type.NpyName()}', 'fortran_order': False, 'shape': ({shape}), }}";
        int total = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[total];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - 10));
        header.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }
}
