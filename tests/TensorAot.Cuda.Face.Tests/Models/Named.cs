using static TensorAot.Ops;

namespace DeviceTests.Models;

/// <summary>What decides which overloads a function has that do not wait for a device.</summary>
[TensorGraph]
public static partial class Named
{
    [Function]
    static Expr<float> Scaled([Dims("n")] Vector<float> x, [Default(2f)] Scalar<float> factor) => factor * x;

    [Function]
    static Expr<float> Total([Dims("n")] Vector<float> x, [Default(2f)] Scalar<float> factor) => Sum(factor * x);

    /// <summary>A method of the user's has the name.</summary>
    [Function]
    static Expr<float> Halved([Dims("n")] Vector<float> x) => 0.5 * x;

    public static Task<int> HalvedAsync(ReadOnlyMemory<float> x) => Task.FromResult(x.Length);

    /// <summary>A form that the user chose has the name.</summary>
    [Function]
    static Expr<float> Squared([Dims("n")] Vector<float> x) => x * x;

    [Function(nameof(Squared))]
    public static partial float[] SquaredAsync(float[] x);

    /// <summary>The name has to be escaped in no form but its own, and parameters have the names of what is generated.</summary>
    [Function]
    static Expr<float> @checked([Dims("n")] Vector<float> cancellationToken, [Dims("n")] Vector<float> run) => cancellationToken - run;

    /// <summary>Two functions of one name, whose forms over memory and over tensors differ or do not.</summary>
    [Function]
    static Expr<float> Both([Dims("n")] Vector<float> x) => 3 * x;

    [Function]
    static Expr<float> Both([Dims("n", "m")] Matrix<float> x) => 4 * x;

    [Function]
    static Expr<float> Filled(Scalar<float> value) => value * Ones<float>(3);

    [Function]
    static (Expr<float> Sum, Expr<float> Difference) Pair(Scalar<float> a, Scalar<float> b) => (a + b, a - b);
}
