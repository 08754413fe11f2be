namespace TensorAot;

/// <summary>
/// A symbolic input that is a tensor of rank 3; the generated function takes <c>T[,,]</c> or a row-major span.
/// The cast <c>(Tensor3&lt;float&gt;)x</c> asserts the rank of an expression at build time.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Tensor3<T> : Expr<T>
{
    private Tensor3()
    {
    }
}
