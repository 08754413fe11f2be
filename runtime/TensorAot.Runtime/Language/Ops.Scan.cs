namespace TensorAot;

// Loops that carry one state: 0 to 3 sequences, 0 to 3 outputs. Overloads, because C# infers no generic state type from a Vector<T> or a Shared<T>.
public static partial class Ops
{
    /// <summary>
    /// A loop that carries a state: step is called once for each element along axis 0 of the sequences, and gives the next state and an
    /// output. It becomes a loop in the generated code. It may read any tensor from outside; what does not change is computed once.
    /// </summary>
    /// <typeparam name="TState">The element type of the state.</typeparam>
    /// <typeparam name="TElement">The element type of the sequence.</typeparam>
    /// <typeparam name="TOutput">The element type of the output.</typeparam>
    /// <param name="step">
    /// What one step does: <c>(state, element) =&gt; (next, output)</c>. With several states, sequences or outputs the arguments are
    /// flat and the results nested: <c>(h, c, x) =&gt; ((h1, c1), y)</c>. Without outputs it gives the next state alone.
    /// </param>
    /// <param name="initial">The state before the first step, or a tuple of up to three. A next state has the shape and element type of the state.</param>
    /// <param name="sequences">A tensor of rank 1 or more, or a tuple of up to three of equal length; a step gets their elements along axis 0. Without sequences the number of steps stands here.</param>
    /// <param name="reverse">Whether the steps go from the last element to the first. Outputs stay at the place of their element.</param>
    /// <param name="truncate">Over how many last steps the gradient goes back; 0: over all. What the states were before those is a constant to it.</param>
    /// <param name="checkpoint">
    /// After how many steps the way back finds a state that was kept; 0: it finds what it needs of every step. The steps between are computed
    /// again: their memory is that of one block, not of all steps.
    /// </param>
    /// <returns>The state after the last step (the initial state if there is none), and the outputs of all steps, stacked along axis 0.</returns>
    /// <remarks>
    /// Gradient: reverse mode goes back over the steps, to the initial states, the sequences and what the step reads from outside; it may
    /// be taken again. <see cref="Update{T}(Shared{T}, Expr{T})"/> in a step is a build error. Theano: <c>scan</c>.
    /// </remarks>
    public static (Expr<TState> final, Expr<TOutput> outputs) Scan<TState, TElement, TOutput>(
        Func<Expr<TState>, Expr<TElement>, (Expr<TState>, Expr<TOutput>)> step, Expr<TState> initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static Expr<TState> Scan<TState>(
        Func<Expr<TState>, Expr<TState>> step, Expr<TState> initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, Expr<TOutput> outputs) Scan<TState, TOutput>(
        Func<Expr<TState>, (Expr<TState>, Expr<TOutput>)> step, Expr<TState> initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState, TOutput1, TOutput2>(
        Func<Expr<TState>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>))> step, Expr<TState> initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, Expr<TState> initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static Expr<TState> Scan<TState, TElement>(
        Func<Expr<TState>, Expr<TElement>, Expr<TState>> step, Expr<TState> initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState, TElement, TOutput1, TOutput2>(
        Func<Expr<TState>, Expr<TElement>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>))> step, Expr<TState> initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState, TElement, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState>, Expr<TElement>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, Expr<TState> initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static Expr<TState> Scan<TState, TElement1, TElement2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TState>> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, Expr<TOutput> outputs) Scan<TState, TElement1, TElement2, TOutput>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, (Expr<TState>, Expr<TOutput>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState, TElement1, TElement2, TOutput1, TOutput2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>))> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState, TElement1, TElement2, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static Expr<TState> Scan<TState, TElement1, TElement2, TElement3>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, Expr<TState>> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<TState>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, Expr<TOutput> outputs) Scan<TState, TElement1, TElement2, TElement3, TOutput>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState>, Expr<TOutput>)> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState, TElement1, TElement2, TElement3, TOutput1, TOutput2>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>))> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState, TElement1, TElement2, TElement3, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState>, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, Expr<TState> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState> final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();
}
