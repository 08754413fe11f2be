namespace TensorAot;

// Products of tensors over chosen axes.
public static partial class Ops
{
    /// <summary>The sum of products over the last axes of one tensor and the first of the other.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">A tensor of rank <paramref name="axes"/> or more.</param>
    /// <param name="b">A tensor of rank <paramref name="axes"/> or more.</param>
    /// <param name="axes">How many axes are summed; 0 is the outer product.</param>
    /// <returns>The other axes of <paramref name="a"/>, then those of <paramref name="b"/>.</returns>
    /// <remarks>Gradient: that of the matrix product that it is.</remarks>
    public static Expr<T> TensorDot<T>(Expr<T> a, Expr<T> b, int axes = 2) => Definition.Only<T>();

    /// <summary>The sum of products over pairs of axes: axis <c>aAxes[i]</c> of a with axis <c>bAxes[i]</c> of b.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">A tensor of any shape.</param>
    /// <param name="b">A tensor of any shape.</param>
    /// <param name="aAxes">Axes of <paramref name="a"/>, each at most once.</param>
    /// <param name="bAxes">As many axes of <paramref name="b"/>, of the same sizes.</param>
    /// <returns>The other axes of <paramref name="a"/>, then those of <paramref name="b"/>.</returns>
    /// <remarks>Gradient: that of the matrix product that it is.</remarks>
    public static Expr<T> TensorDot<T>(Expr<T> a, Expr<T> b, ReadOnlySpan<int> aAxes, ReadOnlySpan<int> bAxes) => Definition.Only<T>();

    /// <summary>The products of all pairs of elements: result[i, j] = a[i] * b[j].</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">A tensor; other ranks than 1 are flattened.</param>
    /// <param name="b">A tensor; other ranks than 1 are flattened.</param>
    /// <returns>[size of <paramref name="a"/>, size of <paramref name="b"/>].</returns>
    /// <remarks>Gradient: Dot(g, b) to <paramref name="a"/> and Dot(a, g) to <paramref name="b"/>.</remarks>
    public static Expr<T> Outer<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The sum of products over the last axis of both operands; with a scalar the plain product.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">[..., k], or a scalar.</param>
    /// <param name="b">[..., k], or a scalar.</param>
    /// <returns>The other axes of <paramref name="a"/>, then those of <paramref name="b"/>.</returns>
    /// <remarks>Gradient: that of the matrix product that it is.</remarks>
    public static Expr<T> Inner<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The dot product of two tensors as vectors: both are flattened.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">A tensor of any shape.</param>
    /// <param name="b">A tensor with as many elements.</param>
    /// <returns>A scalar.</returns>
    /// <remarks>Gradient: g * b to <paramref name="a"/> and g * a to <paramref name="b"/>.</remarks>
    public static Expr<T> VDot<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The dot product along the last axis: Sum(a * b, axis: ^1).</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">[..., k].</param>
    /// <param name="b">[..., k]; shapes broadcast.</param>
    /// <returns>The broadcast shape without its last axis.</returns>
    /// <remarks>Gradient: g * b to <paramref name="a"/> and g * a to <paramref name="b"/>.</remarks>
    public static Expr<T> VecDot<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The dot product along an axis: Sum(a * b, axis).</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor; shapes broadcast.</param>
    /// <param name="axis">An axis of the broadcast shape.</param>
    /// <returns>The broadcast shape without the axis.</returns>
    /// <remarks>Gradient: g * b to <paramref name="a"/> and g * a to <paramref name="b"/>.</remarks>
    public static Expr<T> VecDot<T>(Expr<T> a, Expr<T> b, Index axis) => Definition.Only<T>();

    /// <summary>For each index of the first axis the dot product of a matrix or vector of a with one of b.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="a">[n, k] or [n, i, k].</param>
    /// <param name="b">[n, k] or [n, k, j].</param>
    /// <returns>[n], [n, i], [n, j] or [n, i, j].</returns>
    /// <remarks>Gradient: that of the batch of products.</remarks>
    public static Expr<T> BatchedDot<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The Kronecker product: blocks a[i, j] * b.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="a">A tensor; the one with fewer axes gets leading axes of size 1.</param>
    /// <param name="b">A tensor.</param>
    /// <returns>The products of the sizes, axis by axis.</returns>
    /// <remarks>Gradient: the sums over blocks and over places in a block.</remarks>
    public static Expr<T> Kron<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>A whole power of square matrices, by repeated squaring.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <param name="n">The power: 0 gives the identity, a negative one the power of Inverse(x), for float and double.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: that of the products.</remarks>
    public static Expr<T> MatrixPower<T>(Expr<T> x, int n) => Definition.Only<T>();

    /// <summary>The product of several matrices, or of vectors at the ends, in the order of least work where all sizes are known at build time.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="xs">At least one factor.</param>
    /// <returns>The shape of the product.</returns>
    /// <remarks>Gradient: that of the products.</remarks>
    public static Expr<T> MatrixDot<T>(params ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>The sum of products that subscripts say: <c>Einsum("ij,jk->ik", a, b)</c> is the matrix product.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="subscripts">One term of letters for each operand, then <c>-&gt;</c> and the letters of the result. Letters that the result lacks are summed; a letter twice in a term is a diagonal; <c>...</c> stands for further axes, which broadcast. Without <c>-&gt;</c> the result has the letters that occur once, in alphabetical order.</param>
    /// <param name="xs">The operands.</param>
    /// <returns>The axes that the result's letters name.</returns>
    /// <remarks>It becomes transposes, sums and matrix products at build time. Gradient: that of these.</remarks>
    public static Expr<T> Einsum<T>(string subscripts, params ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();
}
