namespace FaceTests.Calls;

/// <summary>Inputs and results of every rank and element type.</summary>
[TensorGraph]
public static partial class Ranks
{
    [Function]
    static Expr<double> Rank0(Scalar<double> x) => x + 1;

    [Function]
    static Expr<double> Rank1(Vector<double> x) => x + 1;

    [Function]
    static Expr<double> Rank2(Matrix<double> x) => x + 1;

    [Function]
    static Expr<double> Rank3(Tensor3<double> x) => x + 1;

    [Function]
    static Expr<double> Rank4(Tensor4<double> x) => x + 1;

    [Function]
    static Expr<double> Rank5(Tensor5<double> x) => x + 1;

    [Function]
    static Expr<double> Rank6(Tensor6<double> x) => x + 1;

    /// <summary>There is no type for more than six axes, but results may have them.</summary>
    [Function]
    static Expr<double> Rank7(Tensor6<double> x, Vector<double> y) => ExpandDims(x, -1) + y;

    [Function]
    static Expr<double> Rank8(Tensor4<double> x) => Jacobian(Square(x), x);

    [Function]
    static (Expr<int> seven, Expr<int> sum) Both(Tensor6<int> x) => (Stack([x, x * 2], axis: 6), Sum(x));

    [Function]
    static Expr<double> Rank32(Scalar<double> x)
    {
        Expr<double> y = x;
        for (int i = 0; i < 32; i++)
            y = ExpandDims(y, 0);
        return y * 2;
    }

    [Function]
    static Expr<float> Float(Vector<float> x, Scalar<float> a) => x * a;

    [Function]
    static Expr<double> Double(Vector<double> x, Scalar<double> a) => x * a;

    [Function]
    static Expr<int> Int(Vector<int> x, Scalar<int> a) => x * a;

    [Function]
    static Expr<long> Long(Vector<long> x, Scalar<long> a) => x * a;

    [Function]
    static Expr<byte> Byte(Vector<byte> x, Scalar<byte> a) => x + a;

    [Function]
    static Expr<bool> Bool(Vector<bool> x, Scalar<bool> a) => x & !a;

    [Function]
    static Expr<bool> Positive(Vector<double> x) => x > 0;

    [Function]
    static Expr<double> Mixed(Vector<int> i, Vector<bool> keep, Vector<float> x) => Where(keep, Cast<double>(x), Cast<double>(i));
}
