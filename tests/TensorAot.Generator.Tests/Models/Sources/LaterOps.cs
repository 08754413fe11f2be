namespace TensorAot;

/// <summary>Operations of later issues that the models use, declared as Ops will declare them: no op stands behind them yet.</summary>
public static class LaterOps
{
    private static TResult Later<TResult>() => throw new GraphDefinitionException();

    public static Expr<T> Normal<T>(params ReadOnlySpan<Dim> shape) => Later<Expr<T>>();
}
