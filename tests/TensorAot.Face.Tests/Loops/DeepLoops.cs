namespace FaceTests.Loops;

/// <summary>Loops in loops in loops, and loops of many steps, with derivatives of second order.</summary>
[TensorGraph]
public static partial class DeepLoops
{
    private static Expr<double> Thrice(Expr<double> x, Expr<double> w, int checkpoint) =>
        Scan((s, plane) => Scan((s, row) => Scan((s, e) => Sin(s * w + e), s, row, checkpoint: checkpoint), s, plane), (Expr<double>)0.5, x);

    [Function]
    static (Expr<double> value, Expr<double> w, Expr<double> x, Expr<double> tangent, Expr<double> curvature) Derivatives(
        [Dims("a", "b", "c")] Tensor3<double> x, [Dims("a", "b", "c")] Tensor3<double> d, Scalar<double> w)
    {
        var value = Thrice(x, w, 0);
        var (dw, dx) = Grad(value, w, x);
        return (value, dw, dx, Jvp(value, x, d), HessianVectorProduct(value, x, d));
    }

    [Function]
    static (Expr<double> value, Expr<double> w, Expr<double> x, Expr<double> curvature) Checkpointed(
        [Dims("a", "b", "c")] Tensor3<double> x, [Dims("a", "b", "c")] Tensor3<double> d, Scalar<double> w)
    {
        var value = Thrice(x, w, 7);
        var (dw, dx) = Grad(value, w, x);
        return (value, dw, dx, HessianVectorProduct(value, x, d));
    }

    /// <summary>For each number, how many steps until the loop below it passes a bound that itself comes from a loop.</summary>
    [Function]
    static (Expr<int> steps, Expr<double> finals, Expr<double> gradient) LoopsThatEndInLoops([Dims("n")] Vector<double> x)
    {
        var (steps, finals) = Map(e =>
        {
            var bound = Scan(b => b + Square(e), (Expr<double>)1, steps: 3);
            var (final, count) = While(y => y < bound, y => y * 1.5 + IfElse(y > 2, () => e, () => -e * e), (Expr<double>)1, maxSteps: 40);
            return (count, final);
        }, x);
        return (steps, finals, Grad(Sum(finals), x));
    }
}
