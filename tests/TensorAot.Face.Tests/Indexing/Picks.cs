namespace FaceTests.Indexing;

/// <summary>Every form of index.</summary>
[TensorGraph]
public static partial class Picks
{
    [Function]
    static Expr<double> First(Vector<double> x) => x[0];

    [Function]
    static Expr<double> Last(Vector<double> x) => x[^1];

    [Function]
    static Expr<double> Tail(Vector<double> x) => x[1..];

    [Function]
    static Expr<double> Inner(Vector<double> x) => x[1..^1];

    [Function]
    static Expr<double> Differences(Vector<double> x) => x[1..] - x[..^1];

    [Function]
    static Expr<double> Column(Matrix<double> x) => x[.., 1];

    [Function]
    static Expr<double> ColumnAt(Matrix<double> x, Scalar<int> i) => x[.., i];

    [Function]
    static Expr<double> Rows(Matrix<double> x, Vector<int> rows) => x[rows];

    [Function]
    static Expr<double> ColumnsByLong([Dims("n", 3)] Matrix<double> x, Vector<long> columns) => x[.., columns];

    [Function]
    static Expr<double> Pairs(Matrix<double> x, [Dims("k")] Vector<int> rows, [Dims("k")] Vector<int> columns) => x[rows, columns];

    [Function]
    static Expr<double> Outer(Vector<double> x, Vector<double> y) => x[.., Slice.NewAxis] * y[Slice.NewAxis, ..];

    [Function]
    static Expr<double> LastAxis(Tensor3<double> x) => x[Slice.Ellipsis, 0];

    [Function]
    static Expr<double> Block(Tensor3<double> x) => x[0, .., 1..];

    [Function]
    static Expr<double> Average(Vector<double> x) => Sum(x) / Cast<double>(x.Size(0));

    [Function]
    static Expr<int> Sizes(Matrix<double> x) => x.Size(0) * 100 + x.Size(^1);

    [Function]
    static Expr<double> Reshaped([Dims("n", "m")] Matrix<double> x) => Reshape(x, x.Size(1), x.Size(0));

    [Function]
    static Expr<double> Padded(Vector<double> x) => Concatenate([x, Zeros<double>(x.Size(0) + 1)]);

    [Function]
    static Expr<double> Scattered([Dims(4)] Vector<double> x, Vector<int> at) => Grad(Sum(Square(x[at])), x);
}
