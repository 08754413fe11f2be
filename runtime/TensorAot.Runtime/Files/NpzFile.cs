using System.IO.Compression;

namespace TensorAot.Files;

/// <summary>
/// Files of named arrays as NumPy saves them (.npz: a zip archive of .npy files, stored or deflated). Nothing is unpacked to disk.
/// Entries that are encrypted, or that are no .npy files, and names that are rooted, climb (<c>..</c>) or come twice are refused.
/// </summary>
/// <remarks>
/// Every failure of a reader that the file is to blame for is an <see cref="InvalidDataException"/> that names the file, the field, what was expected and what came.
/// One instance is used by one thread at a time.
/// </remarks>
public sealed class NpzFile : TensorArchive
{
    private const string Extension = ".npy";

    // Deflate makes at most 1,032 bytes of one.
    private const long MaxRatio = 1032;

    private readonly ZipArchive _archive;
    private readonly FileLimits _limits;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private NpzFile(ZipArchive archive, string file, FileLimits limits)
        : base(file)
    {
        _archive = archive;
        _limits = limits;
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = NameOf(entry);
            if (!_entries.TryAdd(name, entry))
                throw FileError.Of(File, FileError.Quote(name), "names that come once", "this one comes twice");
            _names.Add(name);
            CheckSize(entry, name);
            total += entry.Length;
            if (total > limits.UncompressedBytes)
                throw FileError.Of(File, "entries", $"at most {FileError.Number(limits.UncompressedBytes)} bytes together", "there are more");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => _names;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The open file, to be disposed of.</returns>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static new NpzFile Open(string path, FileLimits? limits = null) => Open(System.IO.File.OpenRead(path), path, limits, leaveOpen: false);

    /// <summary>Opens a stream from its start. When it cannot seek, all of it is read into memory first.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The open file, to be disposed of while the stream is still open.</returns>
    /// <exception cref="InvalidDataException">The data is not what it should be.</exception>
    public static NpzFile Open(Stream stream, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanSeek
            ? Open(stream, NpyFile.StreamName, limits, leaveOpen: true)
            : Open(Buffered.Copy(stream, NpyFile.StreamName, limits ?? FileLimits.Default), NpyFile.StreamName, limits, leaveOpen: false);
    }

    /// <summary>Writes named arrays as <c>numpy.savez</c> and <c>numpy.savez_compressed</c> do.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="arrays">The names, each once, and the values.</param>
    /// <param name="isCompressed">Whether to deflate.</param>
    /// <exception cref="ArgumentException">A name is empty, rooted, climbs or comes twice.</exception>
    public static void Write(string path, IEnumerable<(string Name, DenseArray Array)> arrays, bool isCompressed = false)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        (string, IElementSource)[] sources = ArrayNames.Checked(arrays);
        using FileStream stream = System.IO.File.Create(path);
        Write(stream, sources, isCompressed);
    }

    /// <inheritdoc cref="Write(string, IEnumerable{ValueTuple{string, DenseArray}}, bool)"/>
    /// <param name="stream">Where to write; it stays open.</param>
    public static void Write(Stream stream, IEnumerable<(string Name, DenseArray Array)> arrays, bool isCompressed = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(arrays);
        Write(stream, ArrayNames.Checked(arrays), isCompressed);
    }

    /// <inheritdoc/>
    public override bool Contains(string name) => _entries.ContainsKey(name);

    /// <inheritdoc/>
    public override TensorInfo Info(string name)
    {
        using Stream stream = OpenEntry(name, out ByteSource source);
        NpyHeader header = NpyHeader.Read(source, _limits);
        return new TensorInfo(header.ElementType, header.Lengths);
    }

    /// <inheritdoc/>
    public override DenseArray<T> Read<T>(string name)
    {
        using Stream stream = OpenEntry(name, out ByteSource source);
        DenseArray<T> array = NpyFile.Read<T>(source, _limits);
        source.RequireEnd("data");
        if (source.Checksum != _entries[name].Crc32)
            throw FileError.Of(source.File, "checksum", $"{_entries[name].Crc32:x8}", $"the data has {source.Checksum:x8}");
        return array;
    }

    internal static void Write(Stream stream, IReadOnlyList<(string Name, IElementSource Array)> arrays, bool isCompressed)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + Extension, isCompressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            // The same values make the same file.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream content = entry.Open();
            NpyFile.Write(content, array);
        }
    }

    /// <inheritdoc/>
    private protected override void Dispose(bool isDisposing) => _archive.Dispose();

    private static NpzFile Open(Stream stream, string file, FileLimits? limits, bool leaveOpen)
    {
        limits ??= FileLimits.Default;
        ZipArchive? archive = null;
        try
        {
            ZipDirectory.Check(stream, file, limits.ArchiveEntries);
            archive = OpenArchive(stream, file, leaveOpen);
            return new NpzFile(archive, file, limits);
        }
        catch
        {
            archive?.Dispose();
            if (!leaveOpen)
                stream.Dispose();
            throw;
        }
    }

    // What the archive throws for damaged data names no file.
    private static ZipArchive OpenArchive(Stream stream, string file, bool leaveOpen)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (IsOfDamage(e))
        {
            throw FileError.Of(file, "directory", "a zip archive", "reading failed: " + e.Message.TrimEnd('.'), e);
        }
    }

    private static bool IsOfDamage(Exception e) =>
        e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException;

    private Stream OpenEntry(string name, out ByteSource source)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
            throw NotThere(name);
        string file = $"{File}[{FileError.Quote(name)}]";
        try
        {
            Stream stream = entry.Open();
            source = ByteSource.Entry(stream, file, entry.Length);
            return stream;
        }
        catch (Exception e) when (IsOfDamage(e))
        {
            throw FileError.Of(file, "entry", "a stored or deflated entry", "opening failed: " + e.Message.TrimEnd('.'), e);
        }
    }

    private string NameOf(ZipArchiveEntry entry)
    {
        string name = entry.FullName;
        if (!name.EndsWith(Extension, StringComparison.Ordinal))
            throw FileError.Of(File, "entry name", "a name that ends in .npy", $"it is {FileError.Quote(name)}");
        name = name[..^Extension.Length];
        if (!ArrayNames.IsPlain(name))
            throw FileError.Of(File, "entry name", "a name without a root, backslashes or '..'", $"it is {FileError.Quote(name)}");
        return name;
    }

    private void CheckSize(ZipArchiveEntry entry, string name)
    {
        if (entry.IsEncrypted)
            throw FileError.Of(File, FileError.Quote(name), "data", "it is encrypted");
        if (entry.Length < 0 || entry.CompressedLength < 0 || entry.Length / MaxRatio > entry.CompressedLength)
            throw FileError.Of(File, FileError.Quote(name), $"at most {MaxRatio} bytes unpacked from each byte", $"{FileError.Number(entry.Length)} are claimed of {FileError.Number(entry.CompressedLength)}");
    }
}
