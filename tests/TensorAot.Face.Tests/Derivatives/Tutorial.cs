namespace FaceTests.Derivatives;

/// <summary>The worked examples of Theano's tutorial "Derivatives in Theano", and of its page on Rop.</summary>
[TensorGraph]
public static partial class Tutorial
{
    [Function]
    static Expr<double> SquareSlope(Scalar<double> x) => Grad(Pow(x, 2), x);

    [Function]
    static Expr<double> LogisticSlope(Matrix<double> x) => Grad(Sum(1 / (1 + Exp(-x))), x);

    [Function]
    static Expr<double> SquareJacobian(Vector<double> x)
    {
        var y = x * x;
        return Jacobian(y, x);
    }

    [Function]
    static Expr<double> SquareHessian(Vector<double> x) => Hessian(Sum(x * x), x);

    [Function]
    static Expr<double> RightProduct(Matrix<double> w, Matrix<double> v, Vector<double> x) => Jvp(Dot(x, w), w, v);

    [Function]
    static Expr<double> LeftProduct([Dims("m")] Vector<double> v, [Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w) => Vjp(Dot(x, w), w, v);

    [Function]
    static Expr<double> HessianTimesVector(Vector<double> x, Vector<double> v) => Grad(Sum(Grad(Sum(x * x), x) * v), x);

    [Function]
    static Expr<double> HessianTimesVectorForward(Vector<double> x, Vector<double> v) => Jvp(Grad(Sum(x * x), x), x, v);

    [Function]
    static Expr<double> HessianTimesVectorByName(Vector<double> x, Vector<double> v) => HessianVectorProduct(Sum(x * x), x, v);
}
