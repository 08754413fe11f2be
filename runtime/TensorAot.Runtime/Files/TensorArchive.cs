namespace TensorAot.Files;

/// <summary>A file of named arrays: <see cref="NpzFile"/> or <see cref="SafeTensorsFile"/>. Names and sizes are checked when it is opened, elements are read on demand.</summary>
public abstract class TensorArchive : IDisposable
{
    private protected TensorArchive(string file) => File = file;

    /// <summary>The names of the arrays, in the order of the file.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The file's name, for messages.</summary>
    internal string File { get; }

    /// <summary>Opens a file by its extension.</summary>
    /// <param name="path">A .npz or .safetensors file.</param>
    /// <param name="limits">What is believed; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>The open file, to be disposed of.</returns>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static TensorArchive Open(string path, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FormatOf(path) == TensorArchiveFormat.Npz ? NpzFile.Open(path, limits) : SafeTensorsFile.Open(path, limits);
    }

    /// <summary>Whether there is an array of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it is there.</returns>
    public abstract bool Contains(string name);

    /// <summary>What the file says of an array.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its type and sizes.</returns>
    /// <exception cref="InvalidDataException">There is none of that name, or it is not what it should be.</exception>
    public abstract TensorInfo Info(string name);

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">float, double, int, long, byte or bool: one to which the elements convert exactly (see <see cref="FileElementType"/>).</typeparam>
    /// <param name="name">Its name.</param>
    /// <returns>The values, row-major, with their sizes.</returns>
    /// <exception cref="InvalidDataException">There is none of that name, it is not what it should be, or its elements do not convert exactly.</exception>
    public abstract DenseArray<T> Read<T>(string name);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="isDisposing">Always true: there is no finalizer.</param>
    private protected abstract void Dispose(bool isDisposing);

    internal static TensorArchiveFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".npz" => TensorArchiveFormat.Npz,
        ".safetensors" => TensorArchiveFormat.SafeTensors,
        _ => throw new ArgumentException($"The extension should be .npz or .safetensors, but the file is '{path}'.", nameof(path)),
    };

    private protected InvalidDataException NotThere(string name) => FileError.Of(
        File, FileError.Quote(name), "an array", Names.Count == 0 ? "the file has none" : $"the file has {string.Join(", ", Names.Take(10).Select(n => FileError.Quote(n)))}{(Names.Count > 10 ? ", ..." : "")}");
}

/// <summary>The formats of files of named arrays.</summary>
public enum TensorArchiveFormat
{
    /// <summary>A zip archive of .npy files, as <c>numpy.savez</c> writes: see <see cref="NpzFile"/>.</summary>
    Npz,

    /// <summary>See <see cref="SafeTensorsFile"/>.</summary>
    SafeTensors,
}
