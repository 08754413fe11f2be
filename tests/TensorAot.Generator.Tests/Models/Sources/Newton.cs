namespace Models;

/// <summary>Second derivatives; a loop that is unrolled at build time.</summary>
[TensorGraph]
public static partial class Newton
{
    [Function]
    static Expr<double> Step([Dims("n")] Vector<double> w, [Dims("m", "n")] Matrix<double> a)
    {
        var f = Sum(Log(1 + Exp(Dot(a, w)))) + 0.5 * Dot(w, w);
        return w - Solve(Hessian(f, w), Grad(f, w));
    }

    [Function]
    static Expr<double> ManySteps([Dims("n")] Vector<double> w, [Dims("m", "n")] Matrix<double> a)
    {
        Expr<double> x = w;
        for (int i = 0; i < 3; i++)
            x -= Grad(Sum(Exp(Dot(a, x))), x) * 0.1;
        return x;
    }
}
