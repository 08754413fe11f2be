namespace FaceTests.Indexing;

/// <summary>Index expressions that are written to, and elements along axes.</summary>
[TensorGraph]
public static partial class Writes
{
    [Function]
    static Expr<double> SetRange(Vector<double> x, Vector<double> y) => SetSlice(x, y, 1..3);

    [Function]
    static Expr<double> SetLast(Matrix<double> x) => SetSlice(x, 7, Slice.Ellipsis, ^1);

    [Function]
    static Expr<float> SetEverySecond(Matrix<float> x) => SetSlice(x, 0, 0, Slice.Every(-2));

    [Function]
    static Expr<double> SetRows(Matrix<double> x, [Dims("k")] Vector<int> rows, [Dims("k", "m")] Matrix<double> y) => SetSlice(x, y, rows);

    [Function]
    static Expr<double> IncRows(Matrix<double> x, Vector<int> rows, Scalar<double> y) => IncSlice(x, y, rows);

    [Function]
    static Expr<double> IncPart(Matrix<double> x, Vector<long> columns) => IncSlice(x, 1, 1.., columns);

    [Function]
    static Expr<double> LargestOf(Vector<double> x, [Dims("k")] Vector<int> at, [Dims("k")] Vector<double> y) => MaxSlice(x, y, at);

    [Function]
    static Expr<double> SmallestOf(Vector<double> x) => MinSlice(x, 2.5, 1..);

    [Function]
    static (Expr<double> X, Expr<double> Y) SlopesOfSet([Dims(3)] Vector<double> x, [Dims("k")] Vector<int> at, [Dims("k")] Vector<double> y) =>
        Grad(Sum(Square(SetSlice(x, y, at))), x, y);

    [Function]
    static (Expr<double> X, Expr<double> Y) SlopesOfMax([Dims(3)] Vector<double> x, [Dims("k")] Vector<int> at, [Dims("k")] Vector<double> y) =>
        Grad(Sum(Square(MaxSlice(x, y, at))), x, y);

    [Function]
    static Expr<double> Along(Matrix<double> x, Matrix<int> i) => TakeAlongAxis(x, i, axis: 1);

    [Function]
    static Expr<double> PutFirst(Matrix<double> x) => PutAlongAxis(x, ExpandDims(ArgMax(x, 1), 1), 0, axis: 1);

    [Function]
    static Expr<double> Flat(Matrix<double> x, Vector<int> i) => Take(x, i);

    [Function]
    static Expr<double> Clipped(Matrix<double> x, Vector<int> i) => Take(x, i, axis: 1, mode: IndexMode.Clip);

    [Function]
    static Expr<double> Wrapped(Vector<double> x, Vector<long> i) => Take(x, i, axis: 0, IndexMode.Wrap);

    [Function]
    static Expr<double> Chosen(Vector<int> which, Vector<double> x) => Choose(which, [x, -x, Const(0.5)]);

    [Function]
    static Expr<float> Classes(Vector<int> labels) => OneHot<float>(labels, 3);

    [Function]
    static (Expr<int> Counts, Expr<double> Weighted) Bins([Dims("n")] Vector<int> x, [Dims("n")] Vector<double> w) => (BinCount(x, 4), BinCount(x, 4, w));

    [Function]
    static Expr<int> Undo(Vector<int> p) => InversePermutation(p);
}

/// <summary>State that is written in places.</summary>
[TensorGraph]
public sealed partial class Table
{
    public readonly Shared<double> Rows = Shared.Zeros<double>(4, 2);

    [Function]
    void Learn([Dims("k")] Vector<int> rows, [Dims("k", 2)] Matrix<double> step) => Update(Rows, IncSlice(Rows, step, rows));

    [Function]
    void Fill(Scalar<double> value) => Update(Rows, SetSlice(Rows, value, ..2));
}
