using System.Globalization;

namespace TensorAot;

/// <summary>The rules for the element type and the sizes of shared state.</summary>
internal static class SharedSizes
{
    /// <summary>The highest rank of a tensor.</summary>
    public const int MaxRank = 6;

    /// <summary>The C# keyword of an element type, or null when tensors cannot hold it.</summary>
    public static string? KeywordOf<T>() =>
        typeof(T) == typeof(float) ? "float"
        : typeof(T) == typeof(double) ? "double"
        : typeof(T) == typeof(int) ? "int"
        : typeof(T) == typeof(long) ? "long"
        : typeof(T) == typeof(byte) ? "byte"
        : typeof(T) == typeof(bool) ? "bool"
        : null;

    /// <summary>Refuses element types that tensors cannot hold.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not an element type.</exception>
    public static void CheckElementType<T>()
    {
        if (KeywordOf<T>() is null)
            throw new NotSupportedException($"{typeof(T).Name} cannot be the element type of a tensor: use float, double, int, long, byte or bool.");
    }

    /// <summary>Refuses element types that have no fractions.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static void CheckFloating<T>(string factory)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Shared.{factory} makes float or double values, not {typeof(T).Name}.");
    }

    /// <summary>The product of the sizes.</summary>
    /// <exception cref="ArgumentException">The rank is above 6, a size is negative, or there are too many elements for one array.</exception>
    public static int ElementCount(ReadOnlySpan<int> dims)
    {
        if (dims.Length > MaxRank)
            throw new ArgumentException($"A tensor has at most {MaxRank} axes, but {dims.Length} sizes were given.", nameof(dims));

        bool empty = false;
        foreach (int size in dims)
        {
            if (size < 0)
                throw new ArgumentException($"A size cannot be negative, but [{List(dims)}] was given.", nameof(dims));
            empty |= size == 0;
        }

        return empty ? 0 : Product(dims);
    }

    /// <summary>The sizes as text: <c>784, 10</c>.</summary>
    public static string List(ReadOnlySpan<int> dims) => string.Join(", ", dims.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)));

    private static int Product(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (int size in dims)
        {
            count *= size;
            if (count > Array.MaxLength)
                throw new ArgumentException($"[{List(dims)}] has more elements than one array can hold.", nameof(dims));
        }

        return (int)count;
    }
}
