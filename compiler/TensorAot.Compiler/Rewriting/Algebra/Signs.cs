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
        Arithmetic.Sqrt, Arithmetic.Abs, Neural.Softmax, Norms.Norm, Magnitudes.Hypot, Statistics.Var, Statistics.Std,
    ];

    /// <summary>What gives one of its operands or converts it: integers do not wrap in it.</summary>
    private static readonly HashSet<Op> s_choosing = [Extremes.Minimum, Reduction.Max, Reduction.Min];

    private static readonly HashSet<Op> s_closed = [.. s_choosing, Arithmetic.Add, Arithmetic.Multiply, Arithmetic.Divide, Reduction.Sum, Reduction.Prod];

    /// <summary>Whether a floating value is at least 0 or NaN.</summary>
    public static bool IsNotNegative(Node x) => x.DType.IsFloating() && IsNotNegative(x, Depth);

    private static bool IsNotNegative(Node x, int depth) =>
        Constants.ValueOf(x) is { } c ? c.ToDouble() >= 0
        : x.DType is DType.Bool or DType.UInt8 || x.Op == Sources.Size || (x.DType.IsFloating() && s_notNegative.Contains(x.Op))
        || (x.Op == Logic.Where && depth > 0 && IsNotNegative(x.Inputs[1], depth - 1) && IsNotNegative(x.Inputs[2], depth - 1))
        || (depth > 0 && IsClosed(x) && x.Inputs.All(i => IsNotNegative(i, depth - 1)));

    /// <summary>Whether a value is at least 0 when all that it is computed from are.</summary>
    private static bool IsClosed(Node x) =>
        (x.DType.IsFloating() ? s_closed : s_choosing).Contains(x.Op) || x.Op.Kind is OpKind.View or OpKind.Reshape
        || (x.Op == Conversion.Cast && (x.DType.IsFloating() || x.DType == DType.Int64 || x.Inputs[0].DType is DType.Bool or DType.UInt8));
}
