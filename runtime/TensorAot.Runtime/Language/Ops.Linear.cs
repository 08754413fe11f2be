namespace TensorAot;

// Matrix products.
public static partial class Ops
{
    /// <summary>The dot product: the inner product of two vectors, or a product of matrices and vectors (matrix-vector, vector-matrix, matrix-matrix); with a scalar operand the plain product.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">A tensor of rank 0 to 2; its last axis is summed.</param>
    /// <param name="b">A tensor of rank 0 to 2; its first axis is summed and agrees with the last of <paramref name="a"/>.</param>
    /// <returns>The remaining axes of <paramref name="a"/>, then those of <paramref name="b"/>.</returns>
    /// <remarks>Gradient: Dot(g, b.Transposed) to <paramref name="a"/> and Dot(a.Transposed, g) to <paramref name="b"/>, and their vector forms.</remarks>
    public static Expr<T> Dot<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The matrix product over the last two axes, batched over the axes before them, which broadcast. A vector on the left is a row, on the right a column.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">[..., m, k], or [k].</param>
    /// <param name="b">[..., k, n], or [k].</param>
    /// <returns>[..., m, n], without the axis that a vector lacks.</returns>
    /// <remarks>Gradient: MatMul(g, b^T) to <paramref name="a"/> and MatMul(a^T, g) to <paramref name="b"/>, summed over broadcast batch axes.</remarks>
    public static Expr<T> MatMul<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();
}
