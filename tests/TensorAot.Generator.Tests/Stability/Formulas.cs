namespace TensorAot.Generator.Tests.Stability;

/// <summary>The naive formulas: every form that the stabilising rewrites are there for.</summary>
internal static partial class Formulas
{
    private const string TailOfExp = "e^(-x²) of a rounded argument";

    /// <summary>The relative error of e^(x²) is that of x², times x².</summary>
    private static double Square(double x) => 1 + (x * x);

    private static double Linear(double x) => 1 + Math.Abs(x);

    /// <summary>Functions of numbers, tried on many at once.</summary>
    public static readonly Formula[] OfNumbers =
    [
        .. Many("sigmoid",
            "1 / (1 + Exp(-x))", "Exp(x) / (1 + Exp(x))", "Exp(x) / (Exp(x) + 1)", "0.5 * (1 + Tanh(x / 2))", "(Tanh(0.5 * x) + 1) / 2", "Sigmoid(x)",
            "1 - 1 / (1 + Exp(x))", "1 - Sigmoid(-x)", "Reciprocal(Exp(-x) + 1)", "Exp(-Log(1 + Exp(-x)))", "Pow(1 + Exp(-x), -1)"),
        .. Many("log-sigmoid",
            "Log(1 / (1 + Exp(-x)))", "Log(Exp(x) / (1 + Exp(x)))", "Log(0.5 * (1 + Tanh(x / 2)))", "Log(Sigmoid(x))", "-Log(1 + Exp(-x))",
            "Log(1 - 1 / (1 + Exp(x)))", "Log(1 - Sigmoid(-x))", "Log1p(-Sigmoid(-x))", "x - Log(1 + Exp(x))"),
        .. Many("softplus",
            "Log(1 + Exp(x))", "Log(Exp(x) + 1)", "Log1p(Exp(x))", "-Log(1 - Sigmoid(x))", "-Log(1 / (1 + Exp(x)))", "x - Log(Sigmoid(x))", "x + Log(1 + Exp(-x))",
            "Maximum(x, 0) + Log(1 + Exp(-Abs(x)))"),
        new("softplus-2", "Log(2 + Exp(x))"),
        new("softplus-squared", "Square(Log(1 + Exp(x)))"),
        .. Many("silu", "x / (1 + Exp(-x))", "x * Sigmoid(x)", "x * Exp(x) / (1 + Exp(x))"),
        .. Many("logistic-slope", "Exp(-x) / Square(1 + Exp(-x))", "Sigmoid(x) * (1 - Sigmoid(x))", "Exp(x) / Square(1 + Exp(x))"),
        .. Many("identity", "Log(Exp(x))", "Log(1 / (1 + Exp(-x)) / (1 - 1 / (1 + Exp(-x))))", "Log(Sigmoid(x)) - Log(1 - Sigmoid(x))"),
        new("expm1", "Exp(x) - 1"),
        new("log1p", "Log(1 + x)"),
        .. Many("log1mexp", "Log(1 - Exp(x))", "Log1p(-Exp(x))", "Log(-Expm1(x))"),
        .. Many("logexpm1", "Log(Exp(x) - 1)", "Log(Expm1(x))", "x + Log(1 - Exp(-x))"),
        .. Many("tanh", "(Exp(x) - Exp(-x)) / (Exp(x) + Exp(-x))", "(Exp(2 * x) - 1) / (Exp(2 * x) + 1)", "2 / (1 + Exp(-2 * x)) - 1", "2 * Sigmoid(2 * x) - 1", "Sinh(x) / Cosh(x)", "1 - 2 / (Exp(2 * x) + 1)"),
        .. Many("sinh", "(Exp(x) - Exp(-x)) / 2", "0.5 * Exp(x) - 0.5 * Exp(-x)"),
        .. Many("cosh", "(Exp(x) + Exp(-x)) / 2"),
        .. Many("log-cosh", "Log(Cosh(x))", "Log((Exp(x) + Exp(-x)) / 2)"),
        .. Many("log-2cosh", "Log(Exp(x) + Exp(-x))"),
        .. Many("sech-squared", "1 - Square(Tanh(x))", "1 / Square(Cosh(x))", "4 / Square(Exp(x) + Exp(-x))"),
        new("cosh-1", "Cosh(x) - 1"),
        new("versine", "1 - Cos(x)"),
        new("sqrt1pm1", "Sqrt(1 + x) - 1"),
        .. Many("logit", "Log(x / (1 - x))", "Log(x) - Log(1 - x)", "-Log(1 / x - 1)"),
        .. Many("arctanh", "0.5 * Log((1 + x) / (1 - x))", "(Log(1 + x) - Log(1 - x)) / 2"),
        .. Many("arcsinh", "Log(x + Sqrt(Square(x) + 1))"),
        .. Many("erfc", "1 - Erf(x)", "Erfc(x)"),
        .. Many("erf", "1 - Erfc(x)"),
        .. Many("erfc-of-negative", "1 + Erf(x)", "2 - Erfc(x)"),
        .. Many("log-erfc", "Log(Erfc(x))", "Log(1 - Erf(x))"),
        new("normal-cdf", "0.5 * (1 + Erf(x / Math.Sqrt(2)))") { Growth = Square, Because = TailOfExp },
        new("log-normal-cdf", "Log(0.5 * (1 + Erf(x / Math.Sqrt(2))))") { Growth = Square, Because = TailOfExp },
        .. Many("log-normal-density", "Log(Exp(-Square(x) / 2) / Math.Sqrt(2 * Math.PI))", "Log(1 / Sqrt(2 * Math.PI * Const(ONE)) * Exp(-0.5 * x * x))"),
        .. Many("minus-square", "Log(Exp(-Square(x)))"),
        new("mills", "Exp(-Square(x) / 2) / Math.Sqrt(2 * Math.PI) / (0.5 * Erfc(x / Math.Sqrt(2)))") { Growth = Square, Because = TailOfExp },
        .. Many("xlogx", "x * Log(x)", "Xlogx(x)"),
        .. Many("entropy", "-x * Log(x) - (1 - x) * Log(1 - x)"),
        .. Many("abs", "Sqrt(Square(x))", "Sqrt(x * x)"),
        .. Many("log-square", "Log(Square(x))", "Log(x * x)"),
        .. Many("half-log", "Log(Sqrt(x))"),
        .. Many("log-abs-cubed", "Log(x * x * x)", "Log(Pow(x, 3))"),
    ];

