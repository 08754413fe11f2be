namespace FaceTests.Derivatives;

/// <summary>Derivatives of y = Tanh(x·w + b) and of costs of it, in every form.</summary>
[TensorGraph]
public static partial class Products
{
    private static Expr<double> Layer(Expr<double> x, Expr<double> w, Expr<double> b) => Tanh(Dot(x, w) + b);

    [Function]
    static Expr<double> Value([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b) => Layer(x, w, b);

    [Function]
    static (Expr<double> byX, Expr<double> byW) Left([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b, [Dims("m")] Vector<double> u)
    {
        var (byX, byW) = Vjp(Layer(x, w, b), (x, w), u);
        Expr<double>[] listed = Vjp(Layer(x, w, b), [x, w], u);
        return (0.5 * (byX + listed[0]), 0.5 * (byW + listed[1]));
    }

    [Function]
    static Expr<double> Right([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b, [Dims("n")] Vector<double> v, [Dims("m")] Vector<double> t) =>
        Jvp(Layer(x, w, b), (x, b), (v, t));

    [Function]
    static (Expr<double> first, Expr<double> second) RightOfTwo([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b, [Dims("n")] Vector<double> v)
    {
        var y = Layer(x, w, b);
        var (first, second) = Jvp((y, Sum(Square(y))), x, v);
        return (first, second);
    }

    [Function]
    static (Expr<double> byX, Expr<double> byW, Expr<double> byB) Whole([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b)
    {
        var (byX, byW, byB) = Jacobian(Layer(x, w, b), x, w, b);
        return (byX, byW, byB);
    }

    [Function]
    static (Expr<double> byX, Expr<double> byW) Fixed([Dims(3)] Vector<double> x, [Dims(3, 2)] Matrix<double> w, [Dims(2)] Vector<double> b)
    {
        var both = Jacobian(Layer(x, w, b), [x, w]);
        return (both[0], both[1]);
    }

    [Function]
    static Expr<double> Second([Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b) =>
        Hessian(Sum(Square(Layer(x, w, b))), x);

    [Function]
    static (Expr<double> byX, Expr<double> byB) SecondTimes(
        [Dims("n")] Vector<double> x, [Dims("n", "m")] Matrix<double> w, [Dims("m")] Vector<double> b, [Dims("n")] Vector<double> v, [Dims("m")] Vector<double> t)
    {
        var (byX, byB) = HessianVectorProduct(Sum(Square(Layer(x, w, b))), (x, b), (v, t));
        return (byX, byB);
    }

    [Function]
    static (Expr<double> byX, Expr<double> byB) Apart([Dims("n")] Vector<double> x, [Dims("m")] Vector<double> b) =>
        (Grad(Sum(Square(x)), x, disconnected: Disconnected.Zero), Grad(Sum(Square(x)), b, disconnected: Disconnected.Zero));

    [Function]
    static Expr<double> ThirdOfPower(Scalar<double> x) => Jacobian(Hessian(Pow(x, 4), x), x);

    [Function]
    static Expr<double> ThirdOrderTensor([Dims("n")] Vector<double> x) => Jacobian(Hessian(Sum(Pow(x, 3)), x), x);
}
