namespace TensorAot;

/// <summary>
/// A symbolic input that is a tensor of rank 0: one value, passed by value; the generated function takes <c>T</c>.
/// The cast <c>(Scalar&lt;float&gt;)x</c> asserts the rank of an expression at build time.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Scalar<T> : Expr<T>
{
    private Scalar()
    {
    }
}
