using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>What is known of a value's sign from the op that computes it.</summary>
internal static class Signs
{
    /// <summary>How deep to look into products, sums and views.</summary>
    private const int Depth = 6;

    private static readonly HashSet<Op> s_notNegative =
    [
        Transcendental.Exp, Transcendental.Exp2, Hyperbolic.Cosh, ErrorFunctions.Erfc, Transcendental.Sigmoid, Transcendental.Softplus, Arithmetic.Square,
        Arithmetic.Sqrt, Arithmetic.Abs, Neural.Softmax, Norms.Norm, Magnitudes.Hypot, Statistics.Var, Statistics.Std, Sources.Size,
    ];

    private static readonly HashSet<Op> s_closed =
        [Arithmetic.Add, Arithmetic.Multiply, Arithmetic.Divide, Extremes.Minimum, Reduction.Sum, Reduction.Prod, Reduction.Max, Reduction.Min, Conversion.Cast];

    /// <summary>Whether a floating value is at least 0 or NaN.</summary>
    public static bool IsNotNegative(Node x) => x.DType.IsFloating() && IsNotNegative(x, Depth);

    private static bool IsNotNegative(Node x, int depth) =>
        Constants.ValueOf(x) is { } c ? c.ToDouble() >= 0
        : s_notNegative.Contains(x.Op) || x.DType is DType.Bool or DType.UInt8
        || (x.Op == Logic.Where && depth > 0 && IsNotNegative(x.Inputs[1], depth - 1) && IsNotNegative(x.Inputs[2], depth - 1))
        || (depth > 0 && (s_closed.Contains(x.Op) || x.Op.Kind is OpKind.View or OpKind.Reshape) && x.Inputs.All(i => IsNotNegative(i, depth - 1)));
}