    /// <summary>Functions of two numbers.</summary>
    public static readonly Formula[] OfPairs =
    [
        .. Many("logaddexp", "Log(Exp(x) + Exp(y))", "x + Log(1 + Exp(y - x))"),
        .. Many("logdiffexp", "Log(Exp(x) - Exp(y))", "x + Log(1 - Exp(y - x))"),
        .. Many("ratio-of-sum", "Exp(x) / (Exp(x) + Exp(y))", "1 / (1 + Exp(y - x))", "1 / (1 + Exp(y) / Exp(x))"),
        .. Many("cross-entropy",
            "-y * Log(1 / (1 + Exp(-x))) - (1 - y) * Log(1 - 1 / (1 + Exp(-x)))", "-(y * Log(Sigmoid(x)) + (1 - y) * Log(1 - Sigmoid(x)))",
            "-y * Log(0.5 * (1 + Tanh(x / 2))) - (1 - y) * Log(1 - 0.5 * (1 + Tanh(x / 2)))"),
        .. Many("log-of-densities", "Log(Exp(-Square(x)) * Exp(-Square(y)))"),
        .. Many("xlogy", "x * Log(y)", "Log(Pow(y, x))"),
        .. Many("hypot", "Sqrt(Square(x) + Square(y))"),
    ];

    /// <summary>Functions of vectors, tried on one at a time.</summary>
    public static readonly Formula[] OfVectors =
    [
        .. Many("logsumexp", "Log(Sum(Exp(x)))", "Max(x) + Log(Sum(Exp(x - Max(x))))"),
        .. Many("logmeanexp", "Log(Mean(Exp(x)))"),
        .. Many("softmax", "Exp(x) / Sum(Exp(x))", "Softmax(x)", "Exp(x - Max(x)) / Sum(Exp(x - Max(x)))", "Exp(x - Log(Sum(Exp(x))))"),
        .. Many("log-softmax", "Log(Exp(x) / Sum(Exp(x)))", "Log(Softmax(x))", "x - Log(Sum(Exp(x)))"),
        .. Many("softmax-first", "(Exp(x) / Sum(Exp(x)))[0]"),
        .. Many("cross-entropy-second", "-Log((Exp(x) / Sum(Exp(x)))[1])", "-Log(Softmax(x)[1])"),
        .. Many("log-prod", "Log(Prod(x))", "Sum(Log(x))"),
        .. Many("log-likelihood", "Log(Prod(1 / (1 + Exp(-x))))", "Sum(Log(Sigmoid(x)))"),
        .. Many("gaussian-likelihood", "Log(Prod(Exp(-Square(x) / 2)))"),
        .. Many("variance", "Mean(Square(x)) - Square(Mean(x))", "Mean(Square(x - Mean(x)))", "Var(x)"),
        .. Many("deviation", "Sqrt(Mean(Square(x)) - Square(Mean(x)))"),
        .. Many("norm", "Sqrt(Sum(Square(x)))", "Sqrt(Sum(x * x))", "Norm(x)"),
    ];

    private static IEnumerable<Formula> Many(string reference, params string[] texts) => texts.Select(text => new Formula(reference, text));
}
