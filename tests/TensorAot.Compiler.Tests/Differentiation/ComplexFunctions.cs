using System.Numerics;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>
/// The elementwise ops at numbers with a tiny imaginary part, by formulas that share nothing with the ops' own. Where a function is
/// smooth in pieces, the real part says which piece.
/// </summary>
internal static class ComplexFunctions
{
    /// <summary>So small that its square is nothing, and far from underflow.</summary>
    public const double Step = 1e-30;

    public static readonly Dictionary<string, Func<Complex[], Complex>> Table = new()
    {
        // Arithmetic.
        ["Add"] = v => v[0] + v[1],
        ["Subtract"] = v => v[0] - v[1],
        ["Multiply"] = v => v[0] * v[1],
        ["Divide"] = v => v[0] / v[1],
        ["Fma"] = v => (v[0] * v[1]) + v[2],
        ["Negate"] = v => -v[0],
        ["Square"] = v => v[0] * v[0],
        ["Sqrt"] = v => Sqrt(v[0]),
        ["Cbrt"] = v => Complex.Exp(Log(v[0]) / 3),
        ["Pow"] = v => Pow(v[0], v[1]),
        ["Hypot"] = v => Sqrt((v[0] * v[0]) + (v[1] * v[1])),
        ["Mod"] = v => v[0] - (v[1] * Math.Floor(v[0].Real / v[1].Real)),
        ["Remainder"] = v => v[0] - (v[1] * Math.Truncate(v[0].Real / v[1].Real)),

        // Steps, and what is smooth in pieces.
        ["FloorDivide"] = v => Math.Floor(v[0].Real / v[1].Real),
        ["Floor"] = v => Math.Floor(v[0].Real),
        ["Ceil"] = v => Math.Ceiling(v[0].Real),
        ["Trunc"] = v => Math.Truncate(v[0].Real),
        ["Round"] = v => Math.Round(v[0].Real),
        ["RoundHalfAwayFromZero"] = v => Math.Round(v[0].Real, MidpointRounding.AwayFromZero),
        ["Sign"] = v => Math.Sign(v[0].Real),
        ["Abs"] = v => v[0].Real < 0 ? -v[0] : v[0],
        ["CopySign"] = v => double.IsNegative(v[0].Real) == double.IsNegative(v[1].Real) ? v[0] : -v[0],
        ["Maximum"] = v => v[0].Real >= v[1].Real ? v[0] : v[1],
        ["Minimum"] = v => v[0].Real <= v[1].Real ? v[0] : v[1],
        ["Clip"] = v => Math.Max(v[0].Real, v[1].Real) > v[2].Real ? v[2] : v[0].Real < v[1].Real ? v[1] : v[0],
        ["Where"] = v => v[0].Real != 0 ? v[1] : v[2],

        // Exponentials and logarithms.
        ["Exp"] = v => Complex.Exp(v[0]),
        ["Exp2"] = v => Complex.Exp(v[0] * Math.Log(2)),
        ["Expm1"] = v => Complex.Exp(v[0]) - 1,
        ["Log"] = v => Log(v[0]),
        ["Log2"] = v => Log(v[0]) / Math.Log(2),
        ["Log10"] = v => Log(v[0]) / Math.Log(10),
        ["Log1p"] = v => Log(1 + v[0]),
        ["Log1mexp"] = v => Log(1 - Complex.Exp(v[0])),
        ["Sigmoid"] = v => 1 / (1 + Complex.Exp(-v[0])),
        ["Softplus"] = v => Log(1 + Complex.Exp(v[0])),

        // Angles.
        ["Sin"] = v => Complex.Sin(v[0]),
        ["Cos"] = v => Complex.Cos(v[0]),
        ["Tan"] = v => Tan(v[0]),
        ["Sinh"] = v => Sinh(v[0]),
        ["Cosh"] = v => Cosh(v[0]),
        ["Tanh"] = v => Sinh(v[0]) / Cosh(v[0]),
        ["Arcsin"] = v => Inverse(Complex.Sin, Math.Asin(v[0].Real), v[0]),
        ["Arccos"] = v => Inverse(Complex.Cos, Math.Acos(v[0].Real), v[0]),
        ["Arctan"] = v => Inverse(Tan, Math.Atan(v[0].Real), v[0]),
        ["Arctan2"] = v => Arctan2(v[0], v[1]),
        ["Arcsinh"] = v => Inverse(Sinh, Math.Asinh(v[0].Real), v[0]),
        ["Arccosh"] = v => Inverse(Cosh, Math.Acosh(v[0].Real), v[0]),
        ["Arctanh"] = v => (Log(1 + v[0]) - Log(1 - v[0])) / 2,

        // Special functions.
        ["Erf"] = v => ComplexSpecial.Erf(v[0]),
        ["Erfc"] = v => ComplexSpecial.Erfc(v[0]),
        ["Erfcx"] = v => ComplexSpecial.Erfcx(v[0]),
        ["Erfinv"] = v => Inverse(ComplexSpecial.Erf, ComplexSpecial.Root(ComplexSpecial.Erf, v[0].Real), v[0]),
        ["Erfcinv"] = v => Inverse(ComplexSpecial.Erf, ComplexSpecial.Root(ComplexSpecial.Erf, 1 - v[0].Real), 1 - v[0]),
        ["GammaLn"] = v => ComplexSpecial.GammaLn(v[0]),
        ["Gamma"] = v => Complex.Exp(ComplexSpecial.GammaLn(v[0])),
        ["Digamma"] = v => ComplexSpecial.Digamma(v[0]),
        ["PolyGamma"] = v => ComplexSpecial.PolyGamma((int)v[0].Real, v[1]),
        ["BetaLn"] = v => ComplexSpecial.BetaLn(v[0], v[1]),
        ["Beta"] = v => Complex.Exp(ComplexSpecial.BetaLn(v[0], v[1])),
        ["BesselJ"] = v => ComplexSpecial.Bessel((int)v[0].Real, v[1], -1),
        ["BesselI"] = v => ComplexSpecial.Bessel((int)v[0].Real, v[1], 1),
        ["BesselIe"] = v => Complex.Exp(v[1].Real < 0 ? v[1] : -v[1]) * ComplexSpecial.Bessel((int)v[0].Real, v[1], 1),
        ["GammaInc"] = v => ComplexSpecial.GammaInc(v[0], v[1]),
        ["GammaIncC"] = v => 1 - ComplexSpecial.GammaInc(v[0], v[1]),
        ["BetaInc"] = v => ComplexSpecial.BetaInc(v[0], v[1], v[2]),
    };

