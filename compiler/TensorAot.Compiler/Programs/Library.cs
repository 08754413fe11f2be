using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs.Functions;

namespace TensorAot.Compiler.Programs;

/// <summary>Every elementwise function that is a <see cref="Program"/>. A new function is one line here and its formula.</summary>
public static class Library
{
    private static readonly DType[] Floating = [DType.Float32, DType.Float64];
    private static readonly DType[] Signed = [DType.Float32, DType.Float64, DType.Int32, DType.Int64];

    /// <summary>All programs, by function in the order of declaration, then by element type.</summary>
    public static IReadOnlyList<Program> All { get; } =
    [
        .. Unary("Exp", Floating, Exponential.Exp, 1, 1, "e to the power x; within 1 ulp, subnormal results included."),
        .. Unary("Exp2", Floating, Power.Exp2, 1, 1, "2 to the power x; within 1 ulp, exact at integers, subnormal results included."),
        .. Unary("Expm1", Floating, Exponential.Expm1, 2, 2, "exp(x) - 1, accurate near 0; within 2 ulp."),
        .. Unary("Log", Floating, Logarithm.Log, 1, 1, "The natural logarithm; within 1 ulp; -infinity at 0, NaN below."),
        .. Unary("Log1p", Floating, Logarithm.Log1p, 2, 2, "log(1 + x), accurate near 0; within 2 ulp; -infinity at -1, NaN below."),
        .. Unary("Log2", Floating, Logarithm.Log2, 2, 2, "The logarithm to base 2; within 2 ulp, exact at powers of 2; -infinity at 0, NaN below."),
        .. Unary("Log10", Floating, Logarithm.Log10, 2, 2, "The logarithm to base 10; within 2 ulp, exact at powers of 10; -infinity at 0, NaN below."),
        .. Unary("Log1mexp", Floating, Logarithm.Log1mexp, 2, 2, "log(1 - exp(x)) for x <= 0; within 2 ulp; -infinity at 0, NaN above."),
        .. Wave("Sin", Trigonometric.Sin, Trigonometric.SinOfLarge, 1, 1, "The sine; within 1 ulp for every finite x, never beyond 1; NaN at infinity."),
        .. Wave("Cos", Trigonometric.Cos, Trigonometric.CosOfLarge, 1, 1, "The cosine; within 1 ulp for every finite x, never beyond 1; NaN at infinity."),
        .. Wave("Tan", Trigonometric.Tan, Trigonometric.TanOfLarge, 2, 2, "The tangent; within 2 ulp for every finite x; NaN at infinity."),
        .. Unary("Arcsin", Floating, Arcs.Arcsin, 2, 2, "The inverse sine; within 2 ulp; NaN outside [-1, 1]."),
        .. Unary("Arccos", Floating, Arcs.Arccos, 2, 2, "The inverse cosine; within 2 ulp; NaN outside [-1, 1]."),
        .. Unary("Arctan", Floating, Arcs.Arctan, 2, 2, "The inverse tangent; within 2 ulp."),
        .. Binary("Arctan2", Floating, Arcs.Arctan2, 2, 2, "The angle of the point (y, x), whose first coordinate is y; within 2 ulp; zeros and infinities as in C's atan2."),
        .. Unary("Sinh", Floating, Hyperbolic.Sinh, 2.5, 2, "The hyperbolic sine; within 2.5 ulp (float) or 2 ulp (double)."),
        .. Unary("Cosh", Floating, Hyperbolic.Cosh, 2.5, 2, "The hyperbolic cosine; within 2.5 ulp (float) or 2 ulp (double), never below 1."),
        .. Unary("Arcsinh", Floating, Hyperbolic.Arcsinh, 2, 2, "The inverse hyperbolic sine; within 2 ulp."),
        .. Unary("Arccosh", Floating, Hyperbolic.Arccosh, 2, 2, "The inverse hyperbolic cosine; within 2 ulp; NaN below 1."),
        .. Unary("Arctanh", Floating, Hyperbolic.Arctanh, 2, 2, "The inverse hyperbolic tangent; within 2 ulp; infinite at -1 and 1, NaN outside."),
        .. Unary("Tanh", Floating, Logistic.Tanh, 2, 2, "The hyperbolic tangent; within 2 ulp and never beyond 1."),
        .. Unary("Sigmoid", Floating, Logistic.Sigmoid, 2, 2, "1 / (1 + exp(-x)); within 2 ulp, subnormal results included, never outside [0, 1]."),
        .. Unary("Softplus", Floating, Logistic.Softplus, 2, 2, "log(1 + exp(x)) for any x; within 2 ulp."),
        .. Unary("Erf", Floating, ErrorFunction.Erf, 2, 2, "The error function; within 2 ulp and never beyond 1."),
        .. Unary("Erfc", Floating, ErrorFunction.Erfc, 4, 5, "1 - erf(x), accurate where it is small; within 4 ulp (float) or 5 ulp (double), subnormal results included."),
        .. Unary("Erfinv", Floating, ErrorFunction.Erfinv, 4, 4, "The inverse of erf; within 4 ulp; infinite at -1 and 1, NaN outside."),
        .. Unary("GammaLn", Floating, Gammas.GammaLn, 5, 5, "log |gamma(x)|; within 5 ulp for x >= 0; below, near its zeros, the error is that of terms of the size of x; infinity at poles."),
        .. Unary("Digamma", Floating, Gammas.Digamma, 5, 5, "The derivative of log gamma(x); within 5 ulp for x >= 0; below, near its zeros, the error is that of terms of the size of x; infinite at 0, NaN at negative integers."),
        .. Binary("Pow", Floating, Power.Pow, 2, 2, "x to the power y; within 2 ulp; every special case is that of IEEE 754's pow."),
        .. Unary("Sqrt", Floating, Algebraic.SquareRoot, "The square root, correctly rounded; NaN below 0."),
        .. Unary("Abs", Signed, Algebraic.Absolute, "The magnitude; the smallest integer stays itself."),
        .. Unary("Sign", Signed, Algebraic.Sign, "-1, 0 or 1; NaN stays itself, -0 becomes +0."),
        .. Unary("Square", Signed, Algebraic.Square, "x times x."),
        .. Binary("Minimum", Signed, Algebraic.Minimum, "The smaller; NaN when either is, and -0 before +0."),
        .. Binary("Maximum", Signed, Algebraic.Maximum, "The larger; NaN when either is, and +0 after -0."),
        .. Unary("Floor", Floating, Formula.Floor, "The largest integer not above x; keeps NaN, infinities and the sign of zero."),
        .. Unary("Ceil", Floating, Formula.Ceiling, "The smallest integer not below x; keeps NaN, infinities and the sign of zero."),
        .. Unary("Trunc", Floating, Formula.Truncate, "x without its fraction; keeps NaN, infinities and the sign of zero."),
        .. Unary("Round", Floating, Formula.Round, "The nearest integer, the even one of two; keeps NaN, infinities and the sign of zero."),
        .. Unary("RoundHalfAwayFromZero", Floating, Algebraic.RoundHalfAwayFromZero, "The nearest integer, of two the one away from 0; keeps NaN, infinities and the sign of zero."),
        .. Unary("Cbrt", Floating, Algebraic.Cbrt, 1, 1, "The cube root, of negative numbers too; within 1 ulp, exact for cubes."),
        .. Binary("CopySign", Floating, Algebraic.CopySign, "The magnitude of x with the sign of y, that of zeros and NaN included."),
        .. Binary("Hypot", Floating, Algebraic.Hypot, 1, 1, "sqrt(x^2 + y^2) without overflow or underflow on the way; within 1 ulp; infinite when either is, even beside NaN."),
    ];

