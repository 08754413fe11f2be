using System.IO.Compression;
using System.Text;
using TensorAot.Files;

namespace TensorAot.FileFuzz;

/// <summary>Good files of each format, small and of every kind, from which mutants are made.</summary>
public static class Seeds
{
    private static readonly DenseArray[] s_arrays =
    [
        DenseArray.From(Ramp(24, i => i - 2.5f), 2, 3, 4), DenseArray.From(Ramp(6, i => i * 0.1), 6), DenseArray.From(Ramp(5, i => i * 1000), 5, 1),
        DenseArray.Scalar(1L << 40), DenseArray.From(Ramp(9, i => (byte)i), 3, 3), DenseArray.From([true, false, true]), DenseArray.From(new float[0], 0, 3),
    ];

    public static byte[][] Of(FileFormat format) => format switch
    {
        FileFormat.Npy => [.. s_arrays.Where(a => a.ElementType is not (FileElementType.Int64 or FileElementType.Bool)).Select(a => Bytes(s => NpyFile.Write(s, a))), .. Headers()],
        FileFormat.Npz => [.. new[] { false, true }.Select(c => Bytes(s => NpzFile.Write(s, Named(), c))), Bytes(s => NpzFile.Write(s, [("a", s_arrays[0])]))],
        FileFormat.SafeTensors =>
        [
            Bytes(s => SafeTensorsFile.Write(s, Named())),
            Bytes(s => SafeTensorsFile.Write(s, Named().Take(2), new Dictionary<string, string> { ["format"] = "pt" })),
        ],
        FileFormat.Csv => [.. ((string[])["1,2,3\n4,5,6\n", "a,b\n1.5,-2e-3\nnan,inf\n", "\"1\",\"2\"\r\n3,4\r\n", "\"a\"\"b\",\"c\nd\"\n0,1\n"]).Select(Encoding.UTF8.GetBytes), Zipped(Encoding.UTF8.GetBytes("1,2\n3,4\n"))],
        _ => [.. s_arrays.Where(a => a.ElementType is not (FileElementType.Int64 or FileElementType.Bool)).Select(Idx), Zipped(Idx(s_arrays[0]))],
    };

    /// <summary>Headers as NumPy does not write them but reads them.</summary>
    private static byte[][] Headers() =>
    [
        Npy(1, "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n", 12), Npy(2, "{'shape': (4L,), 'fortran_order': False, \"descr\": '<f2'}", 8),
        Npy(3, "{'descr': '|u1', 'fortran_order': False, 'shape': ()}   \n", 1),
    ];

    private static byte[] Npy(byte version, string header, int data)
    {
        byte[] text = Encoding.ASCII.GetBytes(header);
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. Ramp(data, i => (byte)i)];
    }

    private static IEnumerable<(string, DenseArray)> Named() => s_arrays.Select((a, i) => (i == 2 ? "layers.0.W" : $"array{i}", a));

    private static byte[] Idx(DenseArray array) => Bytes(s => IdxFile.Write(s, array));

    private static T[] Ramp<T>(int count, Func<int, T> value) => [.. Enumerable.Range(0, count).Select(value)];

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static byte[] Zipped(byte[] bytes) => Bytes(s =>
    {
        using var zip = new GZipStream(s, CompressionLevel.Optimal, leaveOpen: true);
        zip.Write(bytes);
    });
}
