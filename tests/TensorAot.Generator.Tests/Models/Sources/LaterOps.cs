namespace TensorAot;

/// <summary>Operations of later issues that the models use, declared as Ops will declare them: no op stands behind them yet.</summary>
public static class LaterOps
{
    private static TResult Later<TResult>() => throw new GraphDefinitionException();

    public static Expr<T> Erf<T>(Expr<T> x) => Later<Expr<T>>();

    public static Expr<T> Hessian<T>(Expr<T> cost, Expr<T> x) => Later<Expr<T>>();

    public static Expr<T> Normal<T>(params ReadOnlySpan<Dim> shape) => Later<Expr<T>>();

    public static Expr<T> Conv2D<T>(Expr<T> x, Expr<T> w) => Later<Expr<T>>();

    public static Expr<T> MaxPool<T>(Expr<T> x, int size) => Later<Expr<T>>();

    public static Expr<S0> Scan<S0>(
        Func<Expr<S0>, Expr<S0>> step, Expr<S0> initial, Dim steps, bool reverse = false)
        => Later<Expr<S0>>();

    public static (Expr<S0> final, Expr<O0> outputs) Scan<S0, O0>(
        Func<Expr<S0>, (Expr<S0>, Expr<O0>)> step, Expr<S0> initial, Dim steps, bool reverse = false)
        => Later<(Expr<S0>, Expr<O0>)>();

    public static (Expr<S0> final, (Expr<O0>, Expr<O1>) outputs) Scan<S0, O0, O1>(
        Func<Expr<S0>, (Expr<S0>, (Expr<O0>, Expr<O1>))> step, Expr<S0> initial, Dim steps, bool reverse = false)
        => Later<(Expr<S0>, (Expr<O0>, Expr<O1>))>();

    public static Expr<S0> Scan<S0, Q0>(
        Func<Expr<S0>, Expr<Q0>, Expr<S0>> step, Expr<S0> initial, Expr<Q0> sequences, bool reverse = false)
        => Later<Expr<S0>>();

    public static (Expr<S0> final, Expr<O0> outputs) Scan<S0, Q0, O0>(
        Func<Expr<S0>, Expr<Q0>, (Expr<S0>, Expr<O0>)> step, Expr<S0> initial, Expr<Q0> sequences, bool reverse = false)
        => Later<(Expr<S0>, Expr<O0>)>();

    public static (Expr<S0> final, (Expr<O0>, Expr<O1>) outputs) Scan<S0, Q0, O0, O1>(
        Func<Expr<S0>, Expr<Q0>, (Expr<S0>, (Expr<O0>, Expr<O1>))> step, Expr<S0> initial, Expr<Q0> sequences, bool reverse = false)
        => Later<(Expr<S0>, (Expr<O0>, Expr<O1>))>();

    public static Expr<S0> Scan<S0, Q0, Q1>(
        Func<Expr<S0>, Expr<Q0>, Expr<Q1>, Expr<S0>> step, Expr<S0> initial, (Expr<Q0>, Expr<Q1>) sequences, bool reverse = false)
        => Later<Expr<S0>>();

    public static (Expr<S0> final, Expr<O0> outputs) Scan<S0, Q0, Q1, O0>(
        Func<Expr<S0>, Expr<Q0>, Expr<Q1>, (Expr<S0>, Expr<O0>)> step, Expr<S0> initial, (Expr<Q0>, Expr<Q1>) sequences, bool reverse = false)
        => Later<(Expr<S0>, Expr<O0>)>();

    public static (Expr<S0> final, (Expr<O0>, Expr<O1>) outputs) Scan<S0, Q0, Q1, O0, O1>(
        Func<Expr<S0>, Expr<Q0>, Expr<Q1>, (Expr<S0>, (Expr<O0>, Expr<O1>))> step, Expr<S0> initial, (Expr<Q0>, Expr<Q1>) sequences, bool reverse = false)
        => Later<(Expr<S0>, (Expr<O0>, Expr<O1>))>();

    public static (Expr<S0>, Expr<S1>) Scan<S0, S1>(
        Func<Expr<S0>, Expr<S1>, (Expr<S0>, Expr<S1>)> step, (Expr<S0>, Expr<S1>) initial, Dim steps, bool reverse = false)
        => Later<(Expr<S0>, Expr<S1>)>();

