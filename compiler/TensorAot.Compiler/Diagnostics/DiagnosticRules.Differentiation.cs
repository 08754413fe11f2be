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
        "{0}: the cost does not depend on {1}. Remove it, use it in the cost, or ask for zeros with disconnected: Disconnected.Zero.");

    public static readonly DiagnosticRule NoGradientPath = new("TAOT3005", "No gradient reaches the input",
        "{0}: the cost depends on {1} only through {2}, which passes no gradient: {3}.");

    public static readonly DiagnosticRule OpHasNoGradient = new("TAOT3006", "Operation without a gradient",
        "{0}: {1} has no gradient: {2}. Wrap it in StopGradient(...) to take it as a constant.");

    public static readonly DiagnosticRule OpHasNoBatch = new("TAOT3007", "Operation without a batched form",
        "{0}: {1} has no batched form, so Vmap, Jacobian and Hessian cannot pass through it.");

    public static readonly DiagnosticRule OutputNotFloating = new("TAOT3008", "Derivative of integers or truth values",
        "{0}: {1} is {2}, which does not vary smoothly. Compute it in float or double.");

    public static readonly DiagnosticRule DirectionDoesNotFit = new("TAOT3009", "Cotangent or tangent of another shape",
        "{0}: the {1} is {2}, but {3} is {4}. A cotangent has the type of the output, a tangent that of the input.");

    public static readonly DiagnosticRule DirectionCount = new("TAOT3010", "Not one cotangent or tangent for each",
        "{0}: {1} {2}(s) for {3} tensor(s). Give one for each, in their order.");

    public static readonly DiagnosticRule NothingToMap = new("TAOT3011", "Nothing to map over",
        "{0}: Vmap takes examples along axis {1} of {2}, which has shape {3}.");

    public static readonly DiagnosticRule MapSizesDiffer = new("TAOT3012", "Numbers of examples differ",
        "{0}: Vmap takes one example of each argument at a time, but axis {1} has {2} in one and {3} in another.");

    public static readonly DiagnosticRule CustomGradientForm = new("TAOT3013", "Gradient helper does not fit",
        "{0}: the gradient of {1} is {2}, which {3}. It takes the parameters of {1}, then its result, then the cotangent, and returns one gradient for each float or double tensor among the parameters (a tuple for several).");

    public static readonly DiagnosticRule UpdateInMap = new("TAOT3014", "Update inside Vmap",
        "{0} is updated inside a function that Vmap calls: there would be one new value for each example. Return the value from the function, reduce it, and update outside.");

    public static readonly DiagnosticRule CustomGradientUnused = new("TAOT3015", "[CustomGradient] where it has no effect",
        "[CustomGradient] on {0} has no effect: {1}.");
}