    /// <summary>Complex.Log loses a tiny imaginary part of numbers near the unit circle; its phase keeps it.</summary>
    public static Complex Log(Complex x) => new(Math.Log(x.Magnitude), x.Phase);

    private static Complex Sqrt(Complex x) => x.Real == 0 && x.Imaginary == 0 ? 0 : Complex.Exp(0.5 * Log(x));

    private static Complex Tan(Complex x) => Complex.Sin(x) / Complex.Cos(x);

    private static Complex Sinh(Complex x) => (Complex.Exp(x) - Complex.Exp(-x)) / 2;

    private static Complex Cosh(Complex x) => (Complex.Exp(x) + Complex.Exp(-x)) / 2;

    /// <summary>A whole power is a product, also of a negative base.</summary>
    private static Complex Pow(Complex x, Complex power) =>
        power.Imaginary == 0 && power.Real == Math.Round(power.Real) && Math.Abs(power.Real) < 64
            ? power.Real < 0 ? 1 / Pow(x, -power) : Enumerable.Repeat(x, (int)power.Real).Aggregate(Complex.One, (a, b) => a * b)
            : Complex.Exp(power * Log(x));

    private static Complex Arctan2(Complex y, Complex x)
    {
        double angle = Math.Atan2(y.Real, x.Real);
        return Math.Abs(y.Real) < Math.Abs(x.Real) ? Inverse(Tan, angle, y / x) : Inverse(a => Complex.Cos(a) / Complex.Sin(a), angle, x / y);
    }

    /// <summary>The y near a known real one with f(y) = x: one step of Newton's method, which is exact for a tiny imaginary part.</summary>
    private static Complex Inverse(Func<Complex, Complex> f, double y, Complex x)
    {
        double slope = f(new Complex(y, Step)).Imaginary / Step;
        return new Complex(y, x.Imaginary / slope);
    }
}
