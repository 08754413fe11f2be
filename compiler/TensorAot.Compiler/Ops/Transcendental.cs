using static TensorAot.Compiler.Ops.ElementFunctions;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Exponentials, logarithms, and what is made of them.</summary>
public static class Transcendental
{
    private const double Ln2 = 0.69314718055994531;
    private const double Ln10 = 2.3025850929940457;

    public static readonly Op Exp = Function("Exp", "e^x, elementwise; subnormal results are kept.", Math.Exp, cost: 16, ulpBound: 1,
        r => r.Gradient * r.Output, () => Exp!);

    public static readonly Op Log = Function("Log", "The natural logarithm, elementwise: -infinity at 0, NaN for x < 0.", Math.Log, cost: 20, ulpBound: 1,
        r => r.Gradient / r.Inputs[0], () => Log!, (0.1, 9));

    public static readonly Op Log1p = Function("Log1p", "log(1 + x), elementwise, accurate near 0.", ScalarReference.Log1p, cost: 24, ulpBound: 2,
        r => r.Gradient / (1 + r.Inputs[0]), () => Log1p!, (-0.9, 9));

    public static readonly Op Expm1 = Function("Expm1", "e^x - 1, elementwise, accurate near 0.", ScalarReference.Expm1, cost: 22, ulpBound: 2,
        r => r.Gradient * Exp(r.Inputs[0]), () => Expm1!);

    public static readonly Op Exp2 = Function("Exp2", "2^x, elementwise: exact at integers, subnormal results are kept.", x => Math.Pow(2, x), cost: 15, ulpBound: 1,
        r => r.Gradient * (r.Output * Ln2), () => Exp2!);

    public static readonly Op Log2 = Function("Log2", "The logarithm to base 2, elementwise: exact at powers of 2, -infinity at 0, NaN for x < 0.", x => Math.Log(x) / Ln2, cost: 30, ulpBound: 2,
        r => r.Gradient / (r.Inputs[0] * Ln2), () => Log2!, (0.1, 9));

    public static readonly Op Log10 = Function("Log10", "The logarithm to base 10, elementwise: exact at powers of 10, -infinity at 0, NaN for x < 0.", Math.Log10, cost: 32, ulpBound: 2,
        r => r.Gradient * (1 / Ln10) / r.Inputs[0], () => Log10!, (0.1, 9));

    public static readonly Op Log1mexp = Function("Log1mexp", "log(1 - e^x) for x <= 0, elementwise, accurate near 0 and where e^x is tiny: -infinity at 0, NaN for x > 0.", ScalarReference.Log1mexp, cost: 64, ulpBound: 2,
        r => -(r.Gradient / Expm1(-r.Inputs[0])), () => Log1mexp!, (-9, -0.1));

    public static readonly Op Sigmoid = Function("Sigmoid", "The logistic function 1 / (1 + e^-x), elementwise, for any x without overflow.", ScalarReference.Sigmoid, cost: 22, ulpBound: 2,
        r => r.Gradient * (r.Output * (1 - r.Output)), () => Sigmoid!);

    public static readonly Op Softplus = Function("Softplus", "log(1 + e^x), elementwise, for any x without overflow.", ScalarReference.Softplus, cost: 40, ulpBound: 2,
        r => r.Gradient * Sigmoid(r.Inputs[0]), () => Softplus!);
}
