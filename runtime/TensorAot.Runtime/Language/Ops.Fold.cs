namespace TensorAot;

// Loops of which only the final state counts.
public static partial class Ops
{
    /// <summary>Combines the elements along axis 0 of a sequence, from the first to the last: <c>step(... step(step(initial, x[0]), x[1]) ..., x[^1])</c>.</summary>
    /// <typeparam name="TState">The element type of the result.</typeparam>
    /// <typeparam name="TElement">The element type of the sequence.</typeparam>
    /// <param name="step">The combination, <c>(accumulated, element) =&gt; accumulated</c>. It may read any tensor from outside.</param>
    /// <param name="initial">What to start from; the result for an empty sequence.</param>
    /// <param name="sequences">A tensor of rank 1 or more, or a tuple of up to three of equal length.</param>
    /// <returns>The shape and element type of <paramref name="initial"/>.</returns>
    /// <remarks>Gradient: as that of a loop. Sums, products and extremes have ops of their own, which are faster. Theano: <c>reduce</c>.</remarks>
    public static Expr<TState> Reduce<TState, TElement>(
        Func<Expr<TState>, Expr<TElement>, Expr<TState>> step, Expr<TState> initial, Expr<TElement> sequences)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Reduce{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement})"/>
    public static Expr<TState> Reduce<TState, TElement1, TElement2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TState>> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Reduce{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement})"/>
    public static Expr<TState> Reduce<TState, TElement1, TElement2, TElement3>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, Expr<TState>> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Only<TState>();

    /// <summary>Combines the elements along axis 0 of a sequence that is not empty, from the first to the last: <c>step(... step(x[0], x[1]) ..., x[^1])</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="step">The combination, <c>(accumulated, element) =&gt; accumulated</c>. It may read any tensor from outside.</param>
    /// <param name="sequences">A tensor of rank 1 or more.</param>
    /// <returns>The shape of an element.</returns>
    /// <remarks>Gradient: as that of a loop. An empty sequence is an error at entry: it has no first element.</remarks>
    public static Expr<T> Reduce<T>(Func<Expr<T>, Expr<T>, Expr<T>> step, Expr<T> sequences) => Definition.Only<T>();

    /// <summary>The state after a loop without outputs: from the first element to the last (Theano's <c>foldl</c>), or from the last to the first with <paramref name="reverse"/> (<c>foldr</c>).</summary>
    /// <typeparam name="TState">The element type of the state.</typeparam>
    /// <typeparam name="TElement">The element type of the sequence.</typeparam>
    /// <param name="step">What one step does: <c>(state, element) =&gt; next</c>; of tuples <c>(s, t, x, y) =&gt; (s1, t1)</c>. It may read any tensor from outside.</param>
    /// <param name="initial">The state before the first step, or a tuple of up to three.</param>
    /// <param name="sequences">A tensor of rank 1 or more, or a tuple of up to three of equal length.</param>
    /// <param name="reverse">Whether the steps go from the last element to the first.</param>
    /// <returns>The final state, of the shape and element type of <paramref name="initial"/>.</returns>
    /// <remarks>Gradient: as that of a loop. The same as a <c>Scan</c> without outputs.</remarks>
    public static Expr<TState> Fold<TState, TElement>(
        Func<Expr<TState>, Expr<TElement>, Expr<TState>> step, Expr<TState> initial, Expr<TElement> sequences, bool reverse = false)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static Expr<TState> Fold<TState, TElement1, TElement2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TState>> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static Expr<TState> Fold<TState, TElement1, TElement2, TElement3>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, Expr<TState>> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static (Expr<TState1>, Expr<TState2>) Fold<TState1, TState2, TElement>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TElement>, (Expr<TState1>, Expr<TState2>)> step, (Expr<TState1>, Expr<TState2>) initial, Expr<TElement> sequences, bool reverse = false)
        => Definition.Result<(Expr<TState1>, Expr<TState2>)>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static (Expr<TState1>, Expr<TState2>) Fold<TState1, TState2, TElement1, TElement2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TElement1>, Expr<TElement2>, (Expr<TState1>, Expr<TState2>)> step, (Expr<TState1>, Expr<TState2>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false)
        => Definition.Result<(Expr<TState1>, Expr<TState2>)>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static (Expr<TState1>, Expr<TState2>) Fold<TState1, TState2, TElement1, TElement2, TElement3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState1>, Expr<TState2>)> step, (Expr<TState1>, Expr<TState2>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false)
        => Definition.Result<(Expr<TState1>, Expr<TState2>)>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Fold<TState1, TState2, TState3, TElement>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences, bool reverse = false)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Fold<TState1, TState2, TState3, TElement1, TElement2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();

    /// <inheritdoc cref="Fold{TState, TElement}(Func{Expr{TState}, Expr{TElement}, Expr{TState}}, Expr{TState}, Expr{TElement}, bool)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Fold<TState1, TState2, TState3, TElement1, TElement2, TElement3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();
}
