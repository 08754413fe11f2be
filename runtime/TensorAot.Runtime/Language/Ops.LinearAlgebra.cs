namespace TensorAot;

// Linear algebra: matrices in the last two axes, all axes before them are a batch.
public static partial class Ops
{
    /// <summary>The Cholesky factor of symmetric positive definite matrices: lower triangular with L·Lᵀ = x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; of one that is not symmetric (x + xᵀ) / 2 is taken.</param>
    /// <param name="upper">Whether to give U = Lᵀ instead.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>A matrix that is not positive definite throws <see cref="LinearAlgebraException"/> before anything is written. Gradient: symmetric, by Murray (2016).</remarks>
    public static Expr<T> Cholesky<T>(Expr<T> x, bool upper = false) => Definition.Only<T>();

    /// <summary>The x with a·x = b.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Square matrices [..., n, n].</param>
    /// <param name="b">A vector [n], or [..., n, m]; batches broadcast.</param>
    /// <param name="positiveDefinite">Whether the matrices are symmetric and positive definite, which halves the work.</param>
    /// <returns>The shape of <paramref name="b"/>, with the batch.</returns>
    /// <remarks>A singular matrix throws <see cref="LinearAlgebraException"/> before anything is written. Gradient: gb = Solve(aᵀ, g) to <paramref name="b"/> and -gb·xᵀ to <paramref name="a"/>, from the same factors.</remarks>
    public static Expr<T> Solve<T>(Expr<T> a, Expr<T> b, bool positiveDefinite = false) => Definition.Only<T>();

    /// <summary>The x with a·x = b for triangular matrices.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Square matrices [..., n, n], of which one triangle is read.</param>
    /// <param name="b">A vector [n], or [..., n, m]; batches broadcast.</param>
    /// <param name="lower">Whether the lower triangle is read rather than the upper one.</param>
    /// <param name="transposed">Whether to solve aᵀ·x = b.</param>
    /// <param name="unitDiagonal">Whether the diagonal is taken as ones.</param>
    /// <returns>The shape of <paramref name="b"/>, with the batch.</returns>
    /// <remarks>A zero on the diagonal throws <see cref="LinearAlgebraException"/> before anything is written. Gradient: as for Solve, in the triangle.</remarks>
    public static Expr<T> SolveTriangular<T>(Expr<T> a, Expr<T> b, bool lower = false, bool transposed = false, bool unitDiagonal = false) => Definition.Only<T>();

    /// <summary>The x with a·x = b, from the Cholesky factor of a.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="l">The factor [..., n, n]: l·lᵀ = a.</param>
    /// <param name="b">A vector [n], or [..., n, m]; batches broadcast.</param>
    /// <param name="lower">Whether the factor is lower triangular; otherwise it is upper triangular with lᵀ·l = a.</param>
    /// <returns>The shape of <paramref name="b"/>, with the batch.</returns>
    /// <remarks>Gradient: that of two triangular systems.</remarks>
    public static Expr<T> CholeskySolve<T>(Expr<T> l, Expr<T> b, bool lower = true) => Definition.Only<T>();

    /// <summary>The inverse of square matrices. Solve is faster and more accurate where the inverse is only multiplied.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>A singular matrix throws <see cref="LinearAlgebraException"/> before anything is written. Gradient: -yᵀ·g·yᵀ for the inverse y.</remarks>
    public static Expr<T> Inverse<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The determinant of square matrices.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>The batch.</returns>
    /// <remarks>
    /// Gradient: g times the cofactors, which are det * Inverse(x)ᵀ where x is not singular. For a singular matrix it is right too, and so
    /// is the second derivative; the third throws <see cref="LinearAlgebraException"/>. It overflows where LogDet does not.
    /// </remarks>
    public static Expr<T> Det<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The logarithm of the magnitude of the determinant of square matrices; -infinity for a singular one.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>The batch.</returns>
    /// <remarks>Gradient: g * Inverse(x)ᵀ, which throws <see cref="LinearAlgebraException"/> for a singular matrix: there is none.</remarks>
    public static Expr<T> LogDet<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The sign and the logarithm of the magnitude of the determinant of square matrices; 0 and -infinity for a singular one.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>The batch, twice.</returns>
    /// <remarks>Gradient: of the logarithm, g * Inverse(x)ᵀ, which throws <see cref="LinearAlgebraException"/> for a singular matrix. That of the sign is zero.</remarks>
    public static (Expr<T> Sign, Expr<T> LogAbs) SlogDet<T>(Expr<T> x) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>LU with row exchanges: L·U has row Rows[i] of x as its row i, and L has ones on its diagonal.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>Rows [..., n], L and U [..., n, n].</returns>
    /// <remarks>Gradient: through L and U.</remarks>
    public static (Expr<int> Rows, Expr<T> L, Expr<T> U) Lu<T>(Expr<T> x) => Definition.Result<(Expr<int>, Expr<T>, Expr<T>)>();

