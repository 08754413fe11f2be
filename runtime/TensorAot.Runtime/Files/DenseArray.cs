using TensorAot.Runtime;

namespace TensorAot.Files;

/// <summary>Values and their sizes, as they come from and go into files. See <see cref="DenseArray{T}"/>.</summary>
public abstract class DenseArray : IElementSource
{
    private readonly int[] _lengths;

    private protected DenseArray(ReadOnlySpan<int> lengths) => _lengths = lengths.ToArray();

    /// <summary>The sizes, outermost axis first; empty for a scalar.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The type as which files hold the elements.</summary>
    public abstract FileElementType ElementType { get; }

    /// <summary>Values with sizes, without a copy.</summary>
    /// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
    /// <param name="values">The values, row-major; the array itself is kept.</param>
    /// <param name="lengths">The sizes; none for a vector of all values.</param>
    /// <returns>The values with their sizes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">The number of values is not the product of the sizes.</exception>
    public static DenseArray<T> From<T>(T[] values, params ReadOnlySpan<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values, lengths.IsEmpty ? [values.Length] : lengths);
    }

    /// <summary>A scalar: one value without axes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>An array of rank 0.</returns>
    public static DenseArray<T> Scalar<T>(T value) => new([value], []);

    /// <summary>A copy of an array with its sizes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The values.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public static DenseArray<T> From<T>(T[,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    public static DenseArray<T> From<T>(T[,,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    public static DenseArray<T> From<T>(T[,,,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    public static DenseArray<T> From<T>(T[,,,,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    public static DenseArray<T> From<T>(T[,,,,,] values) => Copy<T>(values);

    /// <inheritdoc/>
    void IElementSource.WriteTo(Stream stream) => WriteTo(stream);

    internal abstract void WriteTo(Stream stream);

    /// <summary>Whether other values of the same type and sizes have the same bits.</summary>
    internal abstract bool HasBitsOf(DenseArray other);

    private static DenseArray<T> Copy<T>(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Span<int> lengths = stackalloc int[values.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = values.GetLength(axis);
        return new(Arrays.Flat<T>(values).ToArray(), lengths);
    }
}

/// <summary>Something of which a file can be written.</summary>
internal interface IElementSource
{
    /// <summary>The type of the elements.</summary>
    FileElementType ElementType { get; }

    /// <summary>The sizes.</summary>
    ReadOnlySpan<int> Lengths { get; }

    /// <summary>Writes the elements, row-major, in little-endian order.</summary>
    void WriteTo(Stream stream);
}
