namespace FaceTests.Shapes;

/// <summary>Products of sizes as numbers.</summary>
[TensorGraph]
public static partial class Counts
{
    [Function]
    static Expr<int> Bytes([Dims("n", "m")] Matrix<byte> a) => a.Size(0) * a.Size(1) * 100;

    [Function]
    static Expr<int> Beside([Dims("n")] Vector<byte> a, [Dims("m")] Vector<byte> b, Scalar<int> k) => k + a.Size(0) * b.Size(0) * 1000;

    [Function]
    static Expr<long> Long([Dims("n")] Vector<byte> a, [Dims("m")] Vector<byte> b) => Cast<long>(a.Size(0)) * Cast<long>(b.Size(0)) * 1000;

    [Function]
    static Expr<double> ManyPairs([Dims(50_000)] Vector<byte> a, [Dims(50_000)] Vector<byte> b) =>
        Sum(Cast<double>(ExpandDims(a, 1)) * Cast<double>(ExpandDims(b, 0)));
}
