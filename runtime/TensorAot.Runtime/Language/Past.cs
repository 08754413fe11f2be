namespace TensorAot;

/// <summary>
/// What a loop computed in earlier steps, as a step of it sees it: made by <see cref="Ops.Past{T}(Expr{T})"/>, and read by the steps of
/// <c>Scan</c>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Past<T>
{
    private Past()
    {
    }

    /// <summary>The value of some steps ago.</summary>
    /// <param name="steps">How many, as a negative number: -1 is the step before. The initial rows must be as many, or it is an error at build time or at entry.</param>
    /// <returns>The shape of a row.</returns>
    public Expr<T> this[int steps] => Definition.Only<T>();
}
