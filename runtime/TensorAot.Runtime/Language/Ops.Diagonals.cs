namespace TensorAot;

// Diagonals and triangles of matrices.
public static partial class Ops
{
    /// <summary>Of a vector the matrix with it on a diagonal, of a matrix its diagonal.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">[n] or [m, n].</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>[n + |k|, n + |k|], or the elements of the diagonal.</returns>
    /// <remarks>Gradient: the diagonal of g, or g on the diagonal.</remarks>
    public static Expr<T> Diag<T>(Expr<T> x, int offset = 0) => Definition.Only<T>();

    /// <summary>The diagonal of the first two axes: result[..., i] = x[i, i + offset, ...].</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 2 or more.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>The axes of <paramref name="x"/> after the first two, then the diagonal.</returns>
    /// <remarks>Gradient: g on the diagonal.</remarks>
    public static Expr<T> Diagonal<T>(Expr<T> x, int offset = 0) => Definition.Only<T>();

    /// <summary>The diagonal of two axes: of a batch of matrices with axes ^2 and ^1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 2 or more.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <param name="axis1">The axis of rows.</param>
    /// <param name="axis2">The axis of columns.</param>
    /// <returns>The other axes of <paramref name="x"/>, then the diagonal.</returns>
    /// <remarks>Gradient: g on the diagonal.</remarks>
    public static Expr<T> Diagonal<T>(Expr<T> x, int offset, Index axis1, Index axis2) => Definition.Only<T>();

    /// <summary>The sum of the diagonal of the first two axes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 2 or more.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>The axes of <paramref name="x"/> after the first two.</returns>
    /// <remarks>Gradient: g on the diagonal.</remarks>
    public static Expr<T> Trace<T>(Expr<T> x, int offset = 0) => Definition.Only<T>();

    /// <summary>The sum of the diagonal of two axes: of a batch of matrices with axes ^2 and ^1.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of rank 2 or more.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <param name="axis1">The axis of rows.</param>
    /// <param name="axis2">The axis of columns.</param>
    /// <returns>The other axes of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g on the diagonal.</remarks>
    public static Expr<T> Trace<T>(Expr<T> x, int offset, Index axis1, Index axis2) => Definition.Only<T>();

    /// <summary>The lower triangle of matrices, zero above it: x[i, j] where j &lt;= i + offset.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Tril(g).</remarks>
    public static Expr<T> Tril<T>(Expr<T> x, int offset = 0) => Definition.Only<T>();

    /// <summary>The upper triangle of matrices, zero below it: x[i, j] where j &gt;= i + offset.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Triu(g).</remarks>
    public static Expr<T> Triu<T>(Expr<T> x, int offset = 0) => Definition.Only<T>();

    /// <summary>Ones on and below the main diagonal of a square matrix, zeros above.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">The rows and columns.</param>
    /// <returns>[n, n].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Tri<T>(Dim n) => Definition.Only<T>();

    /// <summary>Ones on and below a diagonal of a matrix, zeros above: 1 where j &lt;= i + offset.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">The rows.</param>
    /// <param name="m">The columns.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>[n, m].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Tri<T>(Dim n, Dim m, int offset = 0) => Definition.Only<T>();

    /// <summary>Matrices with a number on a diagonal.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="value">A scalar.</param>
    /// <param name="offset">Which diagonal: 0 the main one, above it positive, below it negative.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g off the diagonal to <paramref name="x"/>, the sum of g on it to <paramref name="value"/>.</remarks>
    public static Expr<T> FillDiagonal<T>(Expr<T> x, Expr<T> value, int offset = 0) => Definition.Only<T>();

    /// <inheritdoc cref="FillDiagonal{T}(Expr{T}, Expr{T}, int)"/>
    public static Expr<T> FillDiagonal<T>(Expr<T> x, T value, int offset = 0) => Definition.Only<T>();

    /// <inheritdoc cref="FillDiagonal{T}(Expr{T}, Expr{T}, int)"/>
    public static Expr<T> FillDiagonal<T>(Expr<T> x, double value, int offset = 0) => Definition.Only<T>();
}
