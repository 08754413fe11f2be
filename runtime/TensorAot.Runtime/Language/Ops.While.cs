namespace TensorAot;

// Loops whose number of steps depends on what they compute.
public static partial class Ops
{
    /// <summary>A loop that goes on as long as a condition holds: it is asked before each step, also before the first one.</summary>
    /// <typeparam name="TState">The element type of the state.</typeparam>
    /// <param name="condition">Whether there is a further step, by the state: a bool scalar.</param>
    /// <param name="body">What one step does: the next state, of the shape and element type of the state.</param>
    /// <param name="initial">The state before the first step, or a tuple of up to three.</param>
    /// <param name="maxSteps">How many steps there are at most. Only a gradient needs memory for as many steps.</param>
    /// <returns>The state for which the condition does not hold any more, or the one after <paramref name="maxSteps"/> steps; and the number of steps done.</returns>
    /// <remarks>Gradient: goes back over the steps that were done; the number of steps has none. <c>Jvp</c> keeps nothing of the steps.</remarks>
    public static (Expr<TState> final, Expr<int> steps) While<TState>(
        Func<Expr<TState>, Expr<bool>> condition, Func<Expr<TState>, Expr<TState>> body, Expr<TState> initial, Dim maxSteps)
        => Definition.Result<(Expr<TState> final, Expr<int> steps)>();

    /// <inheritdoc cref="While{TState}(Func{Expr{TState}, Expr{bool}}, Func{Expr{TState}, Expr{TState}}, Expr{TState}, Dim)"/>
    public static ((Expr<TState1>, Expr<TState2>) final, Expr<int> steps) While<TState1, TState2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<bool>> condition, Func<Expr<TState1>, Expr<TState2>, (Expr<TState1>, Expr<TState2>)> body, (Expr<TState1>, Expr<TState2>) initial, Dim maxSteps)
        => Definition.Result<((Expr<TState1>, Expr<TState2>) final, Expr<int> steps)>();

    /// <inheritdoc cref="While{TState}(Func{Expr{TState}, Expr{bool}}, Func{Expr{TState}, Expr{TState}}, Expr{TState}, Dim)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps) While<TState1, TState2, TState3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<bool>> condition, Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> body, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim maxSteps)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps)>();
}
