namespace TensorAot;

// Loops that carry three states and may end before their last step: 0 to 3 sequences, 0 to 2 outputs.
public static partial class Ops
{
    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps) ScanUntil<TState1, TState2, TState3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>, Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>, Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement1, TElement2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement1, TElement2, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>, Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement1, TElement2, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement1, TElement2, TElement3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement1, TElement2, TElement3, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>, Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs, Expr<int> steps)>();

    /// <inheritdoc cref="ScanUntil{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}, Expr{bool}}}, Expr{TState}, Expr{TElement})"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps) ScanUntil<TState1, TState2, TState3, TElement1, TElement2, TElement3, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>), Expr<bool>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs, Expr<int> steps)>();
}
