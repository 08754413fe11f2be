using TensorAot.Files;

namespace TensorAot;

// Initial values from files.
public static partial class Shared
{
    /// <summary>
    /// State with the values and sizes of an array in a file: .npy, .npz or .safetensors, by the extension. It is read when the constructor runs,
    /// so the sizes are not known at build time: say them with <see cref="DimsAttribute"/> on the member, by numbers or names.
    /// </summary>
    /// <typeparam name="T">The element type: one to which the elements convert exactly (see <see cref="FileElementType"/>).</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="name">The array's name in a file of several; null when there is only one.</param>
    /// <returns>New state.</returns>
    /// <exception cref="ArgumentException">The extension is another one, or a name is given for a .npy file.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be, has no such array, or the array has more than 6 axes.</exception>
    public static Shared<T> Load<T>(string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        SharedSizes.CheckElementType<T>();
        DenseArray<T> values = ReadArray<T>(path, name);
        if (values.Rank > SharedSizes.MaxRank)
            throw FileError.Of(path, name is null ? "shape" : FileError.Quote(name), $"at most {SharedSizes.MaxRank} axes", $"there are {values.Rank}");
        var shared = new Shared<T>(values.Lengths);
        shared.CopyFrom(values.Values);
        return shared;
    }

    private static DenseArray<T> ReadArray<T>(string path, string? name)
    {
        if (Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase))
            return name is null ? NpyFile.Read<T>(path) : throw new ArgumentException($"A .npy file holds one array without a name, but '{name}' was asked for.", nameof(name));
        using TensorArchive archive = TensorArchive.Open(path);
        if (name is null && archive.Names.Count != 1)
            throw FileError.Of(path, "names", "one array, as no name was given", $"there are {archive.Names.Count}");
        return archive.Read<T>(name ?? archive.Names[0]);
    }
}
