using System.IO.Compression;
using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

public sealed class IdxFileTests
{
    // Two images of 2 by 3 pixels as the format's description lays them out.
    private static readonly byte[] s_images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255];

    [Test]
    public void ImagesAreRead()
    {
        DenseArray<float> images = IdxFile.Read<float>(new MemoryStream(s_images));
        Assert.That(images.Lengths.ToArray(), Is.EqualTo((int[])[2, 2, 3]));
        Assert.That(images.Values, Is.EqualTo((float[])[0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255]));
        Assert.That(IdxFile.Read<byte>(new MemoryStream(s_images)).Values[^1], Is.EqualTo(255));
    }

    [Test]
    public void CompressedImagesAreRead()
    {
        using var folder = new TemporaryFolder();
        using (var zip = new GZipStream(File.Create(folder["images.gz"]), CompressionLevel.Optimal))
            zip.Write(s_images);
        Assert.That(IdxFile.Read<int>(folder["images.gz"]).Values, Is.EqualTo(s_images.Skip(16).Select(b => (int)b)));
        using FileStream file = File.OpenRead(folder["images.gz"]);
        Assert.That(IdxFile.Read<long>(file).Rank, Is.EqualTo(3));
    }

    [Test]
    public void EveryTypeIsBigEndian()
    {
        Assert.Multiple(() =>
        {
            Assert.That(IdxFile.Read<int>(new MemoryStream([0, 0, 9, 1, 0, 0, 0, 2, 0xFF, 0x7F])).Values, Is.EqualTo((int[])[-1, 127]));
            Assert.That(IdxFile.Read<int>(new MemoryStream([0, 0, 0x0B, 1, 0, 0, 0, 2, 0xFF, 0xFE, 1, 0])).Values, Is.EqualTo((int[])[-2, 256]));
            Assert.That(IdxFile.Read<long>(new MemoryStream([0, 0, 0x0C, 1, 0, 0, 0, 1, 0, 0, 1, 2])).Values, Is.EqualTo((long[])[258]));
            Assert.That(IdxFile.Read<float>(new MemoryStream([0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0])).Values, Is.EqualTo((float[])[1.5f]));
            Assert.That(IdxFile.Read<double>(new MemoryStream([0, 0, 0x0E, 0, 0xC0, 4, 0, 0, 0, 0, 0, 0])).Item, Is.EqualTo(-2.5));
        });
    }
}
