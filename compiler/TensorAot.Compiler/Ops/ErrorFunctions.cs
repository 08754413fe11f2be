using static TensorAot.Compiler.Ops.ElementFunctions;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The error function and its kin.</summary>
public static class ErrorFunctions
{
    private const double TwoBySqrtPi = 1.1283791670955126;

    public static readonly Op Erf = Function("Erf", "The error function 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x, elementwise: odd, within [-1, 1], +-1 at infinity.",
        ErrorFunctionReference.Erf, cost: 44, ulpBound: 2,
        r => r.Gradient * (TwoBySqrtPi * Exp(-Square(r.Inputs[0]))), () => Erf!);

    public static readonly Op Erfc = Function("Erfc", "The complementary error function 1 - erf(x), elementwise, to full precision where it is small: 2 at -infinity, 0 at infinity, subnormal results are kept.",
        ErrorFunctionReference.Erfc, cost: 56, ulpBound: 5,
        r => r.Gradient * (-TwoBySqrtPi * Exp(-Square(r.Inputs[0]))), () => Erfc!);

    public static readonly Op Erfinv = Function("Erfinv", "The inverse of the error function, elementwise: infinite at -1 and 1, NaN outside.",
        ErrorFunctionReference.Erfinv, cost: 80, ulpBound: 4,
        r => r.Gradient * (Exp(Square(r.Output)) / TwoBySqrtPi), () => Erfinv!, (-0.95, 0.95));
}
