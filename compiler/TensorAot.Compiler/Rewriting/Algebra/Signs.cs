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
    public static bool IsNotNegative(Node x) => x.DType.IsFloating() && IsNotNegative(x, Depth, isSigned: false);

    /// <summary>The same with <paramref name="isSigned"/>: nor -0, whose reciprocal is negative; Sqrt(-0) is -0.</summary>
    private static bool IsNotNegative(Node x, int depth, bool isSigned) =>
        Constants.ValueOf(x) is { } c ? c.ToDouble() > 0 || (c.ToDouble() == 0 && !(isSigned && 1 / c.ToDouble() < 0))
        : x.DType is DType.Bool or DType.UInt8 || x.Op == Sources.Size
        || (x.DType.IsFloating() && s_notNegative.Contains(x.Op) && !(isSigned && x.Op == Arithmetic.Sqrt))
        || (depth > 0 && SignsFrom(x) is { } operands && operands.All(i => IsNotNegative(i, depth - 1, isSigned || (x.Op == Arithmetic.Divide && i == x.Inputs[1]))));

    /// <summary>The operands whose signs say that of a value, or null.</summary>
    private static IEnumerable<Node>? SignsFrom(Node x) =>
        x.Op == Logic.Where ? x.Inputs.Skip(1) : IsClosed(x) || x.Op == Arithmetic.Sqrt ? x.Inputs.Skip(0) : null;

    /// <summary>Whether a value is at least 0 when all that it is computed from are.</summary>
    private static bool IsClosed(Node x) =>
        (x.DType.IsFloating() ? s_closed : s_choosing).Contains(x.Op) || x.Op.Kind is OpKind.View or OpKind.Reshape
        || (x.Op == Conversion.Cast && (x.DType.IsFloating() || x.DType == DType.Int64 || x.Inputs[0].DType is DType.Bool or DType.UInt8));
}
