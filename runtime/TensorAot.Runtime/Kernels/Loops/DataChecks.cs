using System.ComponentModel;
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
}
