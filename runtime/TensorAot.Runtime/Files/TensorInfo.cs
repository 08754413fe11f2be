namespace TensorAot.Files;

/// <summary>What a file says of an array before its elements are read.</summary>
public sealed class TensorInfo
{
    private readonly long[] _lengths;

    internal TensorInfo(FileElementType elementType, long[] lengths)
    {
        ElementType = elementType;
        _lengths = lengths;
    }

    /// <summary>The type of its elements.</summary>
    public FileElementType ElementType { get; }

    /// <summary>The sizes, outermost axis first; empty for a scalar.</summary>
    public ReadOnlySpan<long> Lengths => _lengths;

    /// <summary>The type and sizes, as <c>Float32[784, 10]</c>.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => ElementType + FileError.Sizes(_lengths);
}
