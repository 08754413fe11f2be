namespace TensorAot;

// Functions of one example, for all examples at once.
public static partial class Ops
{
    /// <summary>A function of one example, evaluated for every example of x at once: not a loop but the same ops on the whole batch.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <typeparam name="TResult">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x">Examples along an axis.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis.</returns>
    /// <remarks>What does not depend on the example is computed once. Vmap nests, and derivatives may be taken inside and outside: <c>Vmap(x =&gt; Grad(Cost(x), x), xs)</c> are the gradients of the examples.</remarks>
    public static Expr<TResult> Vmap<T, TResult>(
        Func<Expr<T>, Expr<TResult>> f, Expr<T> x, int inAxis = 0, int outAxis = 0)
        => Definition.Only<TResult>();

    /// <summary>A function of each example of x, which gives a tuple of two: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <typeparam name="TResult0">Any element type.</typeparam>
    /// <typeparam name="TResult1">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x">Examples along an axis.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static (Expr<TResult0>, Expr<TResult1>) Vmap<T, TResult0, TResult1>(
        Func<Expr<T>, (Expr<TResult0>, Expr<TResult1>)> f, Expr<T> x, int inAxis = 0, int outAxis = 0)
        => Definition.Result<(Expr<TResult0>, Expr<TResult1>)>();

    /// <summary>A function of each example of x, which gives a tuple of three: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <typeparam name="TResult0">Any element type.</typeparam>
    /// <typeparam name="TResult1">Any element type.</typeparam>
    /// <typeparam name="TResult2">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x">Examples along an axis.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static (Expr<TResult0>, Expr<TResult1>, Expr<TResult2>) Vmap<T, TResult0, TResult1, TResult2>(
        Func<Expr<T>, (Expr<TResult0>, Expr<TResult1>, Expr<TResult2>)> f, Expr<T> x, int inAxis = 0, int outAxis = 0)
        => Definition.Result<(Expr<TResult0>, Expr<TResult1>, Expr<TResult2>)>();

    /// <summary>A function of each example of x, which gives an array: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <typeparam name="TResult">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x">Examples along an axis.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static Expr<TResult>[] Vmap<T, TResult>(
        Func<Expr<T>, Expr<TResult>[]> f, Expr<T> x, int inAxis = 0, int outAxis = 0)
        => Definition.Result<Expr<TResult>[]>();

    /// <summary>A function of each pair of examples: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="TResult">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis.</returns>
    public static Expr<TResult> Vmap<T0, T1, TResult>(
        Func<Expr<T0>, Expr<T1>, Expr<TResult>> f, Expr<T0> x0, Expr<T1> x1, int inAxis = 0, int outAxis = 0)
        => Definition.Only<TResult>();

    /// <summary>A function of each pair of examples, which gives a tuple of two: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="TResult0">Any element type.</typeparam>
    /// <typeparam name="TResult1">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static (Expr<TResult0>, Expr<TResult1>) Vmap<T0, T1, TResult0, TResult1>(
        Func<Expr<T0>, Expr<T1>, (Expr<TResult0>, Expr<TResult1>)> f, Expr<T0> x0, Expr<T1> x1, int inAxis = 0, int outAxis = 0)
        => Definition.Result<(Expr<TResult0>, Expr<TResult1>)>();

    /// <summary>A function of each pair of examples, which gives a tuple of three: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="TResult0">Any element type.</typeparam>
    /// <typeparam name="TResult1">Any element type.</typeparam>
    /// <typeparam name="TResult2">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static (Expr<TResult0>, Expr<TResult1>, Expr<TResult2>) Vmap<T0, T1, TResult0, TResult1, TResult2>(
        Func<Expr<T0>, Expr<T1>, (Expr<TResult0>, Expr<TResult1>, Expr<TResult2>)> f, Expr<T0> x0, Expr<T1> x1, int inAxis = 0, int outAxis = 0)
        => Definition.Result<(Expr<TResult0>, Expr<TResult1>, Expr<TResult2>)>();

    /// <summary>A function of each pair of examples, which gives an array: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="TResult">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static Expr<TResult>[] Vmap<T0, T1, TResult>(
        Func<Expr<T0>, Expr<T1>, Expr<TResult>[]> f, Expr<T0> x0, Expr<T1> x1, int inAxis = 0, int outAxis = 0)
        => Definition.Result<Expr<TResult>[]>();

    /// <summary>A function of each triple of examples: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="T2">Any element type.</typeparam>
    /// <typeparam name="TResult">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="x2">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis.</returns>
    public static Expr<TResult> Vmap<T0, T1, T2, TResult>(
        Func<Expr<T0>, Expr<T1>, Expr<T2>, Expr<TResult>> f, Expr<T0> x0, Expr<T1> x1, Expr<T2> x2, int inAxis = 0, int outAxis = 0)
        => Definition.Only<TResult>();

    /// <summary>A function of each triple of examples, which gives a tuple of two: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="T2">Any element type.</typeparam>
    /// <typeparam name="TResult0">Any element type.</typeparam>
    /// <typeparam name="TResult1">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="x2">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static (Expr<TResult0>, Expr<TResult1>) Vmap<T0, T1, T2, TResult0, TResult1>(
        Func<Expr<T0>, Expr<T1>, Expr<T2>, (Expr<TResult0>, Expr<TResult1>)> f, Expr<T0> x0, Expr<T1> x1, Expr<T2> x2, int inAxis = 0, int outAxis = 0)
        => Definition.Result<(Expr<TResult0>, Expr<TResult1>)>();

    /// <summary>A function of each triple of examples, which gives a tuple of three: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="T2">Any element type.</typeparam>
    /// <typeparam name="TResult0">Any element type.</typeparam>
    /// <typeparam name="TResult1">Any element type.</typeparam>
    /// <typeparam name="TResult2">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="x2">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static (Expr<TResult0>, Expr<TResult1>, Expr<TResult2>) Vmap<T0, T1, T2, TResult0, TResult1, TResult2>(
        Func<Expr<T0>, Expr<T1>, Expr<T2>, (Expr<TResult0>, Expr<TResult1>, Expr<TResult2>)> f, Expr<T0> x0, Expr<T1> x1, Expr<T2> x2, int inAxis = 0, int outAxis = 0)
        => Definition.Result<(Expr<TResult0>, Expr<TResult1>, Expr<TResult2>)>();

    /// <summary>A function of each triple of examples, which gives an array: see <see cref="Vmap{T, TResult}(Func{Expr{T}, Expr{TResult}}, Expr{T}, int, int)"/>.</summary>
    /// <typeparam name="T0">Any element type.</typeparam>
    /// <typeparam name="T1">Any element type.</typeparam>
    /// <typeparam name="T2">Any element type.</typeparam>
    /// <typeparam name="TResult">Any element type.</typeparam>
    /// <param name="f">A function of tensors without the mapped axis; what it reads from outside is the same for all examples.</param>
    /// <param name="x0">Examples along an axis of the same size.</param>
    /// <param name="x1">Examples along an axis of the same size.</param>
    /// <param name="x2">Examples along an axis of the same size.</param>
    /// <param name="inAxis">The axis of the examples; from the end if negative.</param>
    /// <param name="outAxis">The axis along which the results stand; from the end if negative.</param>
    /// <returns>The results of all examples along one more axis, in the form that the function gives.</returns>
    public static Expr<TResult>[] Vmap<T0, T1, T2, TResult>(
        Func<Expr<T0>, Expr<T1>, Expr<T2>, Expr<TResult>[]> f, Expr<T0> x0, Expr<T1> x1, Expr<T2> x2, int inAxis = 0, int outAxis = 0)
        => Definition.Result<Expr<TResult>[]>();
}
