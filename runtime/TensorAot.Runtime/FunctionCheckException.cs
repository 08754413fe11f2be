namespace TensorAot;

/// <summary>
/// A check that the user asked for with <c>[Function(Check = ...)]</c> or <c>TensorAotCheck</c> failed: see <see cref="Checks"/>. Neither
/// results nor state were written.
/// </summary>
public sealed class FunctionCheckException : Exception
{
    public FunctionCheckException()
        : this("A check of a function failed.")
    {
    }

    public FunctionCheckException(string message)
        : base(message)
    {
    }

    public FunctionCheckException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>The check that failed.</summary>
    public Checks Check { get; init; }

    /// <summary>The function, as <c>Class.Function</c>.</summary>
    public string Function { get; init; } = "";

    /// <summary>The expression of the definition that it is about, as it is written there; a description where none was written.</summary>
    public string Expression { get; init; } = "";

    /// <summary>The place of the first such element, one index for each axis; empty for a scalar and where it is about no element.</summary>
    public IReadOnlyList<int> Index { get; init; } = [];

    /// <summary>The value of that element; null where it is about no element.</summary>
    public double? Value { get; init; }

    /// <summary>The value that the reference form has there; null for other checks.</summary>
    public double? Expected { get; init; }

    /// <summary>Whether all values that the expression was computed from were finite; null where it is about no value.</summary>
    public bool? InputsAreFinite { get; init; }
}
