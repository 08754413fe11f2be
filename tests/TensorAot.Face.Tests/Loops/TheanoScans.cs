namespace FaceTests.Loops;

/// <summary>The examples of Theano's documentation of scan.</summary>
[TensorGraph]
public static partial class TheanoScans
{
    /// <summary>A ** k with scan.</summary>
    [Function]
    static Expr<double> SecondPower([Dims("n")] Vector<double> a) => Scan(result => result * a, Ones<double>(a.Size(0)), steps: 2);

    [Function]
    static Expr<double> FourthPower([Dims("n")] Vector<double> a) => Scan(result => result * a, Ones<double>(a.Size(0)), steps: 4);

    /// <summary>A polynomial: a map over coefficients and powers, then a sum.</summary>
    [Function]
    static Expr<double> Polynomial([Dims("n")] Vector<double> coefficients, Scalar<double> x) =>
        Sum(Map((coefficient, power) => coefficient * Pow(x, Cast<double>(power)), (coefficients, Arange<int>(coefficients.Size(0)))));

    /// <summary>Simple accumulation of 0, 1, 2, ... into a scalar.</summary>
    [Function]
    static Expr<int> Accumulated([Dims("n")] Vector<int> upTo)
    {
        var (_, sums) = Scan((sum, i) => (sum + i, sum + i), (Expr<int>)0, Arange<int>(upTo.Size(0)));
        return sums;
    }

    /// <summary>tanh(x(t).dot(W) + b), elementwise.</summary>
    [Function]
    static Expr<double> Elementwise(Matrix<double> x, Matrix<double> w, Vector<double> b) => Map(v => Tanh(Dot(v, w) + b), x);

    /// <summary>x(t) = tanh(x(t - 1).dot(W) + y(t).dot(U) + p(T - t).dot(V)).</summary>
    [Function]
    static Expr<double> Sequence(Vector<double> x, Matrix<double> w, Matrix<double> y, Matrix<double> u, [Dims("t", 2)] Matrix<double> p, Matrix<double> v)
    {
        var backwards = Flip(p, axis: 0);
        var (_, xs) = Scan((x, y, p) => { var next = Tanh(Dot(x, w) + Dot(y, u) + Dot(p, v)); return (next, next); }, x, (y, backwards));
        return xs;
    }

    /// <summary>Norms of the lines of X.</summary>
    [Function]
    static Expr<double> Norms(Matrix<double> x) => Map(row => Sqrt(Sum(Square(row))), x);

    /// <summary>Norms of the columns of X.</summary>
    [Function]
    static Expr<double> ColumnNorms(Matrix<double> x) => Map(row => Sqrt(Sum(Square(row))), x.Transposed);

    /// <summary>The trace of X.</summary>
    [Function]
    static Expr<double> Trace([Dims("n", "n")] Matrix<double> x) =>
        Fold((sum, i) => sum + x[i, i], (Expr<double>)0, Arange<int>(x.Size(0)));

    /// <summary>The Jacobian of y = tanh(v.dot(A)) with respect to v.</summary>
    [Function]
    static Expr<double> JacobianByScan([Dims("n")] Vector<double> v, [Dims("n", "m")] Matrix<double> a)
    {
        var y = Tanh(Dot(v, a));
        return Map(i => Grad(y[i], v), Arange<int>(a.Size(1)));
    }
}