    /// <summary>Q·R = x with orthonormal columns of Q and an upper triangular R whose diagonal is not negative.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="complete">Whether Q is square [..., m, m], rather than [..., m, min(m, n)].</param>
    /// <returns>Q and R.</returns>
    /// <remarks>Gradient: for full rank; not for complete factors of a matrix with more rows than columns.</remarks>
    public static (Expr<T> Q, Expr<T> R) Qr<T>(Expr<T> x, bool complete = false) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The singular value decomposition U·diag(S)·Vh = x; in each column of U the element of largest magnitude is positive.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="fullMatrices">Whether U and Vh are square, rather than [..., m, min(m, n)] and [..., min(m, n), n].</param>
    /// <returns>U, S (descending) and Vh.</returns>
    /// <remarks>NaN and infinity give NaN. Gradient: that of U and Vh needs singular values that differ.</remarks>
    public static (Expr<T> U, Expr<T> S, Expr<T> Vh) Svd<T>(Expr<T> x, bool fullMatrices = false) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The singular values, descending.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <returns>[..., min(m, n)].</returns>
    /// <remarks>Gradient: U·diag(g)·Vh, also where values are equal.</remarks>
    public static Expr<T> SingularValues<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The eigenvalues, ascending, and the orthonormal eigenvectors of symmetric matrices; in each vector the element of largest magnitude is positive.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; of one that is not symmetric (x + xᵀ) / 2 is taken.</param>
    /// <returns>Values [..., n], and vectors as columns of [..., n, n].</returns>
    /// <remarks>NaN and infinity give NaN. Gradient: that of the vectors needs eigenvalues that differ.</remarks>
    public static (Expr<T> Values, Expr<T> Vectors) Eigh<T>(Expr<T> x) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The eigenvalues of symmetric matrices, ascending.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; of one that is not symmetric (x + xᵀ) / 2 is taken.</param>
    /// <returns>[..., n].</returns>
    /// <remarks>Gradient: V·diag(g)·Vᵀ, also where values are equal.</remarks>
    public static Expr<T> Eigvalsh<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The eigenvalues and right eigenvectors of square matrices, as real and imaginary parts. Values ascend by their real part, then by their imaginary part; vectors have length 1, and their element of largest magnitude is real and positive.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>Values [..., n] (real, imaginary), and vectors as columns of [..., n, n] (real, imaginary).</returns>
    /// <remarks>NaN and infinity give NaN. Gradient: needs eigenvalues that differ, and functions of the vectors that depend neither on their length nor on their phase.</remarks>
    public static (Expr<T> Real, Expr<T> Imaginary, Expr<T> VectorsReal, Expr<T> VectorsImaginary) Eig<T>(Expr<T> x) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>The eigenvalues of square matrices as real and imaginary parts, ascending by the real part, then by the imaginary part.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>[..., n] twice.</returns>
    /// <remarks>Gradient: needs eigenvalues that differ.</remarks>
    public static (Expr<T> Real, Expr<T> Imaginary) Eigenvalues<T>(Expr<T> x) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <summary>The pseudoinverse of Moore and Penrose. Singular values up to the machine's precision times the larger size times the largest one count as zero.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <returns>[..., n, m].</returns>
    /// <remarks>Gradient: by Golub and Pereyra (1973), where the rank does not change.</remarks>
    public static Expr<T> Pinv<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The pseudoinverse of Moore and Penrose.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="relativeTolerance">Singular values up to this part of the largest one count as zero.</param>
    /// <returns>[..., n, m].</returns>
    /// <remarks>Gradient: by Golub and Pereyra (1973), where the rank does not change.</remarks>
    public static Expr<T> Pinv<T>(Expr<T> x, double relativeTolerance) => Definition.Only<T>();

    /// <summary>The x that makes a·x - b smallest, and of several the shortest.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Matrices [..., m, n].</param>
    /// <param name="b">A vector [m], or [..., m, p].</param>
    /// <returns>[n] or [..., n, p].</returns>
    /// <remarks>Gradient: that of Dot(Pinv(a), b).</remarks>
    public static Expr<T> Lstsq<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The x that makes a·x - b smallest, and of several the shortest.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Matrices [..., m, n].</param>
    /// <param name="b">A vector [m], or [..., m, p].</param>
    /// <param name="relativeTolerance">Singular values up to this part of the largest one count as zero.</param>
    /// <returns>[n] or [..., n, p].</returns>
    /// <remarks>Gradient: that of Dot(Pinv(a), b).</remarks>
    public static Expr<T> Lstsq<T>(Expr<T> a, Expr<T> b, double relativeTolerance) => Definition.Only<T>();

    /// <summary>How many singular values exceed the machine's precision times the larger size times the largest one.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <returns>The batch, as int.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> MatrixRank<T>(Expr<T> x) => Definition.Result<Expr<int>>();

    /// <summary>How many singular values exceed a part of the largest one.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., m, n]; all axes before the last two are a batch.</param>
    /// <param name="relativeTolerance">Singular values up to this part of the largest one count as zero.</param>
    /// <returns>The batch, as int.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<int> MatrixRank<T>(Expr<T> x, double relativeTolerance) => Definition.Result<Expr<int>>();

    /// <summary>The exponential of square matrices: the sum of x^k / k!.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Matrices [..., n, n]; all axes before the last two are a batch.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: the Fréchet derivative at xᵀ in the direction g.</remarks>
    public static Expr<T> Expm<T>(Expr<T> x) => Definition.Only<T>();
}
