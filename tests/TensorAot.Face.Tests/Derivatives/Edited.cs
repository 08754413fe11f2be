namespace FaceTests.Derivatives;

/// <summary>Gradients that are not those of the formula: clipped, scaled, the user's own.</summary>
[TensorGraph]
public static partial class Edited
{
    [Function]
    static Expr<double> Clipped(Vector<double> x) => Grad(Sum(Square(GradClip(x, -1, 3))), x);

    /// <summary>Forward mode has nothing on its way back to clip.</summary>
    [Function]
    static Expr<double> ClippedForward(Vector<double> x, Vector<double> v) => Jvp(GradClip(Square(x), -1, 3), x, v);

    /// <summary>Forward mode over reverse mode: the slope of what was clipped.</summary>
    [Function]
    static Expr<double> ClippedTwice(Vector<double> x, Vector<double> v) => HessianVectorProduct(Sum(Square(GradClip(x, -1, 3))), x, v);

    /// <summary>A whole Jacobian goes backwards, so that each row of the identity is clipped.</summary>
    [Function]
    static Expr<double> ClippedRows(Vector<double> x) => Jacobian(GradClip(Square(x), -0.5, 0.5), x);

    [Function]
    static Expr<double> ScaledForward(Vector<double> x, Vector<double> v) => Jvp(GradScale(Square(x), -0.5), x, v);

    [Function]
    static Expr<float> Reversed(Vector<float> x) => Grad(Sum(Square(GradScale(x, -0.5))), x);

    [CustomGradient(nameof(StepGradient))]
    private static Expr<T> Step<T>(Expr<T> x, Expr<T> width)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => Cast<T>(x > 0) * width;

    private static (Expr<T>, Expr<T>) StepGradient<T>(Expr<T> x, Expr<T> width, Expr<T> result, Expr<T> cotangent)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var s = Sigmoid(x);
        return (cotangent * s * (1 - s), Sum(cotangent * result));
    }

    /// <summary>The step is 0 or 1, and its gradient the logistic function's: 2 Step(x) s(x) (1 - s(x)).</summary>
    [Function]
    static (Expr<double> value, Expr<double> slope, Expr<double> byWidth) Stepped(Vector<double> x, Scalar<double> width)
    {
        var y = Sum(Square(Inner(x, width)));
        var (slope, byWidth) = Grad(y, x, width);
        return (y, slope, byWidth);
    }

    private static Expr<double> Inner(Expr<double> x, Expr<double> width) => Step(x, width);

    /// <summary>d/dx of cotangent * s (1 - s), by the graph of the gradient helper: s (1 - s) (1 - 2 s).</summary>
    [Function]
    static Expr<double> SteppedTwice(Vector<double> x, Scalar<double> width)
    {
        var first = Grad(Sum(Step(x, width)), x);
        return Grad(Sum(first), x);
    }

    [Function]
    static Expr<double> SteppedForward(Vector<double> x, Scalar<double> width, Vector<double> v) => Jvp(Step(x, width), x, v);

    [Function]
    static Expr<double> SteppedEach(Matrix<double> xs, Scalar<double> width) => Vmap(x => Grad(Sum(Step(x, width)), x), xs);

    [CustomGradient(nameof(MySine))]
    private static Expr<double> MyCosine(Expr<double> x) => Cos(x);

    // Each is the other's gradient: built only when it is asked for.
    private static Expr<double> MySine(Expr<double> x, Expr<double> result, Expr<double> cotangent) => -(MySine(x) * cotangent);

    [CustomGradient(nameof(MySineGradient))]
    private static Expr<double> MySine(Expr<double> x) => Sin(x);

    private static Expr<double> MySineGradient(Expr<double> x, Expr<double> result, Expr<double> cotangent) => MyCosine(x) * cotangent;

    [Function]
    static Expr<double> ThirdOfSine(Scalar<double> x) => Grad(Grad(Grad(MySine(x), x), x), x);
}
