namespace TensorAot;

/// <summary>
/// A symbolic input that is a tensor of rank 1; the generated function takes <c>T[]</c> or a row-major span.
/// The cast <c>(Vector&lt;float&gt;)x</c> asserts the rank of an expression at build time.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Where <c>System.Numerics.Vector&lt;T&gt;</c> is in reach too, put <c>using TensorAot;</c> after the namespace line.</remarks>
public sealed class Vector<T> : Expr<T>
{
    private Vector()
    {
    }
}
