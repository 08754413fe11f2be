using static TensorAot.Compiler.Ops.ElementFunctions;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The logarithm of the gamma function and its derivative, which are programs; their kin are in <see cref="SpecialFunctions"/>.</summary>
public static class Gammas
{
    // At 1 and 2 the logarithm is 0, where the reference has no digits.
    public static readonly Op GammaLn = Function("GammaLn", "log |gamma(x)|, elementwise (lgamma): infinite at 0, at negative integers and at both infinities. For x > 0 also at its zeros 1 and 2 accurate in relation to the result; for x < 0 the error is at most 6 units in the last place of the result or of Max(1, |x| log |x|), whichever is larger, as its zeros there are not told apart.",
        x => Math.Log(SpecialReference.Gamma(x)), cost: 160, ulpBound: 6,
        r => r.Gradient * Digamma(r.Inputs[0]), () => GammaLn!, (4, 12),
        new(6, new ScalarParameter("x", -1e6, -1e-44)) { SingleUlpBound = 6, Scale = (v, _) => Math.Max(1, Math.Abs(v[0]) * Math.Log(Math.Abs(v[0]))), ScaleText = "Max(1, Abs(x) * Log(Abs(x)))" });

    // The program is within 5 (docs/accuracy.md), the reference has an error of its own of about 5.
    public static readonly Op Digamma = Function("Digamma", "The derivative of log gamma(x), elementwise (psi): infinite at 0 with the other sign, NaN at negative integers and at -infinity. For x > 0 also at its zero 1.4616 accurate in relation to the result; for x < 0 the error is at most 8 units in the last place of the result or of Max(1, log |x|), whichever is larger.",
        x => SpecialReference.PolyGamma(0, x), cost: 140, ulpBound: 10,
        r => r.Gradient * Apply(SpecialFunctions.PolyGamma, Constant(r.Inputs[0], 1), r.Inputs[0]), () => Digamma!, (2, 9),
        new(8, new ScalarParameter("x", -1e6, 0)) { SingleUlpBound = 8, Scale = (v, _) => Math.Max(1, Math.Log(Math.Abs(v[0]))), ScaleText = "Max(1, Log(Abs(x)))" });
}