    private static readonly Dictionary<(string, DType), Program> ByName = All.ToDictionary(p => (p.Name, p.DType));

    /// <summary>The program of a function for an element type, or null when there is none.</summary>
    public static Program? Find(string function, DType dtype) => ByName.TryGetValue((function, dtype), out var found) ? found : null;

    private static IEnumerable<Program> Unary(string name, DType[] dtypes, Func<Value, Value> formula, string summary) =>
        Unary(name, dtypes, formula, 0.5, 0.5, summary);

    private static IEnumerable<Program> Unary(string name, DType[] dtypes, Func<Value, Value> formula, double singleBound, double doubleBound, string summary) =>
        dtypes.Select(dtype =>
        {
            var builder = new ProgramBuilder(name, dtype, summary, dtype == DType.Float32 ? singleBound : doubleBound);
            return builder.Build(formula(builder.Argument("x")));
        });

    /// <summary>A function of an angle, and the same for angles that are too large for its own reduction.</summary>
    private static IEnumerable<Program> Wave(string name, Func<Value, Value> formula, Func<Value, Value> large, double singleBound, double doubleBound, string summary) =>
        Floating.Select(dtype =>
        {
            var slow = new ProgramBuilder(name + "OfLarge", DType.Float64, "The same for an argument of any size.", doubleBound);
            Program rare = slow.Build(large(slow.Argument("x")));
            var builder = new ProgramBuilder(name, dtype, summary, dtype == DType.Float32 ? singleBound : doubleBound);
            return builder.Build(formula(builder.Argument("x")), new Rare(Trigonometric.Limit(builder.Format), rare));
        });

    private static IEnumerable<Program> Binary(string name, DType[] dtypes, Func<Value, Value, Value> formula, string summary) =>
        Binary(name, dtypes, formula, 0.5, 0.5, summary);

    private static IEnumerable<Program> Binary(string name, DType[] dtypes, Func<Value, Value, Value> formula, double singleBound, double doubleBound, string summary) =>
        dtypes.Select(dtype =>
        {
            var builder = new ProgramBuilder(name, dtype, summary, dtype == DType.Float32 ? singleBound : doubleBound);
            return builder.Build(formula(builder.Argument("x"), builder.Argument("y")));
        });
}
