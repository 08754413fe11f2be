using System.Text;
using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

public sealed class RoundTripTests
{
    private static readonly int[][] s_shapes = [[], [5], [2, 3], [2, 1, 3], [2, 3, 1, 2], [1, 2, 1, 2, 3], [2, 1, 2, 1, 2, 2], [0], [3, 0, 2]];

    [Test]
    public void EveryTypeAndRankComesBack([Values("a.npy", "a.npz", "b.npz", "a.safetensors")] string name, [ValueSource(nameof(s_shapes))] int[] lengths)
    {
        using var folder = new TemporaryFolder();
        Assert.Multiple(() =>
        {
            RoundTrip(folder[name], lengths, i => (i - 3) * 1.5f + (i == 1 ? float.NaN : 0));
            RoundTrip(folder[name], lengths, i => i switch { 0 => double.NegativeInfinity, 1 => -0.0, 2 => double.Epsilon, _ => i * 0.1 });
            RoundTrip(folder[name], lengths, i => i == 0 ? int.MinValue : i);
            RoundTrip(folder[name], lengths, i => i == 0 ? long.MaxValue : -i);
            RoundTrip(folder[name], lengths, i => (byte)(255 - i));
            RoundTrip(folder[name], lengths, i => i % 3 == 0);
        });
    }

    [Test]
    public void EveryTypeOfIdxComesBack([ValueSource(nameof(s_shapes))] int[] lengths)
    {
        using var folder = new TemporaryFolder();
        void Check<T>(Func<int, T> value)
        {
            DenseArray<T> array = Make(lengths, value);
            IdxFile.Write(folder["a.idx"], array);
            AssertSame(array, IdxFile.Read<T>(folder["a.idx"]));
        }

        Assert.Multiple(() =>
        {
            Check(i => i * 1.5f);
            Check(i => i * -0.1);
            Check(i => i << 20);
            Check(i => (byte)i);
            Assert.That(() => IdxFile.Write(folder["a.idx"], DenseArray.Scalar(true)), Throws.TypeOf<NotSupportedException>());
        });
    }

    [Test]
    public void StreamsThatCannotSeekAreRead([Values] bool isCompressed)
    {
        using var npz = new MemoryStream();
        float[] values = [.. Enumerable.Range(0, 300_000).Select(i => (float)i)];
        NpzFile.Write(npz, [("a", DenseArray.From(values, 300, 1000))], isCompressed);
        npz.Position = 0;
        using (NpzFile file = NpzFile.Open(npz))
            Assert.That(file.Read<float>("a").Values, Is.EqualTo(values));
        using var npy = new MemoryStream();
        NpyFile.Write(npy, DenseArray.From(values));
        npy.Position = 0;
        using var zip = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zip, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            npy.CopyTo(gzip);
        zip.Position = 0;
        Assert.That(NpyFile.Read<float>(new System.IO.Compression.GZipStream(zip, System.IO.Compression.CompressionMode.Decompress)).Values, Is.EqualTo(values));
    }

    [Test]
    public void ArchivesWith64BitDirectoriesAreRead()
    {
        byte[] zip = HostileFiles.Zip64(HostileFiles.Zip(("a.npy", HostileFiles.NpyBytes(4)), ("b.npy", HostileFiles.NpyBytes(0))));
        using NpzFile file = NpzFile.Open(new MemoryStream(zip));
        Assert.That(file.Names, Is.EqualTo((string[])["a", "b"]));
        Assert.That(file.Read<float>("a").Values, Is.EqualTo(new float[4]));
    }

    [Test]
    public void AStreamThatNeverEndsIsRefused([Values] TensorArchiveFormat format)
    {
        FileLimits limits = new() { UncompressedBytes = 1 << 20 };
        using var endless = new EndlessStream();
        Assert.That(() => format == TensorArchiveFormat.Npz ? (TensorArchive)NpzFile.Open(endless, limits) : SafeTensorsFile.Open(endless, limits),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("the stream: data: at most 1048576 bytes expected, but there are more."));
    }

