using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// When an operation of constants may be computed. Of a constant, <c>Log(1 + Exp(x))</c> is as infinite at 800 and <c>Log(1 + x)</c> as much 0
/// at 1e-20 as of an input: what loses more than the last digit waits until the stable form is found.
/// </summary>
internal static class Folding
{
    /// <summary>Results that are exact, or an operand.</summary>
    private static readonly HashSet<Op> s_exact =
        [Arithmetic.Negate, Arithmetic.Abs, Arithmetic.Sign, Logic.Where, Extremes.Minimum, Extremes.Maximum, Extremes.Clip];

    /// <summary>Results with the relative error of one rounding, unless they over- or underflow.</summary>
    private static readonly HashSet<Op> s_rounded = [Arithmetic.Multiply, Arithmetic.Divide, Arithmetic.Square, Arithmetic.Sqrt, Division.Reciprocal, Conversion.Cast];

    /// <summary>The value, if nothing that a stable form would keep is lost in it.</summary>
    public static ConstantValue? WithoutLoss(Node node) => GraphExactElement.Fold(node) is { } value && KeepsDigits(node, value.ToDouble()) ? value : null;

    private static bool KeepsDigits(Node node, double result)
    {
        if (!node.DType.IsFloating() || s_exact.Contains(node.Op))
            return true;
        double[] x = [.. node.Inputs.Select(i => Sources.ConstantOf(i)!.Value.ToDouble())];
        if (node.Op == Arithmetic.Add || node.Op == Arithmetic.Subtract)
            return IsExactSum(x[0], node.Op == Arithmetic.Add ? x[1] : -x[1], result);
        return s_rounded.Contains(node.Op) ? x[0] == 0 || IsNormal(node.DType, result) : x.Length == 1 && IsExactCorner(node.Op, x[0], result);
    }

    /// <summary>e^0, sin(0), sigmoid(0) and their kin, log(1).</summary>
    private static bool IsExactCorner(Op op, double x, double result) => op == Transcendental.Log ? x == 1 : x == 0 && (result is 0 or 0.5 or 1);

    /// <summary>By what Knuth's two-sum finds to be left.</summary>
    private static bool IsExactSum(double a, double b, double result)
    {
        double sum = a + b, second = sum - a;
        return sum == result && a - (sum - second) + (b - second) == 0;
    }

    private static bool IsNormal(DType dtype, double value) =>
        Math.Abs(value) >= (dtype == DType.Float32 ? 1.17549435e-38 : 2.2250738585072014e-308) && !double.IsInfinity(value);
}
