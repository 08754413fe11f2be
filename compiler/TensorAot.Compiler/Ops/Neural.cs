using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Softmax and its relatives. They stay whole until rewriting is done, so that a logarithm of a Softmax can be seen as one, and have
/// gradients of their own, which are stable.
/// </summary>
public static class Neural
{
    public static readonly Op Softmax = new("Softmax", OpKind.Composite)
    {
        Doc = "exp(x) / sum(exp(x)) along an axis (the last by default), without overflow. Gradient: s * (g - Sum(g * s)) with s the result.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = AlongAxes(row => Exponentials(row, out double sum).Select(e => e / sum)),
        Gradient = r => [r.Output * (r.Gradient - Sum(r.Gradient * r.Output, Axes(r.Output), keepDims: true))],
        Build = AlongAxis,
        Expand = n =>
        {
            Node e = Exp(n.Inputs[0] - Shift(n.Inputs[0], Axes(n)));
            return e / Sum(e, Axes(n), keepDims: true);
        },
        UlpBound = 8,
        Samples = s => RowSamples(s, Softmax!),
    };

    public static readonly Op LogSoftmax = new("LogSoftmax", OpKind.Composite)
    {
        Doc = "log(Softmax(x)) along an axis (the last by default), exact where Softmax underflows. Gradient: g - Softmax(x) * Sum(g).",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = AlongAxes(row =>
        {
            double total = LogOfSum(row);
            return row.Select(x => x - total);
        }),
        Gradient = r => [r.Gradient - (Softmax(r.Inputs[0], Axes(r.Output)) * Sum(r.Gradient, Axes(r.Output), keepDims: true))],
        Build = AlongAxis,
        Expand = n =>
        {
            Node shifted = n.Inputs[0] - Shift(n.Inputs[0], Axes(n));
            return shifted - Log(Sum(Exp(shifted), Axes(n), keepDims: true));
        },
        UlpBound = 8,
        Samples = s => RowSamples(s, LogSoftmax!),
    };

    public static readonly Op LogSumExp = new("LogSumExp", OpKind.Composite)
    {
        Doc = "log(sum(exp(x))) over axes (all by default), without overflow; -infinity where there is nothing to add. Gradient: g * Softmax(x).",
        Type = TypeRules.Reduction,
        DTypes = DTypes.Floating,
        Reference = ReferenceFormulas.Fold((_, values) => LogOfSum(values)),
        Gradient = r => [ExpandDims(r.Gradient, Axes(r.Output)) * Softmax(r.Inputs[0], Axes(r.Output))],
        Build = Calls.Reduction,
        Expand = ExpandLogSumExp,
        UlpBound = 8,
        Samples = s => s.Reduction(LogSumExp!),
    };

    public static readonly Op CrossEntropy = new("CrossEntropy", OpKind.Composite)
    {
        Doc = "-log(Softmax(logits)[label]) for each row: logits [..., classes] and int or long labels [...] give losses [...]. A label out of range throws before anything is written. Gradient: g * (Softmax(logits) - OneHot(labels)) for the logits.",
        Type = CrossEntropyType,
        DTypes = DTypes.Floating,
        Reference = r => NdArray.Generate(r.Shape, row =>
        {
            double[] scores = [.. Enumerable.Range(0, r.Inputs[0].Shape[row.Length]).Select(k => r.Inputs[0][[.. row, k]])];
            return LogOfSum(scores) - scores[(int)r.Inputs[1][row]];
        }),
        Gradient = r => [ExpandDims(r.Gradient, r.Output.Rank) * (Softmax(r.Inputs[0], [r.Output.Rank]) - Cast(IsLabel(r.Inputs[0], Checked(r.Inputs[0], r.Inputs[1])), r.Output.DType)), null],
        Batch = BatchRules.Same,
        Build = BuildCrossEntropy,
        Expand = n => LogSumExp(n.Inputs[0], [n.Rank]) - ScoreOf(n.Inputs[0], n.Inputs[1]),
        CanFail = true,
        UlpBound = 8,
        Samples = s =>
        [
            Apply(CrossEntropy!, s.Input(3, 4), Sources.NewIota(s.Graph, DType.Int32, 3)),
            Apply(CrossEntropy!, s.Input(3), Sources.NewConstant(s.Graph, ConstantValue.Of(2L))),
            Apply(CrossEntropy!, s.Input(0, 3), Sources.NewIota(s.Graph, DType.Int32, 0)),
        ],
    };

    /// <summary>The element of each row of scores that its label names, after a check of the labels.</summary>
    internal static Node ScoreOf(Node scores, Node labels)
    {
        return Sum(Where(IsLabel(scores, Checked(scores, labels)), scores, Constant(scores, 0)), [labels.Rank]);
    }

    /// <summary>Labels after a check that the scores have such classes.</summary>
    private static Node Checked(Node scores, Node labels) =>
        Apply(Indexing.CheckIndex, labels, Size(scores.Graph, scores.Shape[labels.Rank], labels.DType));

