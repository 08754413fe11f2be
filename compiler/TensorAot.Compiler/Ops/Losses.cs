using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Losses. Each gives one value per element or per row; Mean of it is the usual cost.</summary>
public static class Losses
{
    public static readonly Op BinaryCrossEntropy = Elementwise(
        "BinaryCrossEntropy", "-target * log(p) - (1 - target) * log(1 - p) of probabilities p, elementwise; a term with the weight 0 is 0, also where its logarithm is infinite; so are its gradients there.",
        "p", "target", (p, t) => -(Weighted(t, Log(p)) + Weighted(1 - t, Log1p(-p))),
        (p, t) => -(Term(t, Math.Log(p)) + Term(1 - t, Math.Log(1 - p))), probabilities: true);

    public static readonly Op BinaryCrossEntropyWithLogits = Elementwise(
        "BinaryCrossEntropyWithLogits", "BinaryCrossEntropy(Sigmoid(logits), target) = Softplus(logits) - target * logits, elementwise, for any logits without overflow.",
        "logits", "target", (x, t) => Softplus(x) - (t * x), (x, t) => -(t * -Math.Log(1 + Math.Exp(-x))) - ((1 - t) * (-x - Math.Log(1 + Math.Exp(-x)))));

    public static readonly Op CategoricalCrossEntropy = Calls.Macro(
        "CategoricalCrossEntropy", "-Sum(target * log(p)) over the last axis, of probabilities p and target [..., classes]; a class with target 0 adds 0. For scores use CrossEntropy(logits, probabilities), which never overflows.",
        call => Categorical(Floating(call, "p", "target")),
        s =>
        {
            (Node p, Node target) = (Sigmoid(s.Input(2, 3)), s.Input(2, 3));
            return [s.Expect(Categorical([p, target]), v => NdArray.Generate([2], at => -Enumerable.Range(0, 3).Sum(k => v[1][at[0], k] * Math.Log(1 / (1 + Math.Exp(-v[0][at[0], k]))))))];
        },
        DTypes.Floating);

    public static readonly Op NllLoss = Calls.Macro(
        "NllLoss", "-logProbabilities[label] for each row: [..., classes] and int or long labels [...] give [...]. A label out of range throws before anything is written.",
        call => NegativeLogLikelihood(call.Node("logProbabilities"), call.Node("labels")),
        s => [s.Expect(NegativeLogLikelihood(s.Input(3, 4), Sources.NewIota(s.Graph, DType.Int32, 3)), v => NdArray.Generate([3], at => -v[0][at[0], at[0]]))],
        DTypes.Floating);

    public static readonly Op Huber = Elementwise(
        "Huber", "0.5 * d^2 where |d| <= delta and delta * (|d| - 0.5 * delta) elsewhere, with d = a - b, elementwise (Huber 1964); delta is 1 by default.",
        "a", "b", (a, b) => HuberOf(a - b, 1), (a, b) => HuberOf(a - b, 1), call => HuberOf(Difference(call), call.Number("delta", 1)));

    public static readonly Op SmoothL1 = Elementwise(
        "SmoothL1", "0.5 * d^2 / beta where |d| < beta and |d| - 0.5 * beta elsewhere, with d = a - b, elementwise: Huber / delta; beta is 1 by default, and 0 gives |d|, whose gradient is the sign of d.",
        "a", "b", (a, b) => HuberOf(a - b, 1), (a, b) => HuberOf(a - b, 1), call => SmoothOf(call, call.Number("beta", 1)));

    public static readonly Op Hinge = Elementwise(
        "Hinge", "max(0, 1 - score * target), elementwise, for targets of -1 and 1. At the kink the gradient is shared evenly with 0, as that of Maximum.",
        "score", "target", (s, t) => Maximum(Constant(s, 0), 1 - (s * t)), (s, t) => Math.Max(0, 1 - (s * t)));

    public static readonly Op SquaredHinge = Elementwise(
        "SquaredHinge", "max(0, 1 - score * target)^2, elementwise, for targets of -1 and 1.",
        "score", "target", (s, t) => Square(Maximum(Constant(s, 0), 1 - (s * t))), (s, t) => Math.Pow(Math.Max(0, 1 - (s * t)), 2));

    public static readonly Op SquaredError = Elementwise(
        "SquaredError", "(a - b)^2, elementwise; its Mean is the mean squared error.", "a", "b", (a, b) => Square(a - b), (a, b) => (a - b) * (a - b));

    public static readonly Op AbsoluteError = Elementwise(
        "AbsoluteError", "|a - b|, elementwise; its Mean is the mean absolute error.", "a", "b", (a, b) => Abs(a - b), (a, b) => Math.Abs(a - b));

    public static readonly Op KlDivergence = Elementwise(
        "KlDivergence", "p * log(p / q) of probabilities, elementwise; 0 where p is 0. Sum it over the classes for the divergence of p from q (Kullback and Leibler 1951).",
        "p", "q", (p, q) => Where(Equal(p, 0), Constant(p, 0), p * (Log(SafeLogOperand(p)) - Log(q))), (p, q) => p * Math.Log(p / q), probabilities: true);

