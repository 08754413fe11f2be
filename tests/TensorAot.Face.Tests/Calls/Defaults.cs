namespace FaceTests.Calls;

/// <summary>Parameters with a default, and parameters that are settings at build time.</summary>
[TensorGraph]
public static partial class Defaults
{
    [Function]
    static Expr<double> Scaled(Vector<double> x, [Default(0.5)] Scalar<double> factor, [Default(3)] Scalar<double> offset) => factor * x + offset;

    [Function]
    static Expr<float> Power(Scalar<float> x, [Default(0.1)] Scalar<float> rate) => x * rate;

    [Function]
    static (Expr<double> sum, Expr<double> scaled) Two(Vector<double> x, [Default(2)] Scalar<double> factor) => (Sum(x), factor * x);

    [Function]
    static Expr<double> Chosen(Vector<double> x, [Default(true)] Scalar<bool> negate) => Where(negate, -x, x);

    [Function]
    static Expr<long> Shifted(Vector<long> x, [Default(1L << 40)] Scalar<long> by) => x + by;

    [Function]
    static Expr<double> OnlyDefaults([Default(2.0)] Scalar<double> a, [Default(0.25)] Scalar<double> b) => a * b;

    [Function]
    static Expr<double> Setting(Vector<double> x, bool squared = true) => squared ? x * x : x;

    [Function]
    static Expr<double> Sized([Dims("n", "m")] Matrix<double> x, [Default(-1.5)] Scalar<double> by) => x + by;
}
