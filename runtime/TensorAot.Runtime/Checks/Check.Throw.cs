using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using static System.FormattableString;

namespace TensorAot.Runtime;

// What failed checks say. Kept out of line, so that a check costs a compare where it passes.
public static partial class Check
{
    private const string Broadcast = " A size of 1 broadcasts only where it is declared: declare 1 to broadcast.";

    /// <summary>Reports a division of integers by zero.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="DivideByZeroException">Always.</exception>
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void ThrowDivideByZero(string expression) =>
        throw new DivideByZeroException($"Division by zero in {expression}. Nothing was written.");

    /// <summary>Reports an index that is out of range.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="index">The index.</param>
    /// <param name="size">The size of the axis.</param>
    /// <exception cref="IndexOutOfRangeException">Always.</exception>
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void ThrowIndexOutOfRange(string expression, long index, long size) =>
        throw new IndexOutOfRangeException(Invariant($"Index {index} is out of range for an axis of size {size} in {expression}. Nothing was written."));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooSmall(long size, long least, string what, string expression) =>
        throw new ArgumentException(Invariant($"{expression} needs {what} to be at least {least}; it is {size} in this call. Nothing was written."));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooLarge(long size, long most, string what, string expression) =>
        throw new ArgumentException(Invariant($"{expression} needs {what} to be at most {most}; it is {size} in this call. Nothing was written."));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNull(string parameter) => throw new ArgumentNullException(parameter);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowSize(long size, string expression) =>
        throw new ArgumentException(Invariant($"The size {expression} is {size} in this call: a size is at least 0 and at most {int.MaxValue}."));

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(int length, string parameter, string declaration, ReadOnlySpan<int> sizes)
    {
        foreach (int size in sizes)
        {
            if (size < 0)
                throw new ArgumentException($"A size cannot be negative: {parameter} is {Here(declaration, sizes)}.", parameter);
        }

        long expected = Product(sizes);
        string count = expected > int.MaxValue ? "more elements than a span can hold" : Invariant($"{expected} elements");
        // One element where many are expected is what a caller passes who hopes for broadcasting.
        throw new ArgumentException(
            Invariant($"{parameter} is {Here(declaration, sizes)}: {count} expected, {length} given.") + (length == 1 ? Broadcast : ""),
            parameter);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowMultiple(int length, string parameter, string declaration, long product) =>
        throw new ArgumentException(
            Invariant($"{parameter} is {declaration}: a multiple of {product} elements expected, {length} given."),
            parameter);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowShape(Array array, string parameter, string declaration, ReadOnlySpan<int> sizes, int axis)
    {
        Span<nint> actual = stackalloc nint[array.Rank];
        for (int i = 0; i < actual.Length; i++)
            actual[i] = array.GetLength(i);
        ThrowShape(actual, parameter, declaration, sizes, axis);
    }

    /// <summary>Reports lengths that are not those of a shape, at the first axis that differs.</summary>
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowShape(ReadOnlySpan<nint> actual, string parameter, string declaration, ReadOnlySpan<int> sizes, int axis) =>
        throw new ArgumentException(
            Invariant($"{parameter} is {Here(declaration, sizes)}, but {List(actual)} was given: axis {axis} is {actual[axis]} instead of {sizes[axis]}.")
            + (actual[axis] == 1 ? Broadcast : ""),
            parameter);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowUnequal(int size, string what, int expected, string expectedWhat, string parameter) =>
        throw new ArgumentException(
            Invariant($"Sizes disagree: {what} is {size}, but {expectedWhat} is {expected}.") + (size == 1 || expected == 1 ? Broadcast : ""),
            parameter);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOverlap(string parameter, string otherName) =>
        throw new ArgumentException($"{parameter} shares memory with {otherName}: an output needs memory of its own.", parameter);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowUpdated(string parameter, string path) =>
        throw new ArgumentException($"{parameter} shares memory with {path}, which this call updates: pass a copy.", parameter);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowState<T>(Shared<T>? shared, string path, string declaration, ReadOnlySpan<int> sizes) =>
        throw new InvalidOperationException(shared is null
            ? $"The state {path} is null: it must be {Here(declaration, sizes)}."
            : $"The state {path} is {shared}, but the function was compiled for {Here(declaration, sizes)}.");

    /// <summary>The declaration, and the sizes of this call where they say more: <c>double[n, 784] (here [3, 784])</c>.</summary>
    private static string Here(string declaration, ReadOnlySpan<int> sizes)
    {
        string list = List(sizes);
        return declaration.EndsWith(list, StringComparison.Ordinal) ? declaration : $"{declaration} (here {list})";
    }

    private static string List(ReadOnlySpan<int> sizes)
    {
        Span<nint> lengths = stackalloc nint[sizes.Length];
        for (int axis = 0; axis < sizes.Length; axis++)
            lengths[axis] = sizes[axis];
        return List(lengths);
    }

    /// <summary>Lengths as text: <c>[2, 3]</c>.</summary>
    internal static string List(ReadOnlySpan<nint> sizes)
    {
        var text = new StringBuilder("[");
        for (int axis = 0; axis < sizes.Length; axis++)
            text.Append(axis == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{sizes[axis]}");
        return text.Append(']').ToString();
    }
}
