namespace TensorAot;

// Lazy choice.
public static partial class Ops
{
    /// <summary>One of two values by a scalar condition, of which only the chosen one is computed. <see cref="Where{T}(Expr{bool}, Expr{T}, Expr{T})"/> chooses element by element and computes both.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="condition">A bool scalar.</param>
    /// <param name="then">The value when it is true; up to three in a tuple. It may read any tensor from outside.</param>
    /// <param name="otherwise">The value when it is false, of the same element type; shapes broadcast.</param>
    /// <returns>The broadcast shape of the two values.</returns>
    /// <remarks>Gradient: to the chosen side only, and computed only there. <see cref="Update{T}(Shared{T}, Expr{T})"/> in a side is a build error. Theano: <c>ifelse</c>.</remarks>
    public static Expr<T> IfElse<T>(Expr<bool> condition, Func<Expr<T>> then, Func<Expr<T>> otherwise) => Definition.Only<T>();

    /// <inheritdoc cref="IfElse{T}(Expr{bool}, Func{Expr{T}}, Func{Expr{T}})"/>
    public static (Expr<T1>, Expr<T2>) IfElse<T1, T2>(
        Expr<bool> condition, Func<(Expr<T1>, Expr<T2>)> then, Func<(Expr<T1>, Expr<T2>)> otherwise)
        => Definition.Result<(Expr<T1>, Expr<T2>)>();

    /// <inheritdoc cref="IfElse{T}(Expr{bool}, Func{Expr{T}}, Func{Expr{T}})"/>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) IfElse<T1, T2, T3>(
        Expr<bool> condition, Func<(Expr<T1>, Expr<T2>, Expr<T3>)> then, Func<(Expr<T1>, Expr<T2>, Expr<T3>)> otherwise)
        => Definition.Result<(Expr<T1>, Expr<T2>, Expr<T3>)>();

    /// <summary>One of several values by an integer scalar, of which only the chosen one is computed.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="index">An integer scalar: 0 chooses the first value.</param>
    /// <param name="branches">The values; up to three in a tuple. The last one is also that of every index out of range, negative ones too.</param>
    /// <returns>The broadcast shape of the values.</returns>
    /// <remarks>Gradient: to the chosen value only, and computed only there. <see cref="Update{T}(Shared{T}, Expr{T})"/> in a branch is a build error.</remarks>
    public static Expr<T> Switch<T>(Expr<int> index, params ReadOnlySpan<Func<Expr<T>>> branches) => Definition.Only<T>();

    /// <inheritdoc cref="Switch{T}(Expr{int}, ReadOnlySpan{Func{Expr{T}}})"/>
    public static (Expr<T1>, Expr<T2>) Switch<T1, T2>(Expr<int> index, params ReadOnlySpan<Func<(Expr<T1>, Expr<T2>)>> branches)
        => Definition.Result<(Expr<T1>, Expr<T2>)>();

    /// <inheritdoc cref="Switch{T}(Expr{int}, ReadOnlySpan{Func{Expr{T}}})"/>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) Switch<T1, T2, T3>(Expr<int> index, params ReadOnlySpan<Func<(Expr<T1>, Expr<T2>, Expr<T3>)>> branches)
        => Definition.Result<(Expr<T1>, Expr<T2>, Expr<T3>)>();
}
