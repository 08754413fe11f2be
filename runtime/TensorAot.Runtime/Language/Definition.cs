namespace TensorAot;

/// <summary>The body of every member of the language: it stands for a node of the graph and is never executed.</summary>
internal static class Definition
{
    /// <summary>Stands for an expression.</summary>
    /// <exception cref="GraphDefinitionException">Always.</exception>
    public static Expr<T> Only<T>() => throw new GraphDefinitionException();

    /// <summary>Stands for a result that is not one expression.</summary>
    /// <exception cref="GraphDefinitionException">Always.</exception>
    public static TResult Result<TResult>() => throw new GraphDefinitionException();
}
