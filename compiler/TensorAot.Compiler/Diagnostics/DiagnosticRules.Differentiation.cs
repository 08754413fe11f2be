namespace TensorAot.Compiler.Diagnostics;

// 3xxx: differentiation.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule CostNotScalar = new("TAOT3001", "Gradient of a tensor",
        "{0}: the cost has shape {1}, and only a scalar has a gradient. Reduce it with Sum(...) or Mean(...) first.");

    public static readonly DiagnosticRule CostNotFloating = new("TAOT3002", "Gradient of integers or truth values",
        "{0}: the cost is {1}, which does not vary smoothly. Compute it in float or double.");

    public static readonly DiagnosticRule InputNotFloating = new("TAOT3003", "Gradient with respect to integers or truth values",
        "{0}: {1} is {2}, which does not vary smoothly. Differentiate with respect to float or double tensors.");

    public static readonly DiagnosticRule Disconnected = new("TAOT3004", "The cost does not depend on the input",
        "{0}: the cost does not depend on {1}. Remove it, or use it in the cost.");

    public static readonly DiagnosticRule NoGradientPath = new("TAOT3005", "No gradient reaches the input",
        "{0}: the cost depends on {1} only through {2}, which passes no gradient: {3}.");

    public static readonly DiagnosticRule OpHasNoGradient = new("TAOT3006", "Operation without a gradient",
        "{0}: {1} has no gradient: {2}. Wrap it in StopGradient(...) to take it as a constant.");

    public static readonly DiagnosticRule OpHasNoBatch = new("TAOT3007", "Operation without a batched form",
        "{0}: {1} has no batched form, so Vmap, Jacobian and Hessian cannot pass through it.");
}
