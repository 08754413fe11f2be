namespace TensorAot;

// Loops that carry one state and may end before their last step: 0 to 3 sequences, 0 to 2 outputs.
public static partial class Ops
{
    /// <summary>
    /// A loop that carries a state and ends after the first step whose condition holds, at the latest after the last element. The loop in
    /// the generated code really ends there.
    /// </summary>
    /// <typeparam name="TState">The element type of the state.</typeparam>
    /// <typeparam name="TElement">The element type of the sequence.</typeparam>
    /// <typeparam name="TOutput">The element type of the output.</typeparam>
    /// <param name="step">
    /// What one step does: <c>(state, element) =&gt; (next, output, until)</c>, without outputs <c>(next, until)</c>; until is a bool
    /// scalar. With several states, sequences or outputs the arguments are flat and the results nested:
    /// <c>(h, c, x) =&gt; ((h1, c1), y, until)</c>.
    /// </param>
    /// <param name="initial">The state before the first step, or a tuple of up to three.</param>
    /// <param name="sequences">A tensor of rank 1 or more, or a tuple of up to three of equal length. Without sequences the largest number of steps stands here.</param>
    /// <returns>
    /// The state after the last step done; the outputs, stacked along axis 0, with a row for each element: those of steps that were not
    /// done are zero; and the number of steps done.
    /// </returns>
    /// <remarks>
    /// Gradient: goes back over the steps that were done; the number of steps has none. Theano: <c>scan</c> with <c>until</c>, which cuts
    /// the outputs off instead; <c>outputs[..n]</c> needs a size that is known at entry.
    /// </remarks>
    public static (Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState, TElement, TOutput>(
        Func<Expr<TState>, Expr<TElement>, (Expr<TState>, Expr<TOutput>, Expr<bool>)> step, Expr<TState> initial, Expr<TElement> sequences)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<int> steps) ScanUntil<TState>(
        Func<Expr<TState>, (Expr<TState>, Expr<bool>)> step, Expr<TState> initial, Dim steps)
        => Definition.Result<(Expr<TState> final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState, TOutput>(
        Func<Expr<TState>, (Expr<TState>, Expr<TOutput>, Expr<bool>)> step, Expr<TState> initial, Dim steps)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState, TOutput1, TOutput2>(
        Func<Expr<TState>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, Expr<TState> initial, Dim steps)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<int> steps) ScanUntil<TState, TElement>(
        Func<Expr<TState>, Expr<TElement>, (Expr<TState>, Expr<bool>)> step, Expr<TState> initial, Expr<TElement> sequences)
        => Definition.Result<(Expr<TState> final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState, TElement, TOutput1, TOutput2>(
        Func<Expr<TState>, Expr<TElement>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, Expr<TState> initial, Expr<TElement> sequences)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<int> steps) ScanUntil<TState, TElement1, TElement2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, (Expr<TState>, Expr<bool>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Result<(Expr<TState> final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState, TElement1, TElement2, TOutput>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, (Expr<TState>, Expr<TOutput>, Expr<bool>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState, TElement1, TElement2, TOutput1, TOutput2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<int> steps) ScanUntil<TState, TElement1, TElement2, TElement3>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState>, Expr<bool>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Result<(Expr<TState> final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState, TElement1, TElement2, TElement3, TOutput>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState>, Expr<TOutput>, Expr<bool>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState, TElement1, TElement2, TElement3, TOutput1, TOutput2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();
}
