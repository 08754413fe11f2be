namespace TensorAot.Generator.Tests.Stability;

/// <summary>The naive formulas: every form that the stabilising rewrites are there for.</summary>
internal static partial class Formulas
{
    private const string Apart = "where x is a sum, its terms stand apart from the softplus that they belong to";
    private const string Square1 = "1 - tanh(x)² with the tanh at hand: absolute accuracy, for half the work";
    private const string Half = "near 1/2 the exact value is the small difference of two logarithms or powers";
    private const string Even = "the second derivative is odd: near 0 the difference of two numbers near 1";
    private const string OneMinusP = "1 - p of a probability that is nearly 1";
    private const string TailOfExp = "e^(-x²) of a rounded argument";

    /// <summary>The relative error of e^(x²) is that of x², times x².</summary>
    private static double Square(double x) => 1 + (x * x);

    /// <summary>Functions of numbers, tried on many at once.</summary>
    public static readonly Formula[] OfNumbers =
    [
        .. Many("sigmoid",
            "1 / (1 + Exp(-x))", "Exp(x) / (1 + Exp(x))", "Exp(x) / (Exp(x) + 1)", "0.5 * (1 + Tanh(x / 2))", "(Tanh(0.5 * x) + 1) / 2", "Sigmoid(x)",
            "1 - 1 / (1 + Exp(x))", "1 - Sigmoid(-x)", "Reciprocal(Exp(-x) + 1)", "Exp(-Log(1 + Exp(-x)))", "Pow(1 + Exp(-x), -1)"),
        .. Many("log-sigmoid",
            "Log(1 / (1 + Exp(-x)))", "Log(Exp(x) / (1 + Exp(x)))", "Log(0.5 * (1 + Tanh(x / 2)))", "Log(Sigmoid(x))", "-Log(1 + Exp(-x))",
            "Log(1 - 1 / (1 + Exp(x)))", "Log(1 - Sigmoid(-x))", "Log1p(-Sigmoid(-x))"),
        new("log-sigmoid", "x - Log(1 + Exp(x))") { FusedFloor = 2, Because = Apart },
        .. Many("softplus",
            "Log(1 + Exp(x))", "Log(Exp(x) + 1)", "Log1p(Exp(x))", "-Log(1 - Sigmoid(x))", "-Log(1 / (1 + Exp(x)))",
            "Maximum(x, 0) + Log(1 + Exp(-Abs(x)))"),
        new("softplus", "x - Log(Sigmoid(x))") { FusedFloor = 2, Because = Apart },
        new("softplus", "x + Log(1 + Exp(-x))") { FusedFloor = 2, Because = Apart },
        new("softplus-2", "Log(2 + Exp(x))") { Ulps = 16, Because = "x - log(2) is rounded" },
        new("softplus-squared", "Square(Log(1 + Exp(x)))"),
        .. Many("silu", "x / (1 + Exp(-x))", "x * Sigmoid(x)"),
        new("silu", "x * Exp(x) / (1 + Exp(x))"),
        .. Many("logistic-slope", "Sigmoid(x) * (1 - Sigmoid(x))"),
        new("logistic-slope", "Exp(x) / Square(1 + Exp(x))"),
        new("logistic-slope", "Exp(-x) / Square(1 + Exp(-x))"),
        .. Many("identity", "Log(Exp(x))", "Log(Sigmoid(x)) - Log(1 - Sigmoid(x))"),
        new("identity", "Log(1 / (1 + Exp(-x)) / (1 - 1 / (1 + Exp(-x))))"),
        new("expm1", "Exp(x) - 1"),
        new("log1p", "Log(1 + x)"),
        .. Many("log1mexp", "Log(1 - Exp(x))", "Log1p(-Exp(x))", "Log(-Expm1(x))"),
        .. Many("logexpm1", "Log(Exp(x) - 1)", "Log(Expm1(x))", "x + Log(1 - Exp(-x))"),
        new("tanh", "1 - 2 / (Exp(2 * x) + 1)") { SlopeFloor = 1, Because = Square1 },
        new("tanh", "2 / (1 + Exp(-2 * x)) - 1") { SlopeFloor = 1, Because = Square1 },
        new("tanh", "Sinh(x) / Cosh(x)") { SlopeFloor = 1, Because = Square1 },
        new("tanh", "2 * Sigmoid(2 * x) - 1") { SlopeFloor = 1, Because = Square1 },
        new("tanh", "(Exp(2 * x) - 1) / (Exp(2 * x) + 1)") { SlopeFloor = 1, Because = Square1 },
        new("tanh", "(Exp(x) - Exp(-x)) / (Exp(x) + Exp(-x))") { SlopeFloor = 1, Because = Square1 },
        .. Many("sinh", "(Exp(x) - Exp(-x)) / 2", "0.5 * Exp(x) - 0.5 * Exp(-x)"),
        .. Many("cosh", "(Exp(x) + Exp(-x)) / 2"),
        new("log-cosh", "Log((Exp(x) + Exp(-x)) / 2)") { Floor = 1, SlopeFloor = 1, Because = "the difference to log(2) is rounded, and 1 - tanh(x)²" },
        new("log-cosh", "Log(Cosh(x))") { Floor = 1, SlopeFloor = 1, Because = "the difference to log(2) is rounded, and 1 - tanh(x)²" },
        new("log-2cosh", "Log(Exp(x) + Exp(-x))") { SlopeFloor = 1, Because = Square1 },
        .. Many("sech-squared", "1 / Square(Cosh(x))", "4 / Square(Exp(x) + Exp(-x))"),
        new("sech-squared", "1 - Square(Tanh(x))") { Floor = 1, SlopeFloor = 1, Because = Square1 },
        new("cosh-1", "Cosh(x) - 1"),
        new("versine", "1 - Cos(x)"),
        new("sqrt1pm1", "Sqrt(1 + x) - 1"),
        new("logit", "-Log(1 / x - 1)") { Ulps = 1 << 20, Floor = 1, SlopeFloor = 1, Because = "1 / x is rounded before 1 is subtracted: no rule yet" },
        new("logit", "Log(x) - Log(1 - x)") { Floor = 1, SlopeFloor = 1, Because = Half },
        new("logit", "Log(x / (1 - x))") { Floor = 1, SlopeFloor = 1, Because = Half },
        new("arctanh", "(Log(1 + x) - Log(1 - x)) / 2") { SlopeFloor = 1, Because = Even },
        new("arctanh", "0.5 * Log((1 + x) / (1 - x))") { SlopeFloor = 1, Because = Even },
        new("arcsinh", "Log(x + Sqrt(Square(x) + 1))"),
        .. Many("erfc", "1 - Erf(x)", "Erfc(x)"),
        .. Many("erf", "1 - Erfc(x)"),
        .. Many("erfc-of-negative", "1 + Erf(x)", "2 - Erfc(x)"),
        new("log-erfc", "Log(1 - Erf(x))") { Floor = 1, SlopeFloor = 1, Growth = Square, Because = "the logarithm of a number near 1" },
        new("log-erfc", "Log(Erfc(x))") { Floor = 1, SlopeFloor = 1, Growth = Square, Because = "the logarithm of a number near 1" },
        new("normal-cdf", "0.5 * (1 + Erf(x / Math.Sqrt(2)))") { Growth = Square, Because = TailOfExp },
        new("log-normal-cdf", "Log(0.5 * (1 + Erf(x / Math.Sqrt(2))))") { Ulps = 16, Growth = Square, Floor = 1, SlopeFloor = 1, Because = TailOfExp + ", and the logarithm of a number near 1" },
        .. Many("log-normal-density", "Log(Exp(-Square(x) / 2) / Math.Sqrt(2 * Math.PI))", "Log(1 / Sqrt(2 * Math.PI * Const(ONE)) * Exp(-0.5 * x * x))"),
        .. Many("minus-square", "Log(Exp(-Square(x)))"),
        new("erfc-ratio", "Exp(-Square(x)) / Erfc(x)") { SlopeUlps = 64, Growth = Square, Because = TailOfExp },
        new("erfcx", "Exp(Square(x)) * Erfc(x)") { SlopeUlps = 64, Growth = Square, Because = TailOfExp },
        new("erfcx", "Erfcx(x)") { SlopeUlps = 64, Growth = Square, Because = TailOfExp },
        .. Hazards("hazard", false,
            "Exp(-Square(x) / 2) / Math.Sqrt(2 * Math.PI) / (0.5 * Erfc(x / Math.Sqrt(2)))", "Math.Sqrt(2 / Math.PI) * Exp(-0.5 * x * x) / (1 - Erf(x / Math.Sqrt(2)))"),
        .. Hazards("hazard-shifted", false, "Exp(-Square((x - 3) / 2) / 2) / (2 * Math.Sqrt(2 * Math.PI) * (1 - 0.5 * (1 + Erf((x - 3) / (2 * Math.Sqrt(2))))))"),
        .. Hazards("log-hazard", true,
            "Log(Exp(-Square(x) / 2) / Math.Sqrt(2 * Math.PI) / (0.5 * Erfc(x / Math.Sqrt(2))))", "-Square(x) / 2 - Log(Erfc(x / Math.Sqrt(2))) + Math.Log(Math.Sqrt(2 / Math.PI))"),
        .. Many("xlogx", "x * Log(x)", "Xlogx(x)"),
        new("entropy", "-x * Log(x) - (1 - x) * Log(1 - x)") { SlopeFloor = 1, Because = Half },
        .. Many("abs", "Sqrt(Square(x))", "Sqrt(x * x)"),
        .. Many("log-square", "Log(Square(x))", "Log(x * x)"),
        .. Many("half-log", "Log(Sqrt(x))"),
        new("log-abs-cubed", "Log(Pow(x, 3))") { SlopeFloor = 1e-300, Because = "x² overflows in the second derivative" },
        new("log-abs-cubed", "Log(x * x * x)"),
    ];

