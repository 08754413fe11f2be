using TensorAot.Files;

namespace TensorAot;

/// <summary>
/// Saves, loads and copies the state of models. Files hold it under the names of <see cref="IStateful.State"/>, tied state once, under its first name.
/// None of these may run while a function of the model runs.
/// </summary>
public static class StatefulExtensions
{
    /// <summary>
    /// Saves all state: as <c>numpy.savez</c> does when the extension is .npz, in the format of safetensors when it is .safetensors.
    /// A file that is there is replaced in one step when all is written, so it is never half a model.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public static void Save(this IStateful model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        TensorArchiveFormat format = TensorArchive.FormatOf(path);
        ReplacedFile.Write(path, stream => Save(model, stream, format));
    }

    /// <summary>Saves all state.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="format">The format.</param>
    public static void Save(this IStateful model, Stream stream, TensorArchiveFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        (string, IElementSource)[] arrays = [.. StateGroups.Of(model).Select(g => (g.Name, (IElementSource)g.State))];
        if (format == TensorArchiveFormat.Npz)
            NpzFile.Write(stream, arrays, isCompressed: false);
        else
            SafeTensorsFile.Write(stream, arrays, metadata: null);
    }

    /// <summary>
    /// Loads all state or nothing: names, sizes and types are checked and all values read before the first is written.
    /// Elements of another type are taken when all its values convert exactly (see <see cref="FileElementType"/>); tied state may be in the file under any of its names.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">A .npz or .safetensors file.</param>
    /// <param name="strict">Whether the file must hold exactly the model's state; otherwise what only one of them has is left as it is, and returned.</param>
    /// <param name="limits">What is believed of the file; null for <see cref="FileLimits.Default"/>.</param>
    /// <returns>What was left out: nothing when <paramref name="strict"/>.</returns>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be, or does not fit the model: all that is missing, too many or different is listed.</exception>
    public static StateLoad Load(this IStateful model, string path, bool strict = true, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        using TensorArchive archive = TensorArchive.Open(path, limits);
        return StateGroups.Load(model, archive, strict);
    }

    /// <inheritdoc cref="Load(IStateful, string, bool, FileLimits?)"/>
    /// <param name="stream">Where to read; it stays open.</param>
    /// <param name="format">The format.</param>
    public static StateLoad Load(this IStateful model, Stream stream, TensorArchiveFormat format, bool strict = true, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        using TensorArchive archive = format == TensorArchiveFormat.Npz ? NpzFile.Open(stream, limits) : SafeTensorsFile.Open(stream, limits);
        return StateGroups.Load(model, archive, strict);
    }

    /// <summary>Takes the values of another model's state, all or nothing.</summary>
    /// <param name="model">The model to write to.</param>
    /// <param name="other">A model with state of the same names, types and sizes, tied in the same way.</param>
    /// <exception cref="ArgumentException">The other model's state is not the same: all that is missing, too many or different is listed.</exception>
    public static void CopyStateFrom(this IStateful model, IStateful other)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(other);
        StateGroups.Copy(other, model);
    }

    /// <summary>A new model with state of its own and the same values. Members that are no state are as the constructor makes them.</summary>
    /// <typeparam name="TModel">The model's class; it has a public constructor without parameters (for others, see the overload).</typeparam>
    /// <param name="model">The model.</param>
    /// <returns>The new model.</returns>
    public static TModel Clone<TModel>(this TModel model)
        where TModel : class, IStateful, new() => Clone(model, () => new TModel());

    /// <summary>A new model with state of its own and the same values, for constructors with parameters: <c>model.Clone(() => new Model(3, 4))</c>.</summary>
    /// <typeparam name="TModel">The model's class.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="create">Makes the new model, with the sizes of this one.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentException">What <paramref name="create"/> makes has other state, or shares state with the model.</exception>
    public static TModel Clone<TModel>(this TModel model, Func<TModel> create)
        where TModel : class, IStateful
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(create);
        TModel copy = create();
        if (copy.GetType() != model.GetType())
            throw new ArgumentException($"A copy of a {model.GetType().Name} expected, but it is a {copy.GetType().Name}.", nameof(create));
        HashSet<object> own = new(model.State.Select(s => s.Shared), ReferenceEqualityComparer.Instance);
        foreach (NamedState state in copy.State)
            if (own.Contains(state.Shared))
                throw new ArgumentException($"A copy with state of its own expected, but it shares {state.Name} with the model.", nameof(create));
        StateGroups.Copy(model, copy);
        return copy;
    }
}
