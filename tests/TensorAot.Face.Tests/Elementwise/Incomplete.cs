namespace FaceTests.Elementwise;

/// <summary>Incomplete gamma and beta functions, whose parameters are constants of every derivative.</summary>
[TensorGraph]
public static partial class Incomplete
{
    [Function]
    static (Expr<double> lower, Expr<double> upper, Expr<double> beta) Values(Vector<double> x) => (GammaInc(1.0, x), GammaIncC(1.0, x), BetaInc(2.0, 1.0, x));

    [Function]
    static (Expr<double> lower, Expr<double> upper, Expr<double> beta) Slopes(Vector<double> x) =>
        (Grad(Sum(GammaInc(1.0, x)), x), Grad(Sum(GammaIncC(1.0, x)), x), Grad(Sum(BetaInc(2.0, 1.0, x)), x));

    /// <summary>Twice, and forwards.</summary>
    [Function]
    static (Expr<double> second, Expr<double> forward) Further(Vector<double> x, Vector<double> v) =>
        (Grad(Sum(Grad(Sum(BetaInc(3.0, 1.0, x)), x)), x), Jvp(GammaInc(1.0, x), x, v));

    /// <summary>A parameter that varies too is taken as a constant on request.</summary>
    [Function]
    static Expr<double> Held(Vector<double> x) => Grad(Sum(GammaInc(StopGradient(x), x)), x);
}
