using static TensorAot.Compiler.Ops.ElementFunctions;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Exponentials, logarithms, and what is made of them.</summary>
public static class Transcendental
{
    public static readonly Op Exp = Function("Exp", "e^x, elementwise; subnormal results are kept.", Math.Exp, cost: 16, ulpBound: 1,
        r => r.Gradient * r.Output, () => Exp!);

    public static readonly Op Log = Function("Log", "The natural logarithm, elementwise: -infinity at 0, NaN for x < 0.", Math.Log, cost: 20, ulpBound: 1,
        r => r.Gradient / r.Inputs[0], () => Log!, (0.1, 9));

    public static readonly Op Log1p = Function("Log1p", "log(1 + x), elementwise, accurate near 0.", ScalarReference.Log1p, cost: 24, ulpBound: 2,
        r => r.Gradient / (1 + r.Inputs[0]), () => Log1p!, (-0.9, 9));

    public static readonly Op Expm1 = Function("Expm1", "e^x - 1, elementwise, accurate near 0.", ScalarReference.Expm1, cost: 22, ulpBound: 2,
        r => r.Gradient * Exp(r.Inputs[0]), () => Expm1!);

    public static readonly Op Sin = Function("Sin", "The sine of x in radians, elementwise.", Math.Sin, cost: 24, ulpBound: 1,
        r => r.Gradient * Cos(r.Inputs[0]), () => Sin!);

    public static readonly Op Cos = Function("Cos", "The cosine of x in radians, elementwise.", Math.Cos, cost: 24, ulpBound: 1,
        r => -(r.Gradient * Sin(r.Inputs[0])), () => Cos!);

    public static readonly Op Tanh = Function("Tanh", "The hyperbolic tangent, elementwise.", Math.Tanh, cost: 26, ulpBound: 2,
        r => r.Gradient * (1 - Square(r.Output)), () => Tanh!);

    public static readonly Op Sigmoid = Function("Sigmoid", "The logistic function 1 / (1 + e^-x), elementwise, for any x without overflow.", ScalarReference.Sigmoid, cost: 22, ulpBound: 2,
        r => r.Gradient * (r.Output * (1 - r.Output)), () => Sigmoid!);

    public static readonly Op Softplus = Function("Softplus", "log(1 + e^x), elementwise, for any x without overflow.", ScalarReference.Softplus, cost: 40, ulpBound: 2,
        r => r.Gradient * Sigmoid(r.Inputs[0]), () => Softplus!);
}
