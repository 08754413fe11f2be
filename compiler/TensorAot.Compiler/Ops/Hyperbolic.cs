using static TensorAot.Compiler.Ops.ElementFunctions;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The hyperbolic functions and their inverses.</summary>
public static class Hyperbolic
{
    public static readonly Op Sinh = Function("Sinh", "The hyperbolic sine, elementwise: infinite where it overflows.", Math.Sinh, cost: 36, ulpBound: 2.5,
        r => r.Gradient * Cosh(r.Inputs[0]), () => Sinh!);

    public static readonly Op Cosh = Function("Cosh", "The hyperbolic cosine, elementwise: at least 1, infinite where it overflows.", Math.Cosh, cost: 28, ulpBound: 2.5,
        r => r.Gradient * Sinh(r.Inputs[0]), () => Cosh!);

    public static readonly Op Tanh = Function("Tanh", "The hyperbolic tangent, elementwise.", Math.Tanh, cost: 26, ulpBound: 2,
        r => r.Gradient * (1 - Square(r.Output)), () => Tanh!);

    public static readonly Op Arcsinh = Function("Arcsinh", "The inverse hyperbolic sine (C#'s Asinh), elementwise.", ScalarReference.Arcsinh, cost: 44, ulpBound: 2,
        r => r.Gradient / Hypot(Constant(r.Inputs[0], 1), r.Inputs[0]), () => Arcsinh!);

    public static readonly Op Arccosh = Function("Arccosh", "The inverse hyperbolic cosine (C#'s Acosh), elementwise, at least 0: NaN for x < 1.", ScalarReference.Arccosh, cost: 42, ulpBound: 2,
        r => r.Gradient / (Sqrt(r.Inputs[0] - 1) * Sqrt(r.Inputs[0] + 1)), () => Arccosh!, (1.1, 9));

    public static readonly Op Arctanh = Function("Arctanh", "The inverse hyperbolic tangent (C#'s Atanh), elementwise: infinite at -1 and 1, NaN outside.", ScalarReference.Arctanh, cost: 42, ulpBound: 2,
        r => r.Gradient / ((1 - r.Inputs[0]) * (1 + r.Inputs[0])), () => Arctanh!, (-0.9, 0.9));
}