    public static ((Expr<S0>, Expr<S1>) final, Expr<O0> outputs) Scan<S0, S1, O0>(
        Func<Expr<S0>, Expr<S1>, ((Expr<S0>, Expr<S1>), Expr<O0>)> step, (Expr<S0>, Expr<S1>) initial, Dim steps, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>), Expr<O0>)>();

    public static ((Expr<S0>, Expr<S1>) final, (Expr<O0>, Expr<O1>) outputs) Scan<S0, S1, O0, O1>(
        Func<Expr<S0>, Expr<S1>, ((Expr<S0>, Expr<S1>), (Expr<O0>, Expr<O1>))> step, (Expr<S0>, Expr<S1>) initial, Dim steps, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>), (Expr<O0>, Expr<O1>))>();

    public static (Expr<S0>, Expr<S1>) Scan<S0, S1, Q0>(
        Func<Expr<S0>, Expr<S1>, Expr<Q0>, (Expr<S0>, Expr<S1>)> step, (Expr<S0>, Expr<S1>) initial, Expr<Q0> sequences, bool reverse = false)
        => Later<(Expr<S0>, Expr<S1>)>();

    public static ((Expr<S0>, Expr<S1>) final, Expr<O0> outputs) Scan<S0, S1, Q0, O0>(
        Func<Expr<S0>, Expr<S1>, Expr<Q0>, ((Expr<S0>, Expr<S1>), Expr<O0>)> step, (Expr<S0>, Expr<S1>) initial, Expr<Q0> sequences, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>), Expr<O0>)>();

    public static ((Expr<S0>, Expr<S1>) final, (Expr<O0>, Expr<O1>) outputs) Scan<S0, S1, Q0, O0, O1>(
        Func<Expr<S0>, Expr<S1>, Expr<Q0>, ((Expr<S0>, Expr<S1>), (Expr<O0>, Expr<O1>))> step, (Expr<S0>, Expr<S1>) initial, Expr<Q0> sequences, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>), (Expr<O0>, Expr<O1>))>();

    public static (Expr<S0>, Expr<S1>) Scan<S0, S1, Q0, Q1>(
        Func<Expr<S0>, Expr<S1>, Expr<Q0>, Expr<Q1>, (Expr<S0>, Expr<S1>)> step, (Expr<S0>, Expr<S1>) initial, (Expr<Q0>, Expr<Q1>) sequences, bool reverse = false)
        => Later<(Expr<S0>, Expr<S1>)>();

    public static ((Expr<S0>, Expr<S1>) final, Expr<O0> outputs) Scan<S0, S1, Q0, Q1, O0>(
        Func<Expr<S0>, Expr<S1>, Expr<Q0>, Expr<Q1>, ((Expr<S0>, Expr<S1>), Expr<O0>)> step, (Expr<S0>, Expr<S1>) initial, (Expr<Q0>, Expr<Q1>) sequences, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>), Expr<O0>)>();

    public static ((Expr<S0>, Expr<S1>) final, (Expr<O0>, Expr<O1>) outputs) Scan<S0, S1, Q0, Q1, O0, O1>(
        Func<Expr<S0>, Expr<S1>, Expr<Q0>, Expr<Q1>, ((Expr<S0>, Expr<S1>), (Expr<O0>, Expr<O1>))> step, (Expr<S0>, Expr<S1>) initial, (Expr<Q0>, Expr<Q1>) sequences, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>), (Expr<O0>, Expr<O1>))>();

    public static (Expr<S0>, Expr<S1>, Expr<S2>) Scan<S0, S1, S2>(
        Func<Expr<S0>, Expr<S1>, Expr<S2>, (Expr<S0>, Expr<S1>, Expr<S2>)> step, (Expr<S0>, Expr<S1>, Expr<S2>) initial, Dim steps, bool reverse = false)
        => Later<(Expr<S0>, Expr<S1>, Expr<S2>)>();

    public static ((Expr<S0>, Expr<S1>, Expr<S2>) final, Expr<O0> outputs) Scan<S0, S1, S2, O0>(
        Func<Expr<S0>, Expr<S1>, Expr<S2>, ((Expr<S0>, Expr<S1>, Expr<S2>), Expr<O0>)> step, (Expr<S0>, Expr<S1>, Expr<S2>) initial, Dim steps, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>, Expr<S2>), Expr<O0>)>();

    public static (Expr<S0>, Expr<S1>, Expr<S2>) Scan<S0, S1, S2, Q0>(
        Func<Expr<S0>, Expr<S1>, Expr<S2>, Expr<Q0>, (Expr<S0>, Expr<S1>, Expr<S2>)> step, (Expr<S0>, Expr<S1>, Expr<S2>) initial, Expr<Q0> sequences, bool reverse = false)
        => Later<(Expr<S0>, Expr<S1>, Expr<S2>)>();

    public static ((Expr<S0>, Expr<S1>, Expr<S2>) final, Expr<O0> outputs) Scan<S0, S1, S2, Q0, O0>(
        Func<Expr<S0>, Expr<S1>, Expr<S2>, Expr<Q0>, ((Expr<S0>, Expr<S1>, Expr<S2>), Expr<O0>)> step, (Expr<S0>, Expr<S1>, Expr<S2>) initial, Expr<Q0> sequences, bool reverse = false)
        => Later<((Expr<S0>, Expr<S1>, Expr<S2>), Expr<O0>)>();
}
