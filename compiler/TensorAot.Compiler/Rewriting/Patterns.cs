using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>The words in which patterns are written; the functions are named as those of graphs.</summary>
public static class Patterns
{
    /// <summary>Any value.</summary>
    public static readonly Pattern X = new VariablePattern("x");

    /// <summary>Any other value.</summary>
    public static readonly Pattern Y = new VariablePattern("y");

    /// <summary>A third value.</summary>
    public static readonly Pattern Z = new VariablePattern("z");

    /// <summary>Any number known at build time.</summary>
    public static readonly Pattern C = new ConstantPattern("c", _ => true);

    public static Pattern Exp(Pattern x) => new OpPattern(Transcendental.Exp, x);

    public static Pattern Expm1(Pattern x) => new OpPattern(Transcendental.Expm1, x);

    public static Pattern Log(Pattern x) => new OpPattern(Transcendental.Log, x);

    public static Pattern Log1p(Pattern x) => new OpPattern(Transcendental.Log1p, x);

    public static Pattern Sigmoid(Pattern x) => new OpPattern(Transcendental.Sigmoid, x);

    public static Pattern Softplus(Pattern x) => new OpPattern(Transcendental.Softplus, x);

    public static Pattern Abs(Pattern x) => new OpPattern(Arithmetic.Abs, x);

    public static Pattern Sqrt(Pattern x) => new OpPattern(Arithmetic.Sqrt, x);

    public static Pattern Square(Pattern x) => new OpPattern(Arithmetic.Square, x);

    public static Pattern Pow(Pattern x, Pattern y) => new OpPattern(Arithmetic.Pow, x, y);

    public static Pattern Minimum(Pattern x, Pattern y) => new OpPattern(Extremes.Minimum, x, y);

    public static Pattern Maximum(Pattern x, Pattern y) => new OpPattern(Extremes.Maximum, x, y);

    public static Pattern Sum(Pattern x) => new OpPattern(Reduction.Sum, x);

    public static Pattern Softmax(Pattern x) => new OpPattern(Neural.Softmax, x);

    public static Pattern LogSoftmax(Pattern x) => new OpPattern(Neural.LogSoftmax, x);

    public static Pattern LogSumExp(Pattern x) => new OpPattern(Neural.LogSumExp, x);

    /// <summary>A value of floating element type: most algebra holds only there.</summary>
    public static bool IsFloating(Match match) => match.Root.DType.IsFloating();
}
