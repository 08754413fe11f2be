using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Degrees and radians, and the sine over its argument.</summary>
public static class Angles
{
    public static readonly Op Deg2Rad = Formulas.Unary("Deg2Rad", "x * pi / 180, elementwise: degrees as radians.",
        DTypes.Floating, x => x * (Math.PI / 180), x => x / 180 * Math.PI);

    public static readonly Op Rad2Deg = Formulas.Unary("Rad2Deg", "x * 180 / pi, elementwise: radians as degrees.",
        DTypes.Floating, x => x * (180 / Math.PI), x => x / Math.PI * 180);

    public static readonly Op Sinc = new("Sinc", OpKind.Composite)
    {
        Doc = "sin(pi x) / (pi x), elementwise, 1 at 0: NumPy's normalised sinc. The argument is reduced before it is multiplied by pi, so integers give exact zeros. Gradient: g * (cos(pi x) - Sinc(x)) / x, near 0 by its Taylor series, so that derivatives of any order hold there.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Reference = ReferenceFormulas.Unary(x => x == 0 ? 1 : Math.Sin(Math.PI * Math.IEEERemainder(x, 2)) / (Math.PI * x)),
        Gradient = r => [r.Gradient * SincSlope(r.Inputs[0], r.Output)],
        Build = Calls.Unary,
        Expand = n =>
        {
            (Node rest, Node sign) = Reduce(n.Inputs[0]);
            Node sine = sign * Sin(rest * Math.PI);
            Node turn = n.Inputs[0] * Math.PI;
            return Where(Equal(turn, 0), Constant(n, 1), sine / turn);
        },
        UlpBound = 4,
        Samples = s => s.Unary(Sinc!),
    };

    /// <summary>x less the nearest integer, and -1 to the power of that integer.</summary>
    private static (Node Remainder, Node Sign) Reduce(Node x)
    {
        Node whole = Apply(Rounding.Round, x), half = whole * 0.5;
        return (x - whole, 1 - (4 * (half - Apply(Rounding.Floor, half))));
    }

    private static Node SincSlope(Node x, Node sinc)
    {
        (Node rest, Node sign) = Reduce(x);
        Node isNear = Less(Abs(x), Constant(x, 0.25)), apart = Where(isNear, Constant(x, 1), x);
        return Where(isNear, SlopeNearZero(x), ((sign * Cos(rest * Math.PI)) - sinc) / apart);
    }

    /// <summary>The derivative of the sum over k of (-1)^k (pi x)^(2k) / (2k + 1)!, for |x| below 1/4.</summary>
    private static Node SlopeNearZero(Node x)
    {
        Node z = Square(x * Math.PI), sum = Constant(x, 0);
        double factorial = 1;
        var coefficients = new List<double>();
        for (int k = 1; k <= 9; k++)
        {
            factorial *= 2 * k * ((2 * k) + 1);
            coefficients.Add((k % 2 == 0 ? 2 : -2) * k * (Math.PI * Math.PI) / factorial);
        }
        for (int k = coefficients.Count - 1; k >= 0; k--)
            sum = k == coefficients.Count - 1 ? Constant(x, coefficients[k]) : (sum * z) + coefficients[k];
        return x * sum;
    }
}
