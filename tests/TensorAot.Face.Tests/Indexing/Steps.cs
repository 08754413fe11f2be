namespace FaceTests.Indexing;

/// <summary>Slices with steps, symbolic ranges, and several index tensors.</summary>
[TensorGraph]
public static partial class Steps
{
    [Function]
    static Expr<double> Reversed(Vector<double> x) => x[Slice.Reversed];

    [Function]
    static Expr<double> Thirds(Vector<double> x) => x[Slice.Every(3)];

    [Function]
    static Expr<double> BackByTwo(Vector<double> x) => x[Slice.Every(1..^1, -2)];

    [Function]
    static Expr<double> Down(Vector<double> x) => x[Slice.Range(^1, 1, -2)];

    [Function]
    static Expr<double> Up(Vector<double> x) => x[Slice.Range(1, ^1, 2)];

    [Function]
    static Expr<double> DownToTheStart(Vector<double> x) => x[Slice.Range(3, null, -1)];

    [Function]
    static Expr<double> FirstHalf([Dims("n")] Vector<double> half, Vector<double> x) => half + x[Slice.Range(0, half.Size(0))];

    [Function]
    static Expr<double> SlopeOfSteps(Vector<double> x) => Grad(Sum(Square(x[Slice.Every(-2)])), x);

    [Function]
    static Expr<double> Separated(Tensor3<double> x, [Dims("k")] Vector<int> i, [Dims("k")] Vector<int> j) => x[i, .., j];

    [Function]
    static Expr<double> BesideAnInteger(Tensor3<double> x, Vector<int> j) => x[1, .., j];

    [Function]
    static Expr<double> Grid(Matrix<double> x, Vector<int> i, Vector<long> j) => x[i[.., Slice.NewAxis], Cast<int>(j)];

    [Function]
    static Expr<double> InTransposed(Matrix<double> x, [Dims("k")] Vector<int> i, [Dims("k")] Vector<int> j) => x.Transposed[i, j];

    [Function]
    static Expr<double> SlopeOfPairs(Matrix<double> x, [Dims("k")] Vector<int> i, [Dims("k")] Vector<int> j) => Grad(Sum(Square(x[i, j])), x);
}