    [Test]
    public void MoreAxesThanAFormatHasAreRefused() =>
        Assert.That(() => IdxFile.Write(new MemoryStream(), new DenseArray<int>([1], [.. Enumerable.Repeat(1, 256)])), Throws.TypeOf<NotSupportedException>());

    [Test]
    public void ArraysFollowEachOtherInAStream()
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, DenseArray.From([1, 2, 3]));
        NpyFile.Write(stream, DenseArray.From(new double[,] { { 1 }, { 2 } }));
        stream.Position = 0;
        Assert.That(NpyFile.Read<int>(stream).Values, Is.EqualTo((int[])[1, 2, 3]));
        Assert.That(NpyFile.Read<double>(stream).ToArray2D(), Is.EqualTo(new double[,] { { 1 }, { 2 } }));
        Assert.That(() => NpyFile.Read<int>(stream), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void ArchivesKnowTheirArrays()
    {
        using var folder = new TemporaryFolder();
        (string, DenseArray)[] arrays = [("layers.0.W", DenseArray.From(new float[6], 2, 3)), ("dense/kernel:0", DenseArray.Scalar(1L)), ("Größe", DenseArray.From([true]))];
        NpzFile.Write(folder["a.npz"], arrays);
        SafeTensorsFile.Write(folder["a.safetensors"], arrays, new Dictionary<string, string> { ["format"] = "pt", ["ü"] = "\"" });
        foreach (string name in (string[])["a.npz", "a.safetensors"])
            using (TensorArchive file = TensorArchive.Open(folder[name]))
            {
                Assert.That(file.Names, Is.EquivalentTo(arrays.Select(a => a.Item1)));
                Assert.That(file.Contains("Größe") && !file.Contains("x"));
                Assert.That(file.Info("layers.0.W").ToString(), Is.EqualTo("Float32[2, 3]"));
                Assert.That(file.Read<long>("dense/kernel:0").Item, Is.EqualTo(1));
                Assert.That(() => file.Read<float>("x"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'x': an array expected, but the file has '"));
                Assert.That(() => file.Read<float>("dense/kernel:0"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("exactly float"));
            }
        using SafeTensorsFile opened = SafeTensorsFile.Open(folder["a.safetensors"]);
        Assert.That(opened.Metadata, Is.EqualTo(new Dictionary<string, string> { ["format"] = "pt", ["ü"] = "\"" }));
        Assert.That(() => TensorArchive.Open(folder["a.zip"]), Throws.ArgumentException);
    }

    [Test]
    public void TheSameValuesMakeTheSameFile()
    {
        byte[] Npz()
        {
            using var stream = new MemoryStream();
            NpzFile.Write(stream, [("a", DenseArray.From([1, 2]))], isCompressed: true);
            return stream.ToArray();
        }

        byte[] first = Npz();
        Assert.That(Npz(), Is.EqualTo(first));
    }

    [Test]
    public void WrongArgumentsAreRefused()
    {
        using var stream = new MemoryStream();
        Assert.Multiple(() =>
        {
            Assert.That(() => DenseArray.From(new int[5], 2, 3), Throws.ArgumentException);
            Assert.That(() => DenseArray.From(new int[0], -1, 0), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => DenseArray.From(new int[0], 65536, 65536, 65536, 65536), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => DenseArray.From(new decimal[1]), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => DenseArray.From<int>((int[])null!), Throws.ArgumentNullException);
            Assert.That(() => NpyFile.Read<decimal>(new MemoryStream(HostileFiles.NpyBytes(1))), Throws.TypeOf<NotSupportedException>());
            foreach (string name in (string[])["", "/a", "../a", "a/../b", "a\\b", "C:a", "a//b", "."])
                Assert.That(() => NpzFile.Write(stream, [(name, DenseArray.Scalar(1))]), Throws.ArgumentException, name);
            Assert.That(() => NpzFile.Write(stream, [("a", DenseArray.Scalar(1)), ("a", DenseArray.Scalar(2))]), Throws.ArgumentException.With.Message.Contains("twice"));
            Assert.That(() => NpzFile.Write(stream, [("a", null!)]), Throws.ArgumentNullException);
            Assert.That(() => SafeTensorsFile.Write(stream, [("__metadata__", DenseArray.Scalar(1))]), Throws.ArgumentException);
            Assert.That(() => DenseArray.From([1, 2]).Item, Throws.InvalidOperationException);
            Assert.That(() => DenseArray.From([1, 2]).ToArray2D(), Throws.InvalidOperationException);
        });
    }

    [Test]
    public void ArraysOfCSharpComeBack()
    {
        var cube = new float[,,] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        Assert.That(DenseArray.From(cube).ToArray3D(), Is.EqualTo(cube));
        var four = new int[1, 2, 1, 2] { { { { 1, 2 } }, { { 3, 4 } } } };
        Assert.That(DenseArray.From(four).ToArray4D(), Is.EqualTo(four));
        Assert.That(DenseArray.From(new byte[1, 1, 1, 1, 2]).Lengths.ToArray(), Is.EqualTo((int[])[1, 1, 1, 1, 2]));
        Assert.That(DenseArray.From(new byte[1, 1, 1, 1, 2, 3]).Rank, Is.EqualTo(6));
    }

    [Test]
    public void ShortFloatsOfSafeTensorsAreRead()
    {
        // 1, -2, the greatest subnormal and infinity of binary16; 1, -2, the least subnormal and a NaN of bfloat16.
        ushort[] halves = [0x3C00, 0xC000, 0x03FF, 0x7C00], uppers = [0x3F80, 0xC000, 0x0001, 0x7FC1];
        byte[] header = Encoding.ASCII.GetBytes("{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[8,16]}}");
        using SafeTensorsFile file = SafeTensorsFile.Open(new MemoryStream(
            [.. BitConverter.GetBytes((long)header.Length), .. header, .. halves.Concat(uppers).SelectMany(BitConverter.GetBytes)]));
        Assert.Multiple(() =>
        {
            Assert.That(file.Read<float>("h").Values, Is.EqualTo((float[])[1, -2, 1023f / (1 << 24), float.PositiveInfinity]));
            Assert.That(file.Read<double>("h").Values, Is.EqualTo((double[])[1, -2, 1023.0 / (1 << 24), double.PositiveInfinity]));
            Assert.That(file.Read<float>("b").Values, Is.EqualTo((float[])[1, -2, BitConverter.UInt32BitsToSingle(0x10000), float.NaN]));
            Assert.That(file.Read<double>("b").Lengths.ToArray(), Is.EqualTo((int[])[2, 2]));
            Assert.That(() => file.Read<int>("h"), Throws.TypeOf<InvalidDataException>());
        });
    }

    private static void RoundTrip<T>(string path, int[] lengths, Func<int, T> value)
    {
        DenseArray<T> array = Make(lengths, value);
        if (path.EndsWith(".npy", StringComparison.Ordinal))
        {
            NpyFile.Write(path, array);
            AssertSame(array, NpyFile.Read<T>(path));
            Assert.That(NpyFile.ReadInfo(path).ElementType, Is.EqualTo(array.ElementType));
            return;
        }
        if (path.EndsWith(".npz", StringComparison.Ordinal))
            NpzFile.Write(path, [("x", array), ("y", DenseArray.Scalar(1))], isCompressed: path.EndsWith("b.npz", StringComparison.Ordinal));
        else
            SafeTensorsFile.Write(path, [("y", DenseArray.Scalar((byte)1)), ("x", array)]);
        using TensorArchive file = TensorArchive.Open(path);
        AssertSame(array, file.Read<T>("x"));
        Assert.That(file.Info("x").Lengths.ToArray(), Is.EqualTo(lengths.Select(n => (long)n)));
    }

    private static DenseArray<T> Make<T>(int[] lengths, Func<int, T> value) =>
        new([.. Enumerable.Range(0, lengths.Aggregate(1, (a, b) => a * b)).Select(value)], lengths);

    private static void AssertSame<T>(DenseArray<T> expected, DenseArray<T> actual)
    {
        Assert.That(actual.Lengths.ToArray(), Is.EqualTo(expected.Lengths.ToArray()));
        Assert.That(actual.HasBitsOf(expected), expected.ToString());
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => buffer.Length;
    }
}
