using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Common factors that must be seen before products are multiplied out.</summary>
public static class CanonicalizeComplements
{
    public static readonly Rule ComplementOfSigmoid = new("complement-of-sigmoid", Stage.Canonicalize)
    {
        Form = "y - y * Sigmoid(x) -> y * Sigmoid(-x), also where the sigmoid is written as a quotient",
        Pattern = new AnyOfPattern("sum", Arithmetic.Add, Arithmetic.Subtract),
        Condition = IsFloating,
        Result = m => Complements.TryFactor(m.Root),
        Why = "1 - sigmoid(x) = sigmoid(-x); the difference would cancel where the sigmoid is near 1. Derivatives of quotients contain it.",
        Benefit = "stable for any x",
        MayChange = Deviations.Rounding | Deviations.NonFinite | Deviations.SignOfZero,
    };
}
