using TensorAot.Files;

namespace TensorAot;

/// <summary>State of any element type, as saving, loading and copying see it.</summary>
internal interface ISharedState : IElementSource
{
    /// <summary>Reads values of the own element type from a file.</summary>
    DenseArray Read(TensorArchive archive, string name);

    /// <summary>Takes values that <see cref="Read"/> gave and that have the own sizes.</summary>
    void Assign(DenseArray values);

    /// <summary>Takes the values of other state of the same type and sizes.</summary>
    void Assign(ISharedState other);
}
