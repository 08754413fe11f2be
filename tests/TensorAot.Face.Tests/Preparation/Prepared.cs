namespace FaceTests.Preparation;

/// <summary>Functions that are compiled before they are called.</summary>
[TensorGraph]
public sealed partial class Prepared
{
    public readonly Shared<float> W = Shared.Ones<float>(3, 2);

    [Function]
    Expr<float> Product([Dims("n", 3)] Matrix<float> x)
    {
        Update(W, 2 * W);
        return Dot(x, W);
    }

    [Function]
    static Expr<double> Largest(Vector<double> x) => Max(x);
}

/// <summary>A class whose user has something else in mind.</summary>
[TensorGraph]
public static partial class OwnPrepare
{
    public static string Prepare() => "own";

    [Function]
    static Expr<double> Twice(Vector<double> x) => 2 * x;
}