    /// <summary>Functions of two numbers.</summary>
    public static readonly Formula[] OfPairs =
    [
        new("logaddexp", "Log(Exp(x) + Exp(y))"),
        new("logaddexp", "x + Log(1 + Exp(y - x))") { Floor = 1, Because = "the sum may be near 0: no rule yet" },
        .. Many("logdiffexp", "x + Log(1 - Exp(y - x))"),
        new("logdiffexp", "Log(Exp(x) - Exp(y))"),
        .. Many("ratio-of-sum", "1 / (1 + Exp(y - x))"),
        new("ratio-of-sum", "1 / (1 + Exp(y) / Exp(x))"),
        new("ratio-of-sum", "Exp(x) / (Exp(x) + Exp(y))"),
        .. Many("cross-entropy",
            "-y * Log(1 / (1 + Exp(-x))) - (1 - y) * Log(1 - 1 / (1 + Exp(-x)))", "-(y * Log(Sigmoid(x)) + (1 - y) * Log(1 - Sigmoid(x)))",
            "-y * Log(0.5 * (1 + Tanh(x / 2))) - (1 - y) * Log(1 - 0.5 * (1 + Tanh(x / 2)))"),
        .. Many("log-of-densities", "Log(Exp(-Square(x)) * Exp(-Square(y)))"),
        .. Many("xlogy", "x * Log(y)"),
        new("xlogy", "Log(Pow(y, x))") { Floor = 1, SquaresFit = true, Because = "log(y^x) is x log(y) of a positive y only" },
        new("hypot", "Sqrt(Square(x) + Square(y))") { SquaresFit = true, Because = "Hypot(x, y) is for the others" },
    ];

