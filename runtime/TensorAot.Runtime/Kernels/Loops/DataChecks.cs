using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Checks of data, before anything is written. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class DataChecks
{
    /// <summary>Every element is an index into <paramref name="size"/> elements: 0 to size - 1, or -size to -1 from the end.</summary>
    /// <exception cref="IndexOutOfRangeException">One is not.</exception>
    public static void Indices<T>(T* indices, nint count, nint size, string expression)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (nint i = 0; i < count; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if (index < -size || index >= size)
                Check.ThrowIndexOutOfRange(expression, index, size);
        }
    }

    /// <summary>Every element is a class label: 0 to size - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">One is not.</exception>
    public static void Labels<T>(T* labels, nint count, nint size, string expression)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (nint i = 0; i < count; i++)
        {
            long label = long.CreateTruncating(labels[i]);
            if (label < 0 || label >= size)
                Check.ThrowIndexOutOfRange(expression, label, size);
        }
    }

    /// <summary>No element is zero.</summary>
    /// <exception cref="DivideByZeroException">One is.</exception>
    public static void NotZero<T>(T* divisors, nint count, string expression)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (nint i = 0; i < count; i++)
            if (T.IsZero(divisors[i]))
                Check.ThrowDivideByZero(expression);
    }

    /// <summary>Every element is true.</summary>
    /// <param name="conditions">The elements.</param>
    /// <param name="count">Their number.</param>
    /// <param name="message">What the user wants to be told; null for nothing but the expression.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="GraphCheckException">One is false.</exception>
    public static void IsTrue(bool* conditions, nint count, string? message, string expression)
    {
        for (nint i = 0; i < count; i++)
            if (!conditions[i])
                throw new GraphCheckException(message ?? "An assertion does not hold.", expression);
    }

    /// <summary>No element is NaN or infinite.</summary>
    /// <param name="values">The elements, float or double.</param>
    /// <param name="count">Their number.</param>
    /// <param name="message">What the user wants to be told besides the first value that is not finite; null for nothing.</param>
    /// <param name="expression">The user's expression.</param>
    /// <exception cref="GraphCheckException">One is not finite.</exception>
    public static void IsFinite<T>(T* values, nint count, string? message, string expression)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
            if (!T.IsFinite(values[i]))
                throw new GraphCheckException(string.Create(CultureInfo.InvariantCulture, $"{(message is null ? "" : message + ": ")}element {i} of {count} is {values[i]}."), expression);
    }
}
