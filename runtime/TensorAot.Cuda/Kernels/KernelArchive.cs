using System.IO.Compression;

namespace TensorAot.Cuda;

/// <summary>
/// The form in which compiled kernels lie in an assembly: a zip archive as a resource, with a file for each text and target,
/// <c>{hash of the text}/sm_90.cubin</c>. Its comment says what compiled it.
/// </summary>
internal static class KernelArchive
{
    /// <summary>The name of the resource.</summary>
    public const string ResourceName = "TensorAot.Kernels.zip";

    // The same kernels are the same bytes.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The name of a file.</summary>
    /// <param name="key">From <see cref="KernelKey.OfText"/>.</param>
    /// <param name="target">What it is for.</param>
    public static string NameOf(string key, KernelTarget target) => $"{key}/{target.FileName}";

    /// <summary>What a file of the archive is.</summary>
    public static bool TryParse(string name, out string key, out KernelTarget target)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        key = slash < 0 ? "" : name[..slash];
        target = default;
        return slash > 0 && KernelTarget.TryParseFileName(name.AsSpan(slash + 1), out target);
    }

    /// <summary>Writes an archive.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="compiler">What compiled the kernels.</param>
    /// <param name="images">The kernels by the names of their files.</param>
    public static void Write(Stream stream, string compiler, IEnumerable<KeyValuePair<string, byte[]>> images)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true) { Comment = compiler };
        foreach ((string name, byte[] image) in images.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = s_time;
            using Stream content = entry.Open();
            content.Write(image);
        }
    }

    /// <summary>The kernels of an archive that the same compiler made; none where another did, or where it is no archive.</summary>
    public static Dictionary<string, byte[]> Read(Stream stream, string compiler)
    {
        var images = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Comment == compiler)
                foreach (ZipArchiveEntry entry in archive.Entries)
                    images[entry.FullName] = Content(entry);
        }
        catch (InvalidDataException)
        {
            images.Clear();
        }
        return images;
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
