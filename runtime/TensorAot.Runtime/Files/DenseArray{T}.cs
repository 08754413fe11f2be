using TensorAot.Runtime;

namespace TensorAot.Files;

/// <summary>Values, row-major, with their sizes: what files hold, whatever order of axes and bytes they keep it in.</summary>
/// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
public sealed class DenseArray<T> : DenseArray
{
    // The bytes of all elements may be more than a span can hold.
    private const int Chunk = 1 << 20;

    internal DenseArray(T[] values, ReadOnlySpan<int> lengths)
        : base(lengths)
    {
        ElementTypes.Of<T>();
        long count = 1;
        foreach (int length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(lengths));
            count = count > int.MaxValue && length > 0 ? count : count * length;
        }
        if (count != values.Length)
            throw new ArgumentException($"[{SharedSizes.List(lengths)}] are the sizes of {count} elements, but {values.Length} values were given.", nameof(values));
        Values = values;
    }

    /// <summary>The values, row-major.</summary>
    public T[] Values { get; }

    /// <inheritdoc/>
    public override FileElementType ElementType => ElementTypes.Of<T>();

    /// <summary>The only value of an array of one element, whatever its rank.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one value.</exception>
    public T Item => Values.Length == 1 ? Values[0] : throw new InvalidOperationException($"The array {this} has {Values.Length} elements, not one.");

    /// <summary>A copy as a C# array of rank 2.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidOperationException">The rank is another one.</exception>
    public T[,] ToArray2D()
    {
        CheckRank(2);
        return Copied(new T[Lengths[0], Lengths[1]]);
    }

    /// <inheritdoc cref="ToArray2D"/>
    /// <summary>A copy as a C# array of rank 3.</summary>
    public T[,,] ToArray3D()
    {
        CheckRank(3);
        return Copied(new T[Lengths[0], Lengths[1], Lengths[2]]);
    }

    /// <inheritdoc cref="ToArray2D"/>
    /// <summary>A copy as a C# array of rank 4.</summary>
    public T[,,,] ToArray4D()
    {
        CheckRank(4);
        return Copied(new T[Lengths[0], Lengths[1], Lengths[2], Lengths[3]]);
    }

    /// <summary>The element type and sizes, as <c>float[784, 10]</c>.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"{SharedSizes.KeywordOf<T>()}[{SharedSizes.List(Lengths)}]";

    internal override void WriteTo(Stream stream) => Elements.Write<T>(stream, Values);

    internal override bool HasBitsOf(DenseArray other)
    {
        T[] others = ((DenseArray<T>)other).Values;
        for (int at = 0; at < Values.Length; at += Chunk)
        {
            int count = Math.Min(Chunk, Values.Length - at);
            if (!Elements.Bytes(Values.AsSpan(at, count)).SequenceEqual(Elements.Bytes(others.AsSpan(at, count))))
                return false;
        }
        return true;
    }

    private void CheckRank(int rank)
    {
        if (Rank != rank)
            throw new InvalidOperationException($"The array {this} has {Rank} axes, not {rank}.");
    }

    private TArray Copied<TArray>(TArray array)
        where TArray : class
    {
        Values.CopyTo(Arrays.Flat<T>((Array)(object)array));
        return array;
    }
}
