using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

// The functions, under the names of the ops.
public static partial class NodeOperators
{
    public static Node Remainder(Node a, Node b) => Apply(Arithmetic.Remainder, a, b);

    public static Node Abs(Node x) => Apply(Arithmetic.Abs, x);

    public static Node Sign(Node x) => Apply(Arithmetic.Sign, x);

    public static Node Square(Node x) => Apply(Arithmetic.Square, x);

    public static Node Sqrt(Node x) => Apply(Arithmetic.Sqrt, x);

    public static Node Pow(Node a, Node b) => Apply(Arithmetic.Pow, a, b);

    public static Node Minimum(Node a, Node b) => Apply(Extremes.Minimum, a, b);

    public static Node Maximum(Node a, Node b) => Apply(Extremes.Maximum, a, b);

    public static Node Clip(Node x, Node low, Node high) => Apply(Extremes.Clip, x, low, high);

    public static Node Exp(Node x) => Apply(Transcendental.Exp, x);

    public static Node Log(Node x) => Apply(Transcendental.Log, x);

    public static Node Log1p(Node x) => Apply(Transcendental.Log1p, x);

    public static Node Expm1(Node x) => Apply(Transcendental.Expm1, x);

    public static Node Sin(Node x) => Apply(Transcendental.Sin, x);

    public static Node Cos(Node x) => Apply(Transcendental.Cos, x);

    public static Node Tanh(Node x) => Apply(Transcendental.Tanh, x);

    public static Node Sigmoid(Node x) => Apply(Transcendental.Sigmoid, x);

    public static Node Softplus(Node x) => Apply(Transcendental.Softplus, x);

    public static Node Equal(Node a, Node b) => Apply(Comparison.Equal, a, b);

    public static Node Equal(Node a, double b) => Equal(a, Constant(a, b));

    public static Node NotEqual(Node a, Node b) => Apply(Comparison.NotEqual, a, b);

    public static Node NotEqual(Node a, double b) => NotEqual(a, Constant(a, b));

    public static Node Less(Node a, Node b) => Apply(Comparison.Less, a, b);

    public static Node LessEqual(Node a, Node b) => Apply(Comparison.LessEqual, a, b);

    public static Node Greater(Node a, Node b) => Apply(Comparison.Greater, a, b);

    public static Node GreaterEqual(Node a, Node b) => Apply(Comparison.GreaterEqual, a, b);

    public static Node And(Node a, Node b) => Apply(Logic.And, a, b);

    public static Node Or(Node a, Node b) => Apply(Logic.Or, a, b);

    public static Node Xor(Node a, Node b) => Apply(Logic.Xor, a, b);

    public static Node Not(Node x) => x.Op == Logic.Not ? x.Inputs[0] : Apply(Logic.Not, x);

    public static Node Where(Node condition, Node a, Node b) => Apply(Logic.Where, condition, a, b);

    /// <summary>Converts; the node itself when it has the element type already.</summary>
    public static Node Cast(Node x, DType dtype) => x.DType == dtype ? x : With(new CastAttribute(dtype), Conversion.Cast, x);

    public static Node StopGradient(Node x) => Apply(Conversion.StopGradient, x);

    public static Node Sum(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Reduction.Sum, x, axes, keepDims);

    /// <summary>The sum of all elements.</summary>
    public static Node Sum(Node x) => Sum(x, Enumerable.Range(0, x.Rank));

    public static Node Prod(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Reduction.Prod, x, axes, keepDims);

    public static Node Max(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Reduction.Max, x, axes, keepDims);

    public static Node Min(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Reduction.Min, x, axes, keepDims);

    public static Node Any(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Reduction.Any, x, axes, keepDims);

    public static Node All(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Reduction.All, x, axes, keepDims);

    public static Node ArgMax(Node x, int axis) => Reduce(Reduction.ArgMax, x, [axis], keepDims: false);

    public static Node Dot(Node a, Node b) => Apply(Linear.Dot, a, b);

    public static Node MatMul(Node a, Node b) => Apply(Linear.MatMul, a, b);

    public static Node Softmax(Node x, IEnumerable<int> axes) => With(new AxesAttribute(Ascending(axes)), Neural.Softmax, x);

    public static Node LogSoftmax(Node x, IEnumerable<int> axes) => With(new AxesAttribute(Ascending(axes)), Neural.LogSoftmax, x);

    public static Node LogSumExp(Node x, IEnumerable<int> axes, bool keepDims = false) => Reduce(Neural.LogSumExp, x, axes, keepDims);

    public static Node CrossEntropy(Node logits, Node labels) => Apply(Neural.CrossEntropy, logits, labels);

    private static Node Reduce(Op op, Node x, IEnumerable<int> axes, bool keepDims)
    {
        EquatableArray<int> folded = Ascending(axes);
        Node result = Calls.Reduce(op, x, folded);
        return keepDims ? ExpandDims(result, folded) : result;
    }
}
