using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>The elements of arrays of any rank as flat row-major spans, without a copy.</summary>
public static class Arrays
{
    /// <summary>All elements, row-major: writing to the span writes to the array.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The array; may be empty.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    public static Span<T> AsSpan<T>(this T[,] array) => Flat<T>(array);

    /// <inheritdoc cref="AsSpan{T}(T[,])"/>
    public static Span<T> AsSpan<T>(this T[,,] array) => Flat<T>(array);

    /// <inheritdoc cref="AsSpan{T}(T[,])"/>
    public static Span<T> AsSpan<T>(this T[,,,] array) => Flat<T>(array);

    /// <inheritdoc cref="AsSpan{T}(T[,])"/>
    public static Span<T> AsSpan<T>(this T[,,,,] array) => Flat<T>(array);

    /// <inheritdoc cref="AsSpan{T}(T[,])"/>
    public static Span<T> AsSpan<T>(this T[,,,,,] array) => Flat<T>(array);

    /// <summary>All elements of an array of any rank, row-major: writing to the span writes to the array.</summary>
    /// <typeparam name="T">The element type of the array itself.</typeparam>
    /// <param name="array">The array; may be empty.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArrayTypeMismatchException">Its elements have another type.</exception>
    public static Span<T> AsSpan<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.GetType().GetElementType() == typeof(T) ? Flat<T>(array) : throw new ArrayTypeMismatchException($"An array of {array.GetType().GetElementType()} has no elements of type {typeof(T)}.");
    }

    /// <summary>All elements of an array of any rank, row-major.</summary>
    /// <typeparam name="T">The element type of the array itself.</typeparam>
    internal static Span<T> Flat<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        ref T first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        return MemoryMarshal.CreateSpan(ref first, array.Length);
    }
}
