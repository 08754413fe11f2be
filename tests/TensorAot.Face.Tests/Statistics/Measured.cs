namespace FaceTests.Statistics;

/// <summary>Statistics and scans, as a user writes them.</summary>
[TensorGraph]
public static partial class Measured
{
    [Function]
    static Expr<double> Standardised(Matrix<double> x) => (x - Mean(x, 0, keepDims: true)) / Std(x, 0, keepDims: true, ddof: 1);

    [Function]
    static Expr<float> MeanOfPairs([Dims("n")] Vector<float> a, [Dims("m")] Vector<float> b) => Mean(ExpandDims(a, 1) * ExpandDims(b, 0) + 1);

    [Function]
    static (Expr<float> Variance, Expr<float> Slope) Spread(Vector<float> x)
    {
        var variance = Var(x);
        return (variance, Grad(variance, x));
    }

    [Function]
    static (Expr<double> Size, Expr<double> Slope) Length(Vector<double> x) => (Norm(x), Grad(Norm(x), x));

    [Function]
    static Expr<double> Lengths(Matrix<double> x) => Norm(x, axis: 1, ord: 1) + Norm(x, ^1, ord: double.PositiveInfinity);

    [Function]
    static Expr<double> LargestRow(Matrix<double> x) => Norm(x, ord: double.PositiveInfinity);

    [Function]
    static (Expr<int> First, Expr<int> Count, Expr<byte> Range) Bytes(Vector<byte> x) => (ArgMin(x), CountNonZero(x), Ptp(x));

    [Function]
    static Expr<int> TrueOnes(Matrix<bool> x) => CountNonZero(x, axis: [0, 1]);

    [Function]
    static Expr<double> Weighted(Matrix<double> x, Vector<double> weights) => Average(x, weights, axis: 1);

    [Function]
    static (Expr<double> Value, Expr<double> Slope) Middle(Vector<double> x) => (Median(x), Grad(Median(x), x));

    [Function]
    static Expr<double> Quartiles(Matrix<double> x) => Stack([Quantile(x, 0.25, axis: 0), Percentile(x, 75, axis: 0)]);

    [Function]
    static (Expr<double> Sums, Expr<double> Products) Running(Matrix<double> x) => (CumSum(x, axis: ^1), CumProd(x, 0));

    [Function]
    static Expr<int> Records(Vector<int> x) => CumMax(x) - CumMin(x);

    [Function]
    static Expr<double> RunningSlope(Vector<double> x) => Grad(Sum(CumProd(x) + CumSum(x) + CumMax(x)), x);

    [Function]
    static Expr<double> RunningLog(Vector<double> x) => LogCumSumExp(x);

    [Function]
    static Expr<int> Steps(Vector<int> x) => Diff(x);

    [Function]
    static Expr<double> SecondSteps(Matrix<double> x) => Diff(x, 2, axis: 0);
}
