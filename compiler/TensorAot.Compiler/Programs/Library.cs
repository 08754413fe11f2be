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
        .. Unary("Expm1", Floating, Exponential.Expm1, 2, 2, "exp(x) - 1, accurate near 0; within 2 ulp."),
        .. Unary("Log", Floating, Logarithm.Log, 1, 1, "The natural logarithm; within 1 ulp; -infinity at 0, NaN below."),
        .. Unary("Log1p", Floating, Logarithm.Log1p, 2, 2, "log(1 + x), accurate near 0; within 2 ulp; -infinity at -1, NaN below."),
        .. Unary("Sin", Floating, Trigonometric.Sin, 1, 2, "The sine; " + Trigonometric.Accuracy),
        .. Unary("Cos", Floating, Trigonometric.Cos, 1, 2, "The cosine; " + Trigonometric.Accuracy),
        .. Unary("Tanh", Floating, Logistic.Tanh, 2, 2, "The hyperbolic tangent; within 2 ulp and never beyond 1."),
        .. Unary("Sigmoid", Floating, Logistic.Sigmoid, 2, 2, "1 / (1 + exp(-x)); within 2 ulp, subnormal results included, never outside [0, 1]."),
        .. Unary("Softplus", Floating, Logistic.Softplus, 2, 2, "log(1 + exp(x)) for any x; within 2 ulp."),
        .. Unary("Erf", Floating, ErrorFunction.Erf, 2, 2, "The error function; within 2 ulp and never beyond 1."),
        .. Unary("Erfc", Floating, ErrorFunction.Erfc, 4, 5, "1 - erf(x), accurate where it is small; within 4 ulp (float) or 5 ulp (double), subnormal results included."),
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
        .. Unary("Cbrt", Floating, Algebraic.Cbrt, "The cube root, of negative numbers too; within 1 ulp, exact for cubes."),
        .. Binary("CopySign", Floating, Algebraic.CopySign, "The magnitude of x with the sign of y, that of zeros and NaN included."),
        .. Binary("Hypot", Floating, Algebraic.Hypot, "sqrt(x^2 + y^2) without overflow or underflow on the way; within 1 ulp; infinite when either is, even beside NaN."),
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

    private static IEnumerable<Program> Binary(string name, DType[] dtypes, Func<Value, Value, Value> formula, string summary) =>
        Binary(name, dtypes, formula, 0.5, 0.5, summary);

    private static IEnumerable<Program> Binary(string name, DType[] dtypes, Func<Value, Value, Value> formula, double singleBound, double doubleBound, string summary) =>
        dtypes.Select(dtype =>
        {
            var builder = new ProgramBuilder(name, dtype, summary, dtype == DType.Float32 ? singleBound : doubleBound);
            return builder.Build(formula(builder.Argument("x"), builder.Argument("y")));
        });
}
