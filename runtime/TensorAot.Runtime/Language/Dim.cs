namespace TensorAot;

/// <summary>The size of an axis: a number, or a name whose number is known when the function is called. Sizes add, subtract and multiply symbolically.</summary>
public readonly struct Dim
{
    /// <summary>A fixed size.</summary>
    /// <param name="size">The size, not negative; in <see cref="Ops.Reshape"/> -1 stands for the size that remains.</param>
    public static implicit operator Dim(int size) => Definition.Result<Dim>();

    /// <summary>
    /// The size as a scalar of the graph. No gradient. A size that is computed (<c>a.Size(0) * a.Size(1)</c>) is computed in 64 bits; one
    /// that is no <c>int</c> in a call makes that call throw before anything is written.
    /// </summary>
    /// <param name="size">The size.</param>
    public static implicit operator Expr<int>(Dim size) => Definition.Only<int>();

    /// <summary>The size as a build-time number; a build error where it is not known then.</summary>
    /// <param name="size">The size.</param>
    public static explicit operator int(Dim size) => Definition.Result<int>();

    /// <summary>The sum of two sizes, as a size.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    /// <returns>a + b.</returns>
    public static Dim operator +(Dim a, Dim b) => Definition.Result<Dim>();

    /// <summary>The difference of two sizes, as a size; must not be negative when the function is called.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    /// <returns>a - b.</returns>
    public static Dim operator -(Dim a, Dim b) => Definition.Result<Dim>();

    /// <summary>The product of two sizes, as a size.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    /// <returns>a * b.</returns>
    public static Dim operator *(Dim a, Dim b) => Definition.Result<Dim>();
}
