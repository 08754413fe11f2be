using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>What is known of a value's sign from the op that computes it.</summary>
internal static class Signs
{
    private static readonly HashSet<Op> s_notNegative =
        [Transcendental.Exp, Transcendental.Exp2, Hyperbolic.Cosh, ErrorFunctions.Erfc, Transcendental.Sigmoid, Transcendental.Softplus, Arithmetic.Square, Arithmetic.Sqrt, Arithmetic.Abs, Neural.Softmax];

    /// <summary>Whether a floating value is at least 0 or NaN.</summary>
    public static bool IsNotNegative(Node x) =>
        Constants.ValueOf(x) is { } c ? c.ToDouble() >= 0 : x.DType.IsFloating() && s_notNegative.Contains(x.Op);
}
