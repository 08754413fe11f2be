namespace TensorAot;

/// <summary>A symbolic tensor of any element type: what <see cref="Expr{T}"/> of every <c>T</c> has in common.</summary>
public abstract class Expr
{
    private protected Expr()
    {
    }

    /// <summary>The size of one axis, as a value: usable in shapes, as <c>Expr&lt;int&gt;</c>, and as a build-time <c>int</c> where it is known.</summary>
    /// <param name="axis">The axis; <c>^1</c> is the last one.</param>
    /// <returns>The size of the axis.</returns>
    public Dim Size(Index axis) => Definition.Result<Dim>();
}
