namespace FaceTests.Indexing;

/// <summary>Parts of what is computed, joined, written and chosen: less is computed than is written.</summary>
[TensorGraph]
public static partial class Parts
{
    [Function]
    [Expect("slice-of-elementwise")]
    static Expr<double> RowOfExp(Matrix<double> x) => Exp(x)[1];

    [Function]
    [Expect("slice-of-join")]
    static Expr<double> SecondOfTwo([Dims(2)] Vector<double> x, Vector<double> y) => Concatenate([x * 2, y * 3])[2..];

    [Function]
    [Expect("slice-of-choice")]
    static Expr<double> WhatWasWritten([Dims(5)] Vector<double> x, [Dims(2)] Vector<double> y) => SetSlice(x, y, 1..3)[1..3];

    [Function]
    [Expect("join-of-slices")]
    static Expr<double> HalvesAgain([Dims(6)] Vector<double> x) => Concatenate([x[..3], x[3..]]) + 1;

    [Function]
    [Expect("sum-of-placed")]
    static Expr<double> SlopesOfHalves([Dims(4)] Vector<double> x) => Grad(Sum(Square(x[..2])) + 3 * Sum(x[2..]), x);

    [Function]
    [Expect("one-hot-sum")]
    static Expr<double> Scores([Dims("n", 3)] Matrix<double> x, [Dims("n")] Vector<int> labels) => Sum(OneHot<double>(labels, 3) * x, axis: 1);

    [Function]
    [Expect("product-with-one-hot")]
    static Expr<double> Selected([Dims(3, "m")] Matrix<double> w, Vector<int> labels) => Dot(OneHot<double>(labels, 3), w);

    [Function]
    [Expect("divisor-into-where")]
    static Expr<double> Masked(Vector<double> x) => 1 / x * Where(x > 0, x + 1, 0);

    [Function]
    [Expect("subtract-scattered")]
    static Expr<double> Step([Dims("n", "d")] Matrix<double> table, Vector<int> rows, Scalar<double> rate) =>
        table - rate * Grad(Sum(Square(table[rows])), table);

    [Function]
    [Expect("comparison-of-sizes")]
    static Expr<double> OwnPlaces(Vector<double> x) => Where(Arange<int>(x.Size(0)) < x.Size(0), x, 0);
}
