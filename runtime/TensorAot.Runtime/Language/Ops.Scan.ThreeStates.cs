namespace TensorAot;

// Loops that carry three states: 0 to 3 sequences, 0 to 3 outputs. Overloads, because C# infers no generic state type from a Vector<T> or a Shared<T>.
public static partial class Ops
{
    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Scan<TState1, TState2, TState3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs) Scan<TState1, TState2, TState3, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState1, TState2, TState3, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState1, TState2, TState3, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Scan<TState1, TState2, TState3, TElement>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs) Scan<TState1, TState2, TState3, TElement, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState1, TState2, TState3, TElement, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState1, TState2, TState3, TElement, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Scan<TState1, TState2, TState3, TElement1, TElement2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs) Scan<TState1, TState2, TState3, TElement1, TElement2, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState1, TState2, TState3, TElement1, TElement2, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState1, TState2, TState3, TElement1, TElement2, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<TState1>, Expr<TState2>, Expr<TState3>) Scan<TState1, TState2, TState3, TElement1, TElement2, TElement3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<TState1>, Expr<TState2>, Expr<TState3>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<TState1>, Expr<TState2>, Expr<TState3>)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs) Scan<TState1, TState2, TState3, TElement1, TElement2, TElement3, TOutput>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), Expr<TOutput>)> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs) Scan<TState1, TState2, TState3, TElement1, TElement2, TElement3, TOutput1, TOutput2>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>) outputs)>();

    /// <inheritdoc cref="Scan{TState, TElement, TOutput}(Func{Expr{TState}, Expr{TElement}, ValueTuple{Expr{TState}, Expr{TOutput}}}, Expr{TState}, Expr{TElement}, bool, int, int)"/>
    public static ((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs) Scan<TState1, TState2, TState3, TElement1, TElement2, TElement3, TOutput1, TOutput2, TOutput3>(
        Func<Expr<TState1>, Expr<TState2>, Expr<TState3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, ((Expr<TState1>, Expr<TState2>, Expr<TState3>), (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>))> step, (Expr<TState1>, Expr<TState2>, Expr<TState3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<((Expr<TState1>, Expr<TState2>, Expr<TState3>) final, (Expr<TOutput1>, Expr<TOutput2>, Expr<TOutput3>) outputs)>();
}