    public static readonly Op CosineSimilarity = Calls.Macro(
        "CosineSimilarity", "Sum(a * b) / (|a| * |b|) along an axis (the last by default), shapes broadcast; a norm counts as epsilon (1e-8) at least: a zero vector gives 0, and its gradient is finite.",
        call =>
        {
            Node[] operands = Floating(call, "a", "b");
            // Repeated first: an axis of size 1 counts as often in its norm as in the product.
            Shape shape = (operands[0] * operands[1]).Shape;
            int axis = call.Axes("axis", shape.Rank)?[0] ?? new Axis(-1).Resolve(Calls.Subject(call.Graph, call.Op), shape.Rank);
            return Cosine(BroadcastTo(operands[0], shape), BroadcastTo(operands[1], shape), axis, call.Number("epsilon", 1e-8));
        },
        s => [s.Expect(Cosine(s.Input(2, 3), s.Input(2, 3), 1, 1e-8), v => NdArray.Generate([2], at =>
        {
            double Product(NdArray a, NdArray b) => Enumerable.Range(0, 3).Sum(k => a[at[0], k] * b[at[0], k]);
            return Product(v[0], v[1]) / Math.Sqrt(Product(v[0], v[0]) * Product(v[1], v[1]));
        }))],
        DTypes.Floating);

    /// <summary>Term by term: a loss of two tensors that broadcast.</summary>
    private static Op Elementwise(
        string name, string doc, string first, string second, Func<Node, Node, Node> build, Func<double, double, double> formula,
        Func<OpCall, Node>? call = null, bool probabilities = false) =>
        Calls.Macro(name, doc, call ?? (c => build(Floating(c, first, second)[0], Floating(c, first, second)[1])), s => ElementwiseSamples(s, build, formula, probabilities), DTypes.Floating, ulpBound: probabilities ? 64 : 2);

    private static IEnumerable<Node> ElementwiseSamples(OpSamples s, Func<Node, Node, Node> build, Func<double, double, double> formula, bool probabilities)
    {
        Node Drawn(Node x) => probabilities ? Sigmoid(x) : x;
        double Of(double x) => probabilities ? 1 / (1 + Math.Exp(-x)) : x;
        yield return s.Expect(build(Drawn(s.Input(2, 3)), Drawn(s.Input(2, 3))), v => NdArray.Generate([2, 3], at => formula(Of(v[v.Length - 2][at]), Of(v[v.Length - 1][at]))));
        yield return s.Expect(build(Drawn(s.Input()), Drawn(s.Input())), v => NdArray.Scalar(formula(Of(v[v.Length - 2].Values[0]), Of(v[v.Length - 1].Values[0]))));
    }

    private static Node[] Floating(OpCall call, params string[] names)
    {
        Node[] operands = call.Operands(names);
        foreach (Node operand in operands)
            if (!operand.DType.IsFloating())
                throw new GraphException(DiagnosticRules.DTypeNotSupported, Calls.Subject(call.Graph, call.Op), operand.DType.CSharpName(), "float, double");
        return operands;
    }

    private static Node Difference(OpCall call)
    {
        Node[] operands = Floating(call, "a", "b");
        return operands[0] - operands[1];
    }

    private static Node HuberOf(Node d, double delta) =>
        Where(LessEqual(Abs(d), Constant(d, delta)), 0.5 * Square(d), delta * (Abs(d) - (0.5 * delta)));

    private static double HuberOf(double d, double delta) => Math.Abs(d) <= delta ? 0.5 * d * d : delta * (Math.Abs(d) - (0.5 * delta));

    private static Node SmoothOf(OpCall call, double beta)
    {
        if (!(beta >= 0))
            throw Calls.OutOfRange(call, "beta", beta, "at least 0");
        return beta == 0 ? Abs(Difference(call)) : HuberOf(Difference(call), beta) / beta;
    }

    /// <summary>
    /// weight * value, and 0 where the weight is 0 and the value infinite or NaN: such a term counts for nothing, in the gradients too.
    /// Beside a finite value the weight keeps its gradient.
    /// </summary>
    internal static Node Weighted(Node weight, Node value) =>
        Where(And(Equal(weight, 0), Not(Less(Abs(value), Constant(value, double.PositiveInfinity)))), Constant(value, 0), weight * value);

    private static double Term(double weight, double value) => weight == 0 ? 0 : weight * value;

    private static Node SafeLogOperand(Node p) => Where(Equal(p, 0), Constant(p, 1), p);

    private static Node Categorical(Node[] operands)
    {
        Node terms = Weighted(operands[1], Log(operands[0]));
        return -Sum(terms, [terms.Rank - 1]);
    }

    private static Node NegativeLogLikelihood(Node logProbabilities, Node labels)
    {
        // CrossEntropy's rule says what labels may be.
        Neural.CrossEntropy.Type(new TypeRequest(labels.Graph, Neural.CrossEntropy, [logProbabilities.Type, labels.Type], null));
        return -Neural.ScoreOf(logProbabilities, labels);
    }

    private static Node Cosine(Node a, Node b, int axis, double epsilon)
    {
        Node Total(Node x) => Sum(x, [axis]);
        // The square of the bound may underflow in float32; the bound itself does not.
        Node Norm(Node x)
        {
            Node squares = Total(Square(x));
            Node isLong = Greater(squares, Constant(x, epsilon * epsilon));
            return Where(isLong, Sqrt(Where(isLong, squares, Constant(x, 1))), Constant(x, epsilon));
        }
        return Total(a * b) / (Norm(a) * Norm(b));
    }
}
