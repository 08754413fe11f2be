namespace FaceTests.Entry;

/// <summary>Functions that are called with wrong arguments.</summary>
[TensorGraph]
public sealed partial class Checked
{
    public readonly Shared<double> Offset = Shared.Ones<double>(4);

    [Function]
    static Expr<double> Added([Dims("n", "m")] Matrix<double> x, [Dims("m")] Vector<double> bias) => x + bias;

    [Function]
    static Expr<double> Fixed([Dims("n", 3)] Matrix<double> x) => Sum(x, axis: 1);

    [Function]
    static Expr<double> Inferred(Matrix<double> x, Matrix<double> y) => x + y;

    [Function]
    static (Expr<double> up, Expr<double> down) Split(Vector<double> x) => (x + 1, x - 1);

    [Function]
    static Expr<int> Divided(Vector<int> x, Scalar<int> by) => x / by;

    [Function]
    static Expr<double> Largest(Vector<double> x) => Max(x);

    [Function]
    Expr<double> Moved([Dims(4)] Vector<double> x)
    {
        Update(Offset, Offset + x);
        return Offset - x;
    }

    [Function]
    Expr<int> Quotient([Dims(4)] Vector<int> x, Scalar<int> by)
    {
        Update(Offset, 2 * Offset);
        return x / by;
    }
}
