namespace FaceTests.LinearAlgebra;

/// <summary>Functions of matrices, for one and for a batch.</summary>
[TensorGraph]
public static partial class Batches
{
    [Function]
    static (Expr<double> exp, Expr<double> q, Expr<double> r, Expr<double> s, Expr<double> values, Expr<double> real) Many([Dims("b", "n", "n")] Tensor3<double> x)
    {
        var (q, r) = Qr(x);
        var (_, s, _) = Svd(x);
        var (values, _) = Eigh(x);
        var (real, _, _, _) = Eig(x);
        return (Expm(x), q, r, s, values, real);
    }

    [Function]
    static (Expr<double> exp, Expr<double> q, Expr<double> r, Expr<double> s, Expr<double> values, Expr<double> real) One([Dims("n", "n")] Matrix<double> x)
    {
        var (q, r) = Qr(x);
        var (_, s, _) = Svd(x);
        var (values, _) = Eigh(x);
        var (real, _, _, _) = Eig(x);
        return (Expm(x), q, r, s, values, real);
    }

    [Function]
    static Expr<int> Permutation([Dims("b", 3, 3)] Tensor3<double> x)
    {
        var (rows, _, _) = Lu(x);
        return rows;
    }
}
