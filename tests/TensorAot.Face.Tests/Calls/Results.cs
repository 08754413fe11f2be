namespace FaceTests.Calls;

/// <summary>What functions may return.</summary>
[TensorGraph]
public static partial class Results
{
    public record Spread(Expr<double> Mean, Expr<double> Deviations);

    public record Ranged(Expr<double> Mean, Expr<double> Deviations, Expr<double> Largest) : Spread(Mean, Deviations)
    {
        public Expr<double> Smallest => -Largest;
    }

    [Function]
    static (Expr<double> sum, Expr<double> squares) Moments(Vector<double> x) => (Sum(x), x * x);

    [Function]
    static (Expr<double>, Expr<double>) Unnamed(Vector<double> x) => (Sum(x), -x);

    [Function]
    static Spread Describe(Vector<double> x) => new(Ops.Mean(x), x - Ops.Mean(x));

    [Function]
    static Ranged DescribeMore(Vector<double> x) => new(Ops.Mean(x), x - Ops.Mean(x), Max(x));

    [Function]
    static (Expr<double> sum, Expr<double> product) Both(Scalar<double> a, Scalar<double> b) => (a + b, a * b);

    [Function]
    static (Expr<double> column, Expr<int> best, Expr<bool> positive) Mixed([Dims("n", 2)] Matrix<double> x) =>
        (x[.., 0], ArgMax(x, axis: 1), x > 0);

    [Function]
    static (Expr<double> x, Expr<double> result, Expr<double> n) Clashing([Dims("n")] Vector<double> x) => (x + 1, x + 2, Sum(x));

    [Function]
    static Expr<double> ResultIsTaken(Vector<double> result) => result * 2;

    [Function]
    static (Expr<double> same, Expr<double> again) Same(Vector<double> x) => (x, x);

    [Function]
    static Matrix<double> Declared(Matrix<double> x) => (Matrix<double>)Exp(x);

    [Function]
    static Expr<double> Answer() => Const(42.0);

    [Function]
    static Expr<double> Table() => Arange<double>(4) * 2;

    [Function]
    static (Expr<double> one, Expr<int> counts) Constants() => (Const(1.0), Arange<int>(3));

    [Function]
    static Expr<double> IgnoresItsInput(Vector<double> x) => Ones<double>(2);

    [Function]
    static (Expr<double> Extremes, Expr<double> Other) Extremes(Vector<double> x) => (Max(x), Min(x));

    /// <summary>The README's.</summary>
    [Function]
    static Expr<double> Recurrent([Dims("steps", 3)] Matrix<double> x, [Dims(3, 5)] Matrix<double> w, [Dims(5, 5)] Matrix<double> u, [Dims(5)] Vector<double> initial)
    {
        var (last, all) = Scan((h, xt) => { var next = Tanh(Dot(xt, w) + Dot(h, u)); return (next, next); }, initial, x);
        return Grad(Sum(all), w);
    }

    [Function]
    static Expr<double> RecurrentCost([Dims("steps", 3)] Matrix<double> x, [Dims(3, 5)] Matrix<double> w, [Dims(5, 5)] Matrix<double> u, [Dims(5)] Vector<double> initial)
    {
        var (last, all) = Scan((h, xt) => { var next = Tanh(Dot(xt, w) + Dot(h, u)); return (next, next); }, initial, x);
        return Sum(all);
    }
}
