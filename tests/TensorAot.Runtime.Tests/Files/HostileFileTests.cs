using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

public sealed class HostileFileTests
{
    private const long FreeAllocation = 1 << 20;

    [TestCaseSource(typeof(HostileFiles), nameof(HostileFiles.Npy))]
    public void NpyIsRefused(byte[] bytes, string message) => AssertRefused("hostile.npy", bytes, message, path => NpyFile.Read<float>(path));

    [TestCaseSource(typeof(HostileFiles), nameof(HostileFiles.Npz))]
    public void NpzIsRefused(byte[] bytes, string message) => AssertRefused("hostile.npz", bytes, message, path =>
    {
        using NpzFile file = NpzFile.Open(path, new FileLimits { UncompressedBytes = 300_000 });
        foreach (string name in file.Names)
            file.Read<float>(name);
    });

    [TestCaseSource(typeof(HostileFiles), nameof(HostileFiles.SafeTensors))]
    public void SafeTensorsIsRefused(byte[] bytes, string message) => AssertRefused("hostile.safetensors", bytes, message, path =>
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        foreach (string name in file.Names)
            file.Read<float>(name);
    });

    [TestCase(new byte[] { }, "magic: 4 bytes expected, but 0 are there")]
    [TestCase(new byte[] { 0, 0, 0x0A, 1, 0, 0, 0, 0 }, "magic: two zeros and a type from 08 to 0E expected, but the file begins with 00000A01")]
    [TestCase(new byte[] { 1, 0, 8, 1, 0, 0, 0, 0 }, "magic")]
    [TestCase(new byte[] { 0, 0, 8, 33 }, "rank: at most 32 axes")]
    [TestCase(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1 }, "sizes: 4 bytes expected, but 0 are there")]
    [TestCase(new byte[] { 0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF }, "sizes: sizes of at most")]
    [TestCase(new byte[] { 0, 0, 8, 2, 0x7F, 0, 0, 0, 0x7F, 0, 0, 0 }, "sizes: fewer than 2^60 elements")]
    [TestCase(new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 }, "data: at most 2147483591 elements expected, but there are 4294967296")]
    [TestCase(new byte[] { 0, 0, 8, 1, 0x7F, 0, 0, 0, 1 }, "data: 2130706432 bytes expected, but 1 are there")]
    [TestCase(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6 }, "data: the end of the data expected, but 1 more bytes follow")]
    [TestCase(new byte[] { 0, 0, 0x0E, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 }, "data: elements that are exactly float expected, but they are Float64")]
    [TestCase(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF }, "magic: readable data expected, but unpacking failed")]
    public void IdxIsRefused(byte[] bytes, string message) => AssertRefused("hostile.idx", bytes, message, path => IdxFile.Read<float>(path));

    [Test]
    public void ACompressedFileOfAnotherSizeIsRefused()
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zip.Write([0, 0, 8, 1, 0x7F, 0, 0, 0, 1, 2, 3]);
        AssertRefused("hostile.idx.gz", stream.ToArray(), "data: 16384 bytes expected, but the data ends after 3", path => IdxFile.Read<float>(path));
        Assert.That(() => IdxFile.Read<float>(new MemoryStream(stream.ToArray()), new FileLimits { UncompressedBytes = 1000 }),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("data: 2130706432 bytes expected, but at most 992 may come"));
    }

    [Test]
    public void LimitsAreSettable()
    {
        byte[] npy = HostileFiles.NpyBytes(100);
        Assert.Multiple(() =>
        {
            Assert.That(() => NpyFile.Read<float>(new MemoryStream(npy), new FileLimits { NpyHeaderBytes = 10 }), Throws.TypeOf<InvalidDataException>().With.Message.Contains("header length"));
            Assert.That(() => NpyFile.Read<float>(new MemoryStream(npy), new FileLimits { Rank = 0 }), Throws.TypeOf<InvalidDataException>().With.Message.Contains("at most 0 sizes"));
            Assert.That(() => NpzFile.Open(new MemoryStream(HostileFiles.Zip(("a.npy", npy))), new FileLimits { ArchiveEntries = 0 }), Throws.TypeOf<InvalidDataException>().With.Message.Contains("at most 0 entries"));
            using var safe = new MemoryStream();
            SafeTensorsFile.Write(safe, [("a", DenseArray.Scalar(1)), ("b", DenseArray.Scalar(1))]);
            safe.Position = 0;
            Assert.That(() => SafeTensorsFile.Open(safe, new FileLimits { SafeTensorsCount = 1 }), Throws.TypeOf<InvalidDataException>().With.Message.Contains("at most 1 tensors"));
            safe.Position = 0;
            Assert.That(() => SafeTensorsFile.Open(safe, new FileLimits { SafeTensorsHeaderBytes = 20 }), Throws.TypeOf<InvalidDataException>().With.Message.Contains("at most 20 bytes"));
        });
    }

    private static void AssertRefused(string name, byte[] bytes, string message, Action<string> read)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder[name], bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException? error = null;
        try
        {
            read(folder[name]);
        }
        catch (InvalidDataException e)
        {
            error = e;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(error, Is.Not.Null, "the file was read");
        Assert.Multiple(() =>
        {
            Assert.That(error!.Message, Does.StartWith(folder[name]).And.Contains(message).And.Contains(" expected, but "));
            Assert.That(error.Message, Has.None.Matches<char>(char.IsControl));
            Assert.That(allocated, Is.LessThan((2 * bytes.Length) + FreeAllocation));
            Assert.That(() => File.Delete(folder[name]), Throws.Nothing, "the file is closed");
        });
    }
}
