using TensorAot.Files;

namespace TensorAot;

// What saving and loading of models need without knowing the element type.
public sealed partial class Shared<T> : ISharedState
{
    /// <inheritdoc/>
    FileElementType IElementSource.ElementType => ElementTypes.Of<T>();

    /// <inheritdoc/>
    void IElementSource.WriteTo(Stream stream) => Elements.Write<T>(stream, Span);

    /// <inheritdoc/>
    DenseArray ISharedState.Read(TensorArchive archive, string name) => archive.Read<T>(name);

    /// <inheritdoc/>
    void ISharedState.Assign(DenseArray values) => CopyFrom(((DenseArray<T>)values).Values);

    /// <inheritdoc/>
    void ISharedState.Assign(ISharedState other) => CopyFrom(((Shared<T>)other).Span);
}
