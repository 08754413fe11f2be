using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

// Null, shapes, agreement of sizes, overlap.
public static partial class Check
{
    /// <summary>An array was given.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="parameter">Its name.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotNull([NotNull] object? value, string parameter)
    {
        if (value is null)
            ThrowNull(parameter);
    }

    /// <summary>An array has the sizes of its shape.</summary>
    /// <param name="array">The argument, of the rank that the declaration has.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="sizes">The expected size of each axis.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArgumentException">A size differs.</exception>
    public static void Shape([NotNull] Array? array, string parameter, string declaration, params ReadOnlySpan<int> sizes)
    {
        NotNull(array, parameter);
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (array.GetLength(axis) != sizes[axis])
                ThrowShape(array, parameter, declaration, sizes, axis);
        }
    }

    // Lists of constants, which are longer, are made on the heap by code that is not optimised: a user's Debug build.

    /// <summary>An array has the size of its one axis.</summary>
    /// <inheritdoc cref="Shape(Array, string, string, ReadOnlySpan{int})"/>
    /// <param name="size">The expected size of the axis.</param>
    public static void Shape([NotNull] Array? array, string parameter, string declaration, int size) =>
        Shape(array, parameter, declaration, new ReadOnlySpan<int>(in size));

    /// <summary>An array has the sizes of its two axes.</summary>
    /// <inheritdoc cref="Shape(Array, string, string, ReadOnlySpan{int})"/>
    /// <param name="rows">The expected size of the first axis.</param>
    /// <param name="columns">The expected size of the second axis.</param>
    public static void Shape([NotNull] Array? array, string parameter, string declaration, int rows, int columns)
    {
        ReadOnlySpan<int> sizes = stackalloc[] { rows, columns };
        Shape(array, parameter, declaration, sizes);
    }

    /// <summary>A size is large enough for what is taken of it: a slice, an index, a reduction that needs an element.</summary>
    /// <param name="size">The size, or what must not be below <paramref name="least"/>.</param>
    /// <param name="least">The bound.</param>
    /// <param name="what">What the size is: <c>n - 3</c>.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="ArgumentException">It is smaller.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AtLeast(long size, long least, string what, string expression)
    {
        if (size < least)
            ThrowTooSmall(size, least, what, expression);
    }

    /// <summary>A size that is used as a number, mostly a product of sizes, is one of the number's type.</summary>
    /// <param name="size">The size.</param>
    /// <param name="most">The bound.</param>
    /// <param name="what">What the size is: <c>n * m</c>.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="ArgumentException">It is larger.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AtMost(long size, long most, string what, string expression)
    {
        if (size > most)
            ThrowTooLarge(size, most, what, expression);
    }

    /// <summary>Two sizes that must agree do.</summary>
    /// <param name="size">The size of an argument's axis.</param>
    /// <param name="what">What it is: <c>axis 0 of labels</c>.</param>
    /// <param name="expected">The size that it must have.</param>
    /// <param name="expectedWhat">What that is: <c>n, axis 0 of x</c>.</param>
    /// <param name="parameter">The name of the argument.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Equal(int size, string what, int expected, string expectedWhat, string parameter)
    {
        if (size != expected)
            ThrowUnequal(size, what, expected, expectedWhat, parameter);
    }

    /// <summary>An output shares no memory with another argument or with state.</summary>
    /// <typeparam name="TWritten">The element type of the output.</typeparam>
    /// <typeparam name="TOther">The element type of the other.</typeparam>
    /// <param name="written">The output.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="other">The other argument or the state.</param>
    /// <param name="otherName">Its name.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Disjoint<TWritten, TOther>(Span<TWritten> written, string parameter, ReadOnlySpan<TOther> other, string otherName)
        where TWritten : unmanaged
        where TOther : unmanaged
    {
        if (Overlap(written, other))
            ThrowOverlap(parameter, otherName);
    }

    /// <summary>An input shares no memory with state that the call updates.</summary>
    /// <typeparam name="T">Their element type.</typeparam>
    /// <param name="state">The state.</param>
    /// <param name="path">Where it is found.</param>
    /// <param name="input">The input.</param>
    /// <param name="parameter">Its name.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void NotUpdated<T>(ReadOnlySpan<T> state, string path, ReadOnlySpan<T> input, string parameter)
        where T : unmanaged
    {
        if (Overlap(state, input))
            ThrowUpdated(parameter, path);
    }

    private static bool Overlap<TFirst, TSecond>(ReadOnlySpan<TFirst> written, ReadOnlySpan<TSecond> other)
        where TFirst : unmanaged
        where TSecond : unmanaged
    {
        ref byte first = ref Unsafe.As<TFirst, byte>(ref MemoryMarshal.GetReference(written));
        ref byte second = ref Unsafe.As<TSecond, byte>(ref MemoryMarshal.GetReference(other));
        if (written.IsEmpty || other.IsEmpty)
            return false;

        // Unsigned: one starts inside the other exactly when its distance from the start is below the other's size.
        nuint distance = (nuint)Unsafe.ByteOffset(ref first, ref second);
        nuint writtenBytes = (nuint)written.Length * (nuint)Unsafe.SizeOf<TFirst>();
        nuint otherBytes = (nuint)other.Length * (nuint)Unsafe.SizeOf<TSecond>();
        return distance < writtenBytes || 0 - distance < otherBytes;
    }

    /// <summary>State is there and has the sizes that the graph was built for.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shared">The state.</param>
    /// <param name="path">Where it is found: <c>layers[0].W</c>.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="sizes">The expected size of each axis.</param>
    /// <exception cref="InvalidOperationException">It is null, or a size differs.</exception>
    public static void State<T>([NotNull] Shared<T>? shared, string path, string declaration, params ReadOnlySpan<int> sizes)
    {
        if (shared is null || !shared.Lengths.SequenceEqual(sizes))
            ThrowState(shared, path, declaration, sizes);
    }
}
