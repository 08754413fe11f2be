namespace TensorAot.Optimizers;

/// <summary>Limits for gradients, between <c>Grad</c> and an optimizer's <c>Step</c>.</summary>
[GraphCode]
public static class Clipping
{
    /// <summary>Each element moved to the nearest of ±limit.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="gradients">Tensors of any shapes.</param>
    /// <param name="limit">The largest magnitude; not negative.</param>
    /// <returns>Tensors of the same shapes, in the same order.</returns>
    public static Expr<T>[] ByValue<T>(IReadOnlyList<Expr<T>> gradients, double limit) =>
        [.. gradients.Select(gradient => Clip(gradient, -limit, limit))];

    /// <summary>
    /// All multiplied by min(1, limit / norm), norm being that of all elements together: the direction stays. R. Pascanu, T. Mikolov,
    /// Y. Bengio, On the difficulty of training recurrent neural networks, 2013, algorithm 1.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="gradients">Tensors of any shapes; one or more.</param>
    /// <param name="limit">The largest norm; positive.</param>
    /// <returns>Tensors of the same shapes, in the same order. Gradients that are NaN stay so.</returns>
    public static Expr<T>[] ByGlobalNorm<T>(IReadOnlyList<Expr<T>> gradients, double limit)
    {
        var factor = limit / Maximum(GlobalNorm(gradients), limit);
        return [.. gradients.Select(gradient => gradient * factor)];
    }

    /// <summary>The square root of the sum of the squares of all elements of all tensors.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="gradients">Tensors of any shapes; one or more.</param>
    /// <returns>A scalar.</returns>
    public static Expr<T> GlobalNorm<T>(IReadOnlyList<Expr<T>> gradients) =>
        Sqrt(gradients.Select(gradient => Sum(Square(gradient))).Aggregate((a, b) => a + b));
}