    /// <summary>Functions of vectors, tried on one at a time.</summary>
    public static readonly Formula[] OfVectors =
    [
        .. Many("logsumexp", "Log(Sum(Exp(x)))", "Max(x) + Log(Sum(Exp(x - Max(x))))"),
        new("logmeanexp", "Log(Mean(Exp(x)))") { Floor = 1, Because = "the difference to log(n)" },
        new("softmax", "Exp(x - Log(Sum(Exp(x))))") { SlopeOfValue = true, Because = OneMinusP },
        new("softmax", "Exp(x - Max(x)) / Sum(Exp(x - Max(x)))") { SlopeOfValue = true, Because = OneMinusP },
        new("softmax", "Softmax(x)") { SlopeOfValue = true, Because = OneMinusP },
        new("softmax", "Exp(x) / Sum(Exp(x))") { SlopeOfValue = true, Because = OneMinusP },
        new("log-softmax", "x - Log(Sum(Exp(x)))") { Floor = 1, SlopeFloor = 1, Because = OneMinusP },
        new("log-softmax", "Log(Softmax(x))") { Floor = 1, SlopeFloor = 1, Because = OneMinusP },
        new("log-softmax", "Log(Exp(x) / Sum(Exp(x)))") { Floor = 1, SlopeFloor = 1, Because = OneMinusP },
        new("softmax-first", "(Exp(x) / Sum(Exp(x)))[0]") { SlopeOfValue = true, Because = OneMinusP },
        .. Many("cross-entropy-second", "-Log((Exp(x) / Sum(Exp(x)))[1])", "-Log(Softmax(x)[1])"),
        .. Many("log-prod", "Sum(Log(x))"),
        new("log-prod", "Log(Prod(x))"),
        .. Many("log-likelihood", "Log(Prod(1 / (1 + Exp(-x))))", "Sum(Log(Sigmoid(x)))"),
        .. Many("gaussian-likelihood", "Log(Prod(Exp(-Square(x) / 2)))"),
        new("variance", "Var(x)") { FloorOfArguments = true, Because = "the mean is rounded" },
        new("variance", "Mean(Square(x - Mean(x)))") { FloorOfArguments = true, Because = "the mean is rounded" },
        new("variance", "Mean(Square(x)) - Square(Mean(x))") { FloorOfArguments = true, Because = "the mean is rounded" },
        new("deviation", "Sqrt(Mean(Square(x)) - Square(Mean(x)))") { FloorOfArguments = true, Because = "the mean is rounded" },
        .. Many("norm", "Norm(x)"),
        new("norm", "Sqrt(Sum(x * x))") { SquaresFit = true, Because = "Norm(x) is for the others" },
        new("norm", "Sqrt(Sum(Square(x)))") { SquaresFit = true, Because = "Norm(x) is for the others" },
    ];

    /// <summary>The density of the normal distribution over its upper tail.</summary>
    private static IEnumerable<Formula> Hazards(string reference, bool isLogarithm, params string[] texts) => texts.Select(text => new Formula(reference, text)
    {
        SlopeUlps = 64, Growth = Square, Floor = isLogarithm ? 1 : 0, Because = TailOfExp,
    });

    private static IEnumerable<Formula> Many(string reference, params string[] texts) => texts.Select(text => new Formula(reference, text));
}
