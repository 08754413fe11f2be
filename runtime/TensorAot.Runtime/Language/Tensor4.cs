namespace TensorAot;

/// <summary>
/// A symbolic input that is a tensor of rank 4; the generated function takes <c>T[,,,]</c> or a row-major span.
/// The cast <c>(Tensor4&lt;float&gt;)x</c> asserts the rank of an expression at build time.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Tensor4<T> : Expr<T>
{
    private Tensor4()
    {
    }
}
