namespace FaceTests.Rewriting;

/// <summary>Values that are known, of operands that may fail.</summary>
[TensorGraph]
public static partial class Failing
{
    [Function]
    static Expr<int> NoQuotient(Vector<int> a, Vector<int> b) => ((a / b) + 1) * 0;

    [Function(Precision = Precision.Strict)]
    static Expr<int> NoDifference(Vector<int> a, Vector<int> b) => ((a / b) + 1) - ((a / b) + 1);

    [Function]
    static Expr<bool> Never(Vector<int> a, Vector<int> b) => ((a % b) + 1 < 3) & Const(false);

    [Function]
    static Expr<double> NoElement(Vector<double> x, Vector<int> i) => Exp(Take(x, i)) * 0;

    [Function]
    static Expr<double> Chosen(Vector<double> x, Vector<int> i) => Where(Const(true), Sum(x), Sum(Exp(Take(x, i))));

    // The terms have one exponential, and the first two cofactors: one of them is that of the second term.
    [Function]
    static Expr<double> Cubic(Vector<double> x, Vector<double> y) => (Square(y - 1) * Exp(x) * (3 + 2 * (y - 1))) + (Square(y - 1) * Exp(x));
}
