using System.Globalization;
using TensorAot.Runtime;

namespace TensorAot;

/// <summary>
/// Makes the state of a model. Sizes are given outermost axis first; no sizes make a scalar.
/// Every factory throws <see cref="NotSupportedException"/> for an element type that tensors cannot hold and
/// <see cref="ArgumentException"/> for a negative size, more than 6 axes, or more elements than one array can hold.
/// </summary>
public static partial class Shared
{
    /// <summary>State of zeros (false for bool).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="dims">The sizes.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Zeros<T>(params ReadOnlySpan<int> dims) => new(dims);

    /// <summary>State of ones (true for bool).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="dims">The sizes.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Ones<T>(params ReadOnlySpan<int> dims) => Full(One<T>(), dims);

    /// <summary>State of one value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value of every element.</param>
    /// <param name="dims">The sizes.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Full<T>(T value, params ReadOnlySpan<int> dims)
    {
        var shared = new Shared<T>(dims);
        shared.Span.Fill(value);
        return shared;
    }

    /// <summary>A scalar.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">Its value.</param>
    /// <returns>New state of rank 0.</returns>
    public static Shared<T> Scalar<T>(T value) => Full(value);

    /// <summary>State of zeros with the sizes of other state.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="other">Gives the sizes.</param>
    /// <returns>New state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public static Shared<T> ZerosLike<T>(Shared<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(other.Lengths);
    }

    /// <summary>State with a copy of the given values.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The values, row-major.</param>
    /// <param name="dims">The sizes; none for a vector of all values.</param>
    /// <returns>New state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">The number of values is not the product of the sizes.</exception>
    public static Shared<T> From<T>(T[] values, params ReadOnlySpan<int> dims)
    {
        ArgumentNullException.ThrowIfNull(values);
        return From((ReadOnlySpan<T>)values, dims);
    }

    /// <inheritdoc cref="From{T}(T[], ReadOnlySpan{int})"/>
    public static Shared<T> From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> dims)
    {
        var shared = new Shared<T>(dims.IsEmpty ? [values.Length] : dims);
        if (values.Length != shared.Length)
            throw new ArgumentException($"The state {shared} has {shared.Length} elements, but {values.Length} values were given.", nameof(values));
        values.CopyTo(shared.Span);
        return shared;
    }

    /// <summary>State with a copy of the values and the sizes of an array.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The values.</param>
    /// <returns>New state of rank 2.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public static Shared<T> From<T>(T[,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    /// <returns>New state of rank 3.</returns>
    public static Shared<T> From<T>(T[,,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    /// <returns>New state of rank 4.</returns>
    public static Shared<T> From<T>(T[,,,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    /// <returns>New state of rank 5.</returns>
    public static Shared<T> From<T>(T[,,,,] values) => Copy<T>(values);

    /// <inheritdoc cref="From{T}(T[,])"/>
    /// <returns>New state of rank 6.</returns>
    public static Shared<T> From<T>(T[,,,,,] values) => Copy<T>(values);

    private static Shared<T> Copy<T>(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Span<int> dims = stackalloc int[values.Rank];
        for (int axis = 0; axis < dims.Length; axis++)
            dims[axis] = values.GetLength(axis);
        var shared = new Shared<T>(dims);
        Arrays.Flat<T>(values).CopyTo(shared.Span);
        return shared;
    }

    private static T One<T>()
    {
        SharedSizes.CheckElementType<T>();
        return (T)Convert.ChangeType(1, typeof(T), CultureInfo.InvariantCulture);
    }
}
