namespace TensorAot;

/// <summary>A check in a graph failed: <c>Assert</c>, or <c>CheckFinite</c>. Neither results nor state were written.</summary>
public sealed class GraphCheckException : Exception
{
    public GraphCheckException()
        : this("A check failed.", (Exception?)null)
    {
    }

    public GraphCheckException(string message)
        : this(message, (Exception?)null)
    {
    }

    public GraphCheckException(string message, Exception? inner)
        : base(message, inner) => Expression = "";

    /// <summary>An exception for an expression of a definition.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="expression">The user's expression.</param>
    public GraphCheckException(string message, string expression)
        : base($"{message} (in {expression}) Nothing was written.") => Expression = expression;

    /// <summary>The expression of the definition that failed, as it is written there.</summary>
    public string Expression { get; }
}