    /// <summary>Labels are class numbers, or else a probability for each class.</summary>
    private static Node BuildCrossEntropy(OpCall call)
    {
        if (!call.Has("probabilities"))
            return call.Graph.Add(call.Op, null, call.Node("logits"), call.Node("labels"));
        Node[] operands = call.Operands("logits", "probabilities");
        TypeRules.RequireRank(new TypeRequest(call.Graph, call.Op, [], null), operands[0].Type, operands[0].Rank > 0, "at least 1: the classes");
        int classes = operands[0].Rank - 1;
        Node terms = Losses.Weighted(operands[1], LogSoftmax(operands[0], [classes]));
        return -Sum(terms, [terms.Rank - 1]);
    }

    private static EquatableArray<int> Axes(Node node) => ((AxesAttribute)node.Attribute!).Axes;

    /// <summary>Where a class is the row's label: bool of the shape of the logits.</summary>
    private static Node IsLabel(Node logits, Node labels) =>
        Equal(Sources.NewIota(logits.Graph, labels.DType, logits.Shape[labels.Rank]), ExpandDims(labels, labels.Rank));

    /// <summary>
    /// What is subtracted so that no exponential overflows, the same for the whole family so that they share their sums: the largest
    /// element. An infinite one must not be subtracted from itself: a row of -infinities has the LogSumExp -infinity, not NaN.
    /// </summary>
    private static Node Shift(Node x, EquatableArray<int> axes)
    {
        Node largest = Max(x, axes, keepDims: true);
        return Where(Equal(Abs(largest), double.PositiveInfinity), Constant(x, 0), largest);
    }

    private static Node ExpandLogSumExp(Node node)
    {
        Node x = node.Inputs[0];
        Node shift = Shift(x, Axes(node));
        return Log(Sum(Exp(x - shift), Axes(node))) + Squeeze(shift, Axes(node));
    }

    private static Node AlongAxis(OpCall call)
    {
        Node x = call.Node("x");
        int axis = call.Axes("axis", x.Rank)?[0] ?? new Axis(-1).Resolve(Calls.Subject(call.Graph, call.Op), x.Rank);
        return call.Graph.Add(call.Op, new AxesAttribute([axis]), x);
    }

    private static TensorType CrossEntropyType(TypeRequest request)
    {
        (TensorType logits, TensorType labels) = (request.Inputs[0], request.Inputs[1]);
        TypeRules.RequireDType(request, logits.DType, request.Op.DTypes);
        if (!DTypes.Indices.Contains(labels.DType))
            throw new GraphException(DiagnosticRules.IndexNotInteger, request.Subject, labels.DType.CSharpName());
        bool fits = logits.Rank == labels.Rank + 1
            && Enumerable.Range(0, labels.Rank).All(axis => Broadcasting.TryUnify(request, logits.Shape[axis], labels.Shape[axis]) is not null);
        return fits
            ? logits with { Shape = Shape.Of(logits.Shape.Dims.Take(labels.Rank)) }
            : throw new GraphException(DiagnosticRules.LabelShape, request.Subject, logits.Shape, labels.Shape);
    }

    private static IEnumerable<Node> RowSamples(OpSamples s, Op op) =>
    [
        s.Graph.Add(op, new AxesAttribute([0]), s.Input(5)),
        s.Graph.Add(op, new AxesAttribute([1]), s.Input(2, 3)),
        s.Graph.Add(op, new AxesAttribute([0]), s.Input(2, 3)),
        s.Graph.Add(op, new AxesAttribute([0, 2]), s.Input(2, 3, 2)),
        s.Graph.Add(op, new AxesAttribute([1]), s.Input(0, 3)),
    ];

    private static double LogOfSum(IReadOnlyList<double> row)
    {
        double[] e = Exponentials(row, out double sum);
        return e.Length == 0 ? double.NegativeInfinity : Math.Log(sum) + Shift(row);
    }

    private static double[] Exponentials(IReadOnlyList<double> row, out double sum)
    {
        double shift = Shift(row);
        double[] e = [.. row.Select(x => Math.Exp(x - shift))];
        sum = e.Sum();
        return e;
    }

    private static double Shift(IReadOnlyList<double> row)
    {
        double largest = row.Count == 0 ? 0 : row.Max();
        return double.IsInfinity(largest) ? 0 : largest;
    }

    /// <summary>Replaces the elements of the axes, given in row-major order, by as many others.</summary>
    private static Func<ReferenceRequest, NdArray> AlongAxes(Func<IReadOnlyList<double>, IEnumerable<double>> formula) => r =>
    {
        NdArray x = r.Inputs[0];
        int[] axes = Axes(r.Node).ToArray();
        int[] inner = [.. axes.Select(a => x.Shape[a])], outer = [.. Enumerable.Range(0, x.Rank).Where(a => !axes.Contains(a)).Select(a => x.Shape[a])];
        var result = new NdArray(x.Shape);
        foreach (int[] at in NdArray.Indices(outer))
        {
            int[][] places = [.. NdArray.Indices(inner).Select(i => ReferenceFormulas.Merge(x.Rank, axes, at, i))];
            foreach ((int[] place, double value) in places.Zip(formula([.. places.Select(p => x[p])]), (place, value) => (place, value)))
                result[place] = value;
        }
        return result;
    };
}
