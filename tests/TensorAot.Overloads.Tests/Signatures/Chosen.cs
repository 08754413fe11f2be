using System.Numerics.Tensors;

namespace OverloadTests.Signatures;

/// <summary>Functions in forms that their user chose.</summary>
[TensorGraph]
public static partial class Chosen
{
    [Function]
    static Expr<double> Scaled([Dims("n", "m")] Matrix<double> x, [Default(2.0)] Scalar<double> factor) => factor * x;

    [Function(nameof(Scaled))]
    public static partial void ScaledInto(Span<double> result, int m, int n, double factor, ReadOnlySpan<double> x);

    [Function("Scaled")]
    internal static partial double[] ScaledFlat(double[] x, int n, int m);

    [Function(nameof(Scaled))]
    private static partial double[,] ScaledByIn(this double[,] x, in double factor);

    public static double[,] Tripled(double[,] x) => x.ScaledByIn(3);

    /// <summary>Memory may wait for another thread, which spans may not.</summary>
    [Function(nameof(Scaled))]
    public static partial void ScaledMemory(ReadOnlyMemory<double> x, int n, int m, Memory<double> result, double factor = 5);

    [Function(nameof(Scaled))]
    public static partial void ScaledTensor(in ReadOnlyTensorSpan<double> x, ref readonly double factor, Tensor<double> result);

    [Function(nameof(Scaled))]
    public static partial Tensor<double> ScaledTensor(Tensor<double> x);

    [Function(nameof(Scaled))]
    public static partial double[] ScaledRows(double[,] x, int n);

    [Function]
    static (Expr<double> total, Expr<double> shifted, Expr<int> best) Several(Vector<double> x) => (Sum(x), x - Sum(x), ArgMax(x));

    [Function(nameof(Several))]
    public static partial (double[] shifted, int best) ShiftedAndBest(ReadOnlySpan<double> x, out double total);

    [Function(nameof(Several))]
    public static partial (int best, double[] shifted, double total) ByName(double[] x);

    [Function(nameof(Several))]
    public static partial (double, double[], int) ByPlace(double[] x);

    [Function(nameof(Several))]
    public static partial void ByReference(double[] x, ref double total, double[] shifted, out int best);

    [Function]
    static Expr<double> Total([Dims("n", 3)] Matrix<double> x) => Sum(x);

    [Function(nameof(Total))]
    public static partial double TotalOfRows(ReadOnlySpan<double> x, int n);

    [Function(nameof(Total))]
    public static partial void TotalInto(double[] x, out double result);

    [Function]
    static Expr<double> Twice(Vector<double> x) => 2 * x;

    [Function]
    static Expr<double> Twice(Matrix<double> a) => 2 * a;

    [Function(nameof(Twice))]
    public static partial double[,] TwiceMatrix(double[,] a);

    [Function(nameof(Twice))]
    public static partial double[] TwiceVector(double[]? x);

    [Function]
    static Expr<double> @Class(Vector<double> @new) => @new + 1;

    [Function(nameof(@Class))]
    public static partial double[] @Int(double[] @new);
}

/// <summary>A model in forms that its user chose.</summary>
[TensorGraph]
public partial class ChosenModel
{
    private readonly Shared<double> _w = Shared.Full(1.0, 2);

    [Function]
    Expr<double> Step([Dims(2)] Vector<double> x)
    {
        Update(_w, _w + x);
        return Sum(_w);
    }

    [Function(nameof(Step))]
    protected internal virtual unsafe partial double Advance(ReadOnlyMemory<double> x);
}
