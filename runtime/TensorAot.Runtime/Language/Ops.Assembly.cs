namespace TensorAot;

// Larger tensors from smaller ones, and the way back.
public static partial class Ops
{
    /// <summary>A scalar as [1]; every other tensor as it is.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>Rank 1 or more.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> AtLeast1D<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>A scalar as [1, 1], a vector [n] as [1, n]; every other tensor as it is.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>Rank 2 or more.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> AtLeast2D<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>A scalar as [1, 1, 1], a vector [n] as [1, n, 1], a matrix [n, m] as [n, m, 1]; every other tensor as it is.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>Rank 3 or more.</returns>
    /// <remarks>Gradient: g in the shape of <paramref name="x"/>.</remarks>
    public static Expr<T> AtLeast3D<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Repeats tensors to the shape in which they agree.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more, of shapes that broadcast.</param>
    /// <returns>The tensors in their order, all of the common shape.</returns>
    /// <remarks>Gradient: g summed over the repeated axes.</remarks>
    public static Expr<T>[] BroadcastArrays<T>(params ReadOnlySpan<Expr<T>> xs) => Definition.Result<Expr<T>[]>();

    /// <summary>Repeats x as a whole along its axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="reps">How often along each axis, the last number for the last axis; more numbers than axes give new leading axes.</param>
    /// <returns>Each size times its number.</returns>
    /// <remarks>Gradient: g summed over the repetitions.</remarks>
    public static Expr<T> Tile<T>(Expr<T> x, params ReadOnlySpan<Dim> reps) => Definition.Only<T>();

    /// <summary>Repeats each element, in row-major order.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="repeats">How often.</param>
    /// <returns>A vector of the number of elements times <paramref name="repeats"/>.</returns>
    /// <remarks>Gradient: g summed over the repetitions.</remarks>
    public static Expr<T> Repeat<T>(Expr<T> x, Dim repeats) => Definition.Only<T>();

    /// <summary>Repeats each element along an axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="repeats">How often.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of <paramref name="x"/> with the axis times <paramref name="repeats"/>.</returns>
    /// <remarks>Gradient: g summed over the repetitions.</remarks>
    public static Expr<T> Repeat<T>(Expr<T> x, Dim repeats, Index axis) => Definition.Only<T>();

    /// <summary>Joins tensors along axis 1; vectors, and scalars as [1], along axis 0.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more, of equal shapes except for the axis.</param>
    /// <returns>The shape of the first, with the sum of the sizes along the axis.</returns>
    /// <remarks>Gradient: the parts of g.</remarks>
    public static Expr<T> HStack<T>(params ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>Joins tensors along axis 0; a vector [n] counts as the row [1, n].</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more, of equal shapes except for the axis.</param>
    /// <returns>Rank 2 or more, with the sum of the sizes along axis 0.</returns>
    /// <remarks>Gradient: the parts of g.</remarks>
    public static Expr<T> VStack<T>(params ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>Joins tensors along axis 2; a matrix [n, m] counts as [n, m, 1] and a vector [n] as [1, n, 1].</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more, of equal shapes except for the axis.</param>
    /// <returns>Rank 3 or more, with the sum of the sizes along axis 2.</returns>
    /// <remarks>Gradient: the parts of g.</remarks>
    public static Expr<T> DStack<T>(params ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>Joins vectors as the columns of a matrix, and matrices side by side.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor or more of rank 2 or less, with as many rows each.</param>
    /// <returns>A matrix.</returns>
    /// <remarks>Gradient: the columns of g.</remarks>
    public static Expr<T> ColumnStack<T>(params ReadOnlySpan<Expr<T>> xs) => Definition.Only<T>();

    /// <summary>Cuts an axis into equal parts.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="sections">How many parts; the number divides the axis, which is checked when the function is called if it is not known before.</param>
    /// <param name="axis">The axis; the first by default.</param>
    /// <returns>The parts in their order.</returns>
    /// <remarks>Gradient: those of the parts, joined.</remarks>
    public static Expr<T>[] Split<T>(Expr<T> x, int sections, Index axis = default) => Definition.Result<Expr<T>[]>();

    /// <summary>Cuts an axis into parts of given sizes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <param name="sizes">The sizes, which add up to that of the axis. (Sizes, as in Theano, not places to cut at, as in NumPy.)</param>
    /// <param name="axis">The axis; the first by default.</param>
    /// <returns>The parts in their order.</returns>
    /// <remarks>Gradient: those of the parts, joined.</remarks>
    public static Expr<T>[] Split<T>(Expr<T> x, ReadOnlySpan<Dim> sizes, Index axis = default) => Definition.Result<Expr<T>[]>();

    /// <summary>The coordinates of a grid from those of its axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One vector or more; a scalar counts as [1].</param>
    /// <param name="indexing">The order of the axes: of vectors of sizes n, m, k, ... <c>XY</c> (NumPy's default) makes [m, n, k, ...] and <c>IJ</c> [n, m, k, ...].</param>
    /// <returns>For each vector a tensor of the grid's shape.</returns>
    /// <remarks>Gradient: g summed over the other axes.</remarks>
    public static Expr<T>[] MeshGrid<T>(ReadOnlySpan<Expr<T>> xs, GridIndexing indexing = GridIndexing.XY) => Definition.Result<Expr<T>[]>();
}
