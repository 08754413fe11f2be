namespace TensorAot;

/// <summary>Operations of later issues that the models use, declared as Ops will declare them: no op stands behind them yet.</summary>
public static class LaterOps
{
    private static TResult Later<TResult>() => throw new GraphDefinitionException();

    public static Expr<T> Erf<T>(Expr<T> x) => Later<Expr<T>>();

    public static Expr<T> Cholesky<T>(Expr<T> x) => Later<Expr<T>>();

    public static Expr<T> Diag<T>(Expr<T> x) => Later<Expr<T>>();

    public static Expr<T> Solve<T>(Expr<T> a, Expr<T> b) => Later<Expr<T>>();

    public static Expr<T> Hessian<T>(Expr<T> cost, Expr<T> x) => Later<Expr<T>>();

    public static Expr<T> Normal<T>(params ReadOnlySpan<Dim> shape) => Later<Expr<T>>();

    public static Expr<T> Conv2D<T>(Expr<T> x, Expr<T> w) => Later<Expr<T>>();

    public static Expr<T> MaxPool<T>(Expr<T> x, int size) => Later<Expr<T>>();

    public static Expr<T> Einsum<T>(string subscripts, params ReadOnlySpan<Expr<T>> xs) => Later<Expr<T>>();
}
