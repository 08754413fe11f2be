using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>The elements of arrays of rank 2 to 6 as flat row-major spans, without a copy.</summary>
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

    /// <summary>All elements of an array of any rank, row-major.</summary>
    /// <typeparam name="T">The element type of the array itself.</typeparam>
    internal static Span<T> Flat<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        ref T first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        return MemoryMarshal.CreateSpan(ref first, array.Length);
    }
}
