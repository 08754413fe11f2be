using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// The checks that generated functions make at entry, before anything is written. For generated code.
/// A declaration is the type and shape as the user may read it, <c>double[n, m]</c>; sizes are what its axes are in this call.
/// Nothing is allocated unless a check fails.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Check
{
    /// <summary>A span has as many elements as its shape.</summary>
    /// <param name="length">The length of the span.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="sizes">The size of each axis.</param>
    /// <exception cref="ArgumentException">The length is not the product of the sizes, or a size is negative.</exception>
    public static void Length(int length, string parameter, string declaration, params ReadOnlySpan<int> sizes)
    {
        if (Product(sizes) != length)
            ThrowLength(length, parameter, declaration, sizes);
    }

    /// <summary>A span has as many elements as its one axis: <see cref="Length(int, string, string, ReadOnlySpan{int})"/>, in a few instructions.</summary>
    /// <param name="length">The length of the span.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="size">The size of its axis.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int length, string parameter, string declaration, int size)
    {
        if (length != size)
            ThrowOneLength(length, parameter, declaration, size);
    }

    /// <summary>A span has as many elements as its two axes: <see cref="Length(int, string, string, ReadOnlySpan{int})"/>, in a few instructions.</summary>
    /// <param name="length">The length of the span.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="rows">The size of the first axis.</param>
    /// <param name="columns">The size of the second axis.</param>
    /// <exception cref="ArgumentException">The length is not the product of the sizes, or a size is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int length, string parameter, string declaration, int rows, int columns)
    {
        if ((long)rows * columns != length || (rows | columns) < 0)
            ThrowTwoLengths(length, parameter, declaration, rows, columns);
    }

    /// <summary>The size of the one axis of a span: its length.</summary>
    /// <param name="length">The length of the span.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <returns>The length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Derive(int length, string parameter, string declaration) => length;

    /// <summary>The one size of a span that its length tells: the length divided by the product of the other sizes.</summary>
    /// <param name="length">The length of the span.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="others">The sizes of the other axes.</param>
    /// <returns>The size; 0 where another size is 0.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the product.</exception>
    public static int Derive(int length, string parameter, string declaration, params ReadOnlySpan<int> others)
    {
        long product = Product(others);
        if (product == 0 && length == 0)
            return 0;
        if (product <= 0 || length % product != 0)
            ThrowMultiple(length, parameter, declaration, product);
        return (int)(length / product);
    }

    /// <summary>The one size of a span of two axes that its length tells: the length divided by the other size.</summary>
    /// <inheritdoc cref="Derive(int, string, string, ReadOnlySpan{int})"/>
    /// <param name="other">The size of the other axis.</param>
    public static int Derive(int length, string parameter, string declaration, int other) =>
        Derive(length, parameter, declaration, new ReadOnlySpan<int>(in other));

    /// <summary>A size that was computed fits its purpose: not negative, not beyond <see cref="int.MaxValue"/>.</summary>
    /// <param name="size">The size.</param>
    /// <param name="expression">The expression that it comes from.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size(long size, string expression)
    {
        if ((ulong)size > int.MaxValue)
            ThrowSize(size, expression);
        return (int)size;
    }

    // Apart, so that what is inlined above is a comparison and a call.
    private static void ThrowOneLength(int length, string parameter, string declaration, int size) => ThrowLength(length, parameter, declaration, [size]);

    private static void ThrowTwoLengths(int length, string parameter, string declaration, int rows, int columns) =>
        ThrowLength(length, parameter, declaration, [rows, columns]);

    /// <summary>The product of sizes; -1 when one is negative, <see cref="long.MaxValue"/> when it is beyond every length.</summary>
    internal static long Product(ReadOnlySpan<int> sizes)
    {
        long product = 1;
        bool empty = false;
        foreach (int size in sizes)
        {
            if (size < 0)
                return -1;
            empty |= size == 0;
            // Two factors below 2^31 cannot overflow; once above every possible length the product stays there.
            product = product > int.MaxValue ? product : product * Math.Max(size, 1);
        }

        return empty ? 0 : product > int.MaxValue ? long.MaxValue : product;
    }
}
