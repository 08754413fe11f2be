namespace TensorAot;

// Loops without a state.
public static partial class Ops
{
    /// <summary>
    /// A function of each element along axis 0 of a sequence, stacked along axis 0. What can be computed for all elements at once is;
    /// only the rest becomes a loop.
    /// </summary>
    /// <typeparam name="TElement">The element type of the sequence.</typeparam>
    /// <typeparam name="TOutput">The element type of the result.</typeparam>
    /// <param name="step">The function, <c>element =&gt; output</c>; of several sequences <c>(x, y) =&gt; output</c>; with several results a tuple. It may read any tensor from outside.</param>
    /// <param name="sequences">A tensor of rank 1 or more, or a tuple of up to three of equal length.</param>
    /// <returns>The results of all elements; a tuple if the function gives one.</returns>
    /// <remarks>Gradient: to the sequences and to what the function reads from outside. Theano: <c>map</c>.</remarks>
    public static Expr<TOutput> Map<TElement, TOutput>(Func<Expr<TElement>, Expr<TOutput>> step, Expr<TElement> sequences) => Definition.Only<TOutput>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static (Expr<TOutput1>, Expr<TOutput2>) Map<TElement, TOutput1, TOutput2>(Func<Expr<TElement>, (Expr<TOutput1>, Expr<TOutput2>)> step, Expr<TElement> sequences) => Definition.Result<(Expr<TOutput1>, Expr<TOutput2>)>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) Map<TElement, TOutput1, TOutput2, TOutput3>(Func<Expr<TElement>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>)> step, Expr<TElement> sequences) => Definition.Result<(Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>)>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static Expr<TOutput> Map<TElement1, TElement2, TOutput>(Func<Expr<TElement1>, Expr<TElement2>, Expr<TOutput>> step, (Expr<TElement1>, Expr<TElement2>) sequences) => Definition.Only<TOutput>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static (Expr<TOutput1>, Expr<TOutput2>) Map<TElement1, TElement2, TOutput1, TOutput2>(Func<Expr<TElement1>, Expr<TElement2>, (Expr<TOutput1>, Expr<TOutput2>)> step, (Expr<TElement1>, Expr<TElement2>) sequences) => Definition.Result<(Expr<TOutput1>, Expr<TOutput2>)>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) Map<TElement1, TElement2, TOutput1, TOutput2, TOutput3>(Func<Expr<TElement1>, Expr<TElement2>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>)> step, (Expr<TElement1>, Expr<TElement2>) sequences) => Definition.Result<(Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>)>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static Expr<TOutput> Map<TElement1, TElement2, TElement3, TOutput>(Func<Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, Expr<TOutput>> step, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences) => Definition.Only<TOutput>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static (Expr<TOutput1>, Expr<TOutput2>) Map<TElement1, TElement2, TElement3, TOutput1, TOutput2>(Func<Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TOutput1>, Expr<TOutput2>)> step, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences) => Definition.Result<(Expr<TOutput1>, Expr<TOutput2>)>();

    /// <inheritdoc cref="Map{TElement, TOutput}(Func{Expr{TElement}, Expr{TOutput}}, Expr{TElement})"/>
    public static (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) Map<TElement1, TElement2, TElement3, TOutput1, TOutput2, TOutput3>(Func<Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>)> step, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences) => Definition.Result<(Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>)>();
}
