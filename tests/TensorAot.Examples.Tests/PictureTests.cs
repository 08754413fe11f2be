using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml.Linq;

namespace TensorAot.Examples.Tests;

/// <summary>Pictures are files that other programs read.</summary>
public class PictureTests
{
    [TestCase(1)]
    [TestCase(3)]
    public void Pixels_come_back_from_a_png(int channels)
    {
        byte[] pixels = [.. Enumerable.Range(0, 5 * 4 * channels).Select(i => (byte)(i * 37))];
        byte[] file = PngFile.Encode(pixels, 5, 4);
        Assert.That(file[..8], Is.EqualTo((byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        var chunks = new Dictionary<string, byte[]>();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            byte[] checkedPart = file[(at + 4)..(at + 8 + length)];
            Assert.That(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)), Is.EqualTo(Crc(checkedPart)));
            chunks.Add(System.Text.Encoding.ASCII.GetString(checkedPart, 0, 4), checkedPart[4..]);
            at += 12 + length;
        }

        Assert.That(chunks.Keys, Is.EqualTo((string[])["IHDR", "IDAT", "IEND"]));
        Assert.That(chunks["IHDR"], Is.EqualTo((byte[])[0, 0, 0, 5, 0, 0, 0, 4, 8, (byte)(channels == 1 ? 0 : 2), 0, 0, 0]));
        using var unpacked = new MemoryStream();
        new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress).CopyTo(unpacked);
        byte[][] rows = [.. unpacked.ToArray().Chunk(5 * channels + 1)];
        Assert.That(rows.Select(row => row[0]), Is.All.Zero);
        Assert.That(rows.SelectMany(row => row[1..]), Is.EqualTo(pixels));
    }

    [Test]
    public void Figures_are_well_formed_whatever_they_show()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "figure.svg");
        new Figure("A < B & \"C\"", "of nothing")
            .Row(
                new Chart("one value", "x", "y").Line("same", [1, 2, 3], [5, 5, 5]).Points("one", [1], [5]),
                new Chart("a band", "x", "y").Band("between", [0, 1], [-1, -2], [1, 2]).Dashed("", [0, 1], [0, 0]))
            .Row(120,
                new ImageGrid("signed", 2, 2, 2, [0, 1, -1, 0.5f, 0, 0, 0, 0], isSigned: true) { Captions = ["a", "b"] },
                new Drawing("drawn", (svg, area) => svg.Rectangle(area, Svg.Faint)))
            .Save(path);
        var document = XDocument.Load(path);
        Assert.That(document.Descendants().First(element => element.Name.LocalName == "text").Value, Is.EqualTo("A < B & \"C\""));
        Assert.That(document.Descendants().Count(element => element.Name.LocalName == "image"), Is.EqualTo(2));
        var numbers = document.Descendants().Attributes().Where(attribute => attribute.Name != "href").Select(attribute => attribute.Value);
        Assert.That(numbers, Has.None.Contains("NaN").And.None.Contains("∞"));
    }

    // The checksum that a zip file has for the same bytes.
    private static uint Crc(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("data").Open();
            entry.Write(data);
        }

        return new ZipArchive(stream).Entries[0].Crc32;
    }
}
