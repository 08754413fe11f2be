namespace FaceTests.Sorting;

/// <summary>Order, places in order, and distinct elements.</summary>
[TensorGraph]
public static partial class Orders
{
    [Function]
    static Expr<double> Ascending(Vector<double> x) => Sort(x);

    [Function]
    static Expr<float> Columns(Matrix<float> x) => Sort(x, axis: 0, descending: true);

    [Function]
    static Expr<int> Positions(Vector<double> x) => ArgSort(x);

    [Function]
    static Expr<int> PositionsDown(Vector<double> x) => ArgSort(x, descending: true);

    [Function]
    static (Expr<double> Values, Expr<int> At) Top(Matrix<double> x) => TopK(x, 2);

    [Function]
    static Expr<double> Same(Matrix<double> x) => TakeAlongAxis(x, ArgSort(x, axis: ^1), axis: ^1) - Sort(x);

    [Function]
    static Expr<double> Slope(Vector<double> x, [Dims("n")] Vector<double> w) => Grad(Sum(w * Sort(x)), x);

    [Function]
    static Expr<double> SlopeOfTop([Dims(4)] Vector<double> x)
    {
        var (values, _) = TopK(x, 2);
        return Grad(Sum(Square(values)), x);
    }

    [Function]
    static (Expr<int> Left, Expr<int> Right) Places(Vector<double> sorted, Vector<double> values) =>
        (SearchSorted(sorted, values), SearchSorted(sorted, values, right: true));

    [Function]
    static Expr<int> Bins(Vector<double> x, Vector<double> bins) => Digitize(x, bins);

    [Function]
    static Expr<int> Counts(Matrix<double> x, Vector<double> edges) => Histogram(x, edges);

    [Function]
    static (Expr<int> Values, Expr<int> Counts) Distinct(Vector<int> x) => UniqueCounts(x, 4);

    [Function]
    static (Expr<double> Values, Expr<int> At, Expr<int> Inverse, Expr<int> Counts) Everything(Matrix<double> x) => UniqueAll(x, 3);

    [Function]
    static Expr<double> FirstPositive([Dims("n")] Vector<double> x) => x[FlatNonZero(x > 0, 2, fill: -1)];
}
