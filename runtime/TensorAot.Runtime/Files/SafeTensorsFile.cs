namespace TensorAot.Files;

/// <summary>
/// Files of named tensors in the format of the library safetensors: a JSON header and the elements, little-endian and row-major.
/// The offsets must cover the file exactly, without holes and overlaps.
/// </summary>
/// <remarks>
/// Every failure of a reader that the file is to blame for is an <see cref="InvalidDataException"/> that names the file, the field, what was expected and what came.
/// One instance is used by one thread at a time.
/// </remarks>
public sealed class SafeTensorsFile : TensorArchive
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly long _start;
    private readonly FileLimits _limits;
    private readonly SafeTensorsHeader _header;

    private SafeTensorsFile(Stream stream, string file, FileLimits limits, bool leaveOpen)
        : base(file)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _start = stream.Position;
        _limits = limits;
        _header = SafeTensorsHeader.Read(ByteSource.Of(stream, file, limits), limits);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => _header.Names;

    /// <summary>The texts that the file carries beside its tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The open file, to be disposed of.</returns>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static new SafeTensorsFile Open(string path, FileLimits? limits = null) => Open(System.IO.File.OpenRead(path), path, limits, leaveOpen: false);

    /// <summary>Opens a stream from where it stands to its end. When it cannot seek, all of it is read into memory first.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The open file, to be disposed of while the stream is still open.</returns>
    /// <exception cref="InvalidDataException">The data is not what it should be.</exception>
    public static SafeTensorsFile Open(Stream stream, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanSeek
            ? Open(stream, NpyFile.StreamName, limits, leaveOpen: true)
            : Open(Buffered.Copy(stream, NpyFile.StreamName, limits ?? FileLimits.Default), NpyFile.StreamName, limits, leaveOpen: false);
    }

    /// <summary>Writes named arrays: those of longer elements first, then by name, so that all are aligned.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="arrays">The names, each once, and the values.</param>
    /// <param name="metadata">Texts to carry beside them.</param>
    /// <exception cref="ArgumentException">A name is empty, rooted, climbs, is <c>__metadata__</c> or comes twice.</exception>
    public static void Write(string path, IEnumerable<(string Name, DenseArray Array)> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        (string, IElementSource)[] sources = ArrayNames.Checked(arrays);
        using FileStream stream = System.IO.File.Create(path);
        Write(stream, sources, metadata);
    }

    /// <inheritdoc cref="Write(string, IEnumerable{ValueTuple{string, DenseArray}}, IReadOnlyDictionary{string, string})"/>
    /// <param name="stream">Where to write; it stays open.</param>
    public static void Write(Stream stream, IEnumerable<(string Name, DenseArray Array)> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(arrays);
        Write(stream, ArrayNames.Checked(arrays), metadata);
    }

    /// <inheritdoc/>
    public override bool Contains(string name) => _header.Entries.ContainsKey(name);

    /// <inheritdoc/>
    public override TensorInfo Info(string name) => Entry(name).Info;

    /// <inheritdoc/>
    public override DenseArray<T> Read<T>(string name)
    {
        SafeTensorsEntry entry = Entry(name);
        string field = FileError.Quote(name);
        int[] lengths = Shapes.Ints(File, field, entry.Info.Lengths);
        _stream.Position = _start + _header.Size + entry.Begin;
        long count = (entry.End - entry.Begin) / entry.Info.ElementType.Size();
        return new DenseArray<T>(Elements.Read<T>(ByteSource.Of(_stream, File, _limits), entry.Info.ElementType, isBigEndian: false, count, field), lengths);
    }

    /// <summary>
    /// Maps the elements of a tensor into memory: nothing is read until it is used. Only elements that need no conversion can be mapped:
    /// of type <typeparamref name="T"/> exactly and not bool, and aligned.
    /// </summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="name">The tensor's name.</param>
    /// <returns>The elements, to be disposed of; they outlive this object.</returns>
    /// <exception cref="InvalidDataException">There is none of that name, or its elements would have to be converted.</exception>
    /// <exception cref="InvalidOperationException">This was opened from a stream.</exception>
    public MappedArray<T> Map<T>(string name)
    {
        SafeTensorsEntry entry = Entry(name);
        if (_leaveOpen || _stream is not FileStream opened)
            throw new InvalidOperationException("Only a file can be mapped, but this was opened from a stream.");
        FileStream stream = System.IO.File.OpenRead(opened.Name);
        try
        {
            if (stream.Length != opened.Length)
                throw FileError.Of(File, "length", $"{FileError.Number(opened.Length)} bytes, as when it was opened", $"there are {FileError.Number(stream.Length)}");
            return new MappedArray<T>(stream, File, FileError.Quote(name), entry.Info.ElementType, isBigEndian: false, _header.Size + entry.Begin, entry.Info.Lengths.ToArray());
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    internal static void Write(Stream stream, IReadOnlyList<(string Name, IElementSource Array)> arrays, IReadOnlyDictionary<string, string>? metadata)
    {
        (string Name, IElementSource Array)[] ordered = [.. arrays.OrderByDescending(a => a.Array.ElementType.Size()).ThenBy(a => a.Name, StringComparer.Ordinal)];
        SafeTensorsHeader.Write(stream, ordered, metadata);
        foreach (var (_, array) in ordered)
            array.WriteTo(stream);
    }

    /// <inheritdoc/>
    private protected override void Dispose(bool isDisposing)
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private static SafeTensorsFile Open(Stream stream, string file, FileLimits? limits, bool leaveOpen)
    {
        try
        {
            return new SafeTensorsFile(stream, file, limits ?? FileLimits.Default, leaveOpen);
        }
        catch
        {
            if (!leaveOpen)
                stream.Dispose();
            throw;
        }
    }

    private SafeTensorsEntry Entry(string name) => _header.Entries.TryGetValue(name, out SafeTensorsEntry entry) ? entry : throw NotThere(name);
}
