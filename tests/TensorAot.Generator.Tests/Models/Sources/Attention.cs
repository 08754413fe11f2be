namespace Models;

/// <summary>A generic helper with an optional expression; heads by reshape.</summary>
[TensorGraph]
public static partial class Attention
{
    static Expr<T> Scaled<T>(Expr<T> q, Expr<T> k, Expr<T> v, int d, Expr<bool>? mask = null)
    {
        var s = Einsum("bqd,bkd->bqk", q, k) / Math.Sqrt(d);
        if (mask is not null)
            s = Where(mask, s, double.NegativeInfinity);
        return MatMul(Softmax(s, axis: ^1), v);
    }

    [Function]
    static Expr<float> Run(Tensor3<float> q, Tensor3<float> k, Tensor3<float> v, Matrix<bool> mask) => Scaled(q, k, v, 64, mask);

    [Function]
    static Expr<float> Heads([Dims("b", "t", 512)] Tensor3<float> x)
    {
        var h = Transpose(Reshape(x, x.Size(0), x.Size(1), 8, 64), 0, 2, 1, 3);
        return Sum(h, axis: [0, 2], keepDims: true) + Sum(h, axis: -1, keepDims: true) + Sum(h);
    }
}
