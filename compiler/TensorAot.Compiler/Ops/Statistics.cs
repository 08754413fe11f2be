using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Moments, ranges and counts. They fold axes as <see cref="Reduction"/> does.</summary>
public static class Statistics
{
    public static readonly Op Var = new("Var", OpKind.Composite)
    {
        Doc = "The variance over axes (all by default): Sum((x - mean)^2) / (n - ddof). Computed in two passes, the second corrected by the sum of the deviations (Chan, Golub and LeVeque 1983), so that a large mean does not spoil it. NaN where there is nothing; n - ddof below 0 counts as 0. Gradient: 2 g (x - mean) / (n - ddof), which is 0 for constant data.",
        Type = MomentType,
        DTypes = DTypes.Floating,
        Reference = Folded((values, ddof) => SumOfSquares(values) / Math.Max(values.Length - ddof, 0)),
        Gradient = r => [2 * ExpandDims(r.Gradient / Divisor(r.Output), Axes(r.Output)) * Deviation(r.Inputs[0], Axes(r.Output))],
        Build = BuildMoment,
        Expand = ExpandVar,
        UlpBound = 16,
        Samples = s => MomentSamples(s, Var!),
    };

    public static readonly Op Std = new("Std", OpKind.Composite)
    {
        Doc = "The standard deviation over axes (all by default): Sqrt(Var(x)), with ddof as there. Gradient: g (x - mean) / (std (n - ddof)); where the standard deviation is 0 it has a kink and the gradient is taken as 0.",
        Type = MomentType,
        DTypes = DTypes.Floating,
        Reference = Folded((values, ddof) => Math.Sqrt(SumOfSquares(values) / Math.Max(values.Length - ddof, 0))),
        Gradient = StdGradient,
        Build = BuildMoment,
        Expand = n => Sqrt(n.Graph.Add(Var, n.Attribute, n.Inputs[0])),
        UlpBound = 16,
        Samples = s => MomentSamples(s, Std!),
    };

    public static readonly Op Ptp = Calls.Macro("Ptp", "The range over axes (all by default), peak to peak: Max(x) - Min(x), both in one pass. NaN if any element is NaN; integers wrap. The axes must not be empty.",
        c =>
        {
            Node x = c.Node("x");
            int[] axes = Calls.AxesOrAll(c, x);
            Calls.RequireNotEmpty(c.Graph, c.Op, x, axes);
            return axes.Length == 0 ? x - x : Max(x, axes, c.Flag("keepDims")) - Min(x, axes, c.Flag("keepDims"));
        }, s =>
        [
            s.Expect(s.Call(Ptp!, ("x", s.Input(2, 3))), v => NdArray.Scalar(v[0].Values.Max() - v[0].Values.Min())),
            s.Expect(s.Call(Ptp!, ("x", s.Input(2, 3)), ("axis", 1), ("keepDims", true)), v => NdArray.Generate([2, 1], i => Row(v[0], i[0]).Max() - Row(v[0], i[0]).Min())),
            s.Expect(s.Call(Ptp!, ("x", s.Input(0, 3)), ("axis", 1)), _ => new NdArray([0])),
        ], DTypes.Numbers);

    public static readonly Op CountNonZero = Calls.Macro("CountNonZero", "The number of elements that are not zero, over axes (all by default), as int; NaN is not zero. Of bool the number of true ones.",
        c =>
        {
            Node x = c.Node("x");
            Node counted = Cast(x.DType == DType.Bool ? x : NotEqual(x, Constant(x, 0)), DType.Int32);
            return Sum(counted, Calls.AxesOrAll(c, x), c.Flag("keepDims"));
        }, s =>
        [
            s.Expect(s.Call(CountNonZero!, ("x", s.Input(2, 3))), v => NdArray.Scalar(v[0].Values.Count(x => x != 0))),
            s.Expect(s.Call(CountNonZero!, ("x", s.Input(2, 3)), ("axis", 1)), v => NdArray.Generate([2], i => Row(v[0], i[0]).Count(x => x != 0))),
            s.Expect(s.Call(CountNonZero!, ("x", s.Input(0, 3)), ("axis", 0), ("keepDims", true)), _ => new NdArray([1, 3])),
        ], DTypes.All.ToEquatableArray());

    public static readonly Op ArgMin = Calls.Macro("ArgMin", "The position of the smallest element along an axis, the first of equals, as int; a NaN counts as the smallest (as NumPy). Without an axis: the position in row-major order. The axis must not be empty.",
        c => Reduction.BuildArgMax(c, Reversed(c.Node("x"))), s =>
        [
            s.Expect(s.Call(ArgMin!, ("x", s.Input(2, 3)), ("axis", 1)), v => NdArray.Generate([2], i => Array.IndexOf(Row(v[0], i[0]), Row(v[0], i[0]).Min()))),
            s.Expect(s.Call(ArgMin!, ("x", s.Input(17))), v => NdArray.Scalar(Array.IndexOf(v[0].Values, v[0].Values.Min()))),
            s.Expect(s.Call(ArgMin!, ("x", s.Input(2, 3)), ("keepDims", true)), v => new NdArray([1, 1], [Array.IndexOf(v[0].Values, v[0].Values.Min())])),
        ], DTypes.Numbers);

    public static readonly Op Average = Calls.Macro("Average", "The weighted mean over an axis (all by default): Sum(x weights) / Sum(weights), as numpy.average. The weights have the shape of x, or are a vector along the one axis. NaN where the weights add up to 0.",
        BuildAverage, s =>
        [
            s.Expect(s.Call(Average!, ("x", s.Input(2, 3)), ("weights", Exp(s.Input(2, 3)))), v => NdArray.Scalar(v[0].Values.Zip(v[1].Values, (x, w) => x * Math.Exp(w)).Sum() / v[1].Values.Sum(Math.Exp))),
            s.Expect(s.Call(Average!, ("x", s.Input(2, 3)), ("weights", Exp(s.Input(2))), ("axis", 0)), v => NdArray.Generate([3], i => ((v[0][0, i[0]] * Math.Exp(v[1][0])) + (v[0][1, i[0]] * Math.Exp(v[1][1]))) / (Math.Exp(v[1][0]) + Math.Exp(v[1][1])))),
        ], DTypes.Floating);

    /// <summary>The mean over axes, which stay with size 1.</summary>
    internal static Node KeptMean(Node x, EquatableArray<int> axes) => Sum(x, axes, keepDims: true) / Size(x.Graph, Count(x, axes), x.DType);

    private static EquatableArray<int> Axes(Node moment) => ((MomentAttribute)moment.Attribute!).Axes;

    private static Dim Count(Node x, EquatableArray<int> axes) => axes.Aggregate(Dim.One, (count, axis) => count * x.Shape[axis]);

    private static double[] Row(NdArray x, int row) => [.. x.Values.Skip(row * x.Shape[1]).Take(x.Shape[1])];

    private static TensorType MomentType(TypeRequest request) =>
        new(TypeRules.SameDType(request), TypeRules.Without(request.Inputs[0].Shape, ((MomentAttribute)request.Attribute!).Axes));

    private static Func<ReferenceRequest, NdArray> Folded(Func<double[], int, double> fold) => r =>
    {
        (EquatableArray<int> axes, int ddof) = (MomentAttribute)r.Node.Attribute!;
        NdArray x = r.Inputs[0];
        int[] inner = [.. axes.Select(a => x.Shape[a])];
        return NdArray.Generate(r.Shape, outer => fold([.. NdArray.Indices(inner).Select(i => x[ReferenceFormulas.Merge(x.Rank, axes.ToArray(), outer, i)])], ddof));
    };

    private static double SumOfSquares(double[] values)
    {
        double mean = values.Length == 0 ? double.NaN : values.Average();
        return values.Length == 0 ? double.NaN : values.Sum(v => (v - mean) * (v - mean));
    }

    private static Node BuildMoment(OpCall call)
    {
        Node x = call.Node("x");
        int[] axes = Calls.AxesOrAll(call, x);
        // Of single elements too, so that the divisor and the gradient are those of one element.
        (Node source, int[] folded) = axes.Length > 0 ? (x, axes) : (ExpandDims(x, x.Rank), [x.Rank]);
        Node result = call.Graph.Add(call.Op, new MomentAttribute(folded.ToEquatableArray(), call["ddof"] as int? ?? 0), source);
        return call.Flag("keepDims") ? ExpandDims(result, axes) : result;
    }

    /// <summary>n - ddof, not below 0.</summary>
    private static Node Divisor(Node moment)
    {
        (EquatableArray<int> axes, int ddof) = (MomentAttribute)moment.Attribute!;
        Dim count = moment.Graph.Constraints.Resolve(Count(moment.Inputs[0], axes));
        return count.Constant is { } known ? Constant(moment, Math.Max(known - ddof, 0))
            : ddof == 0 ? Size(moment.Graph, count, moment.DType)
            : Maximum(Size(moment.Graph, count, moment.DType) - ddof, Constant(moment, 0));
    }

    private static Node Deviation(Node x, EquatableArray<int> axes) => x - KeptMean(x, axes);

    private static Node ExpandVar(Node node)
    {
        Node x = node.Inputs[0];
        EquatableArray<int> axes = Axes(node);
        Node deviation = Deviation(x, axes), sum = Sum(deviation, axes);
        // The rounding of the mean leaves sum / n in every deviation. Where the squares overflow that may overflow too.
        Node total = Sum(Square(deviation), axes), correction = sum * sum / Size(x.Graph, Count(x, axes), x.DType);
        Node squares = total - Where(Equal(total, double.PositiveInfinity), Constant(x, 0), correction);
        return Maximum(squares, Constant(x, 0)) / Divisor(node);
    }

    private static Node?[] StdGradient(GradientRequest request)
    {
        (Node x, Node std) = (request.Inputs[0], request.Output);
        EquatableArray<int> axes = Axes(std);
        Node isZero = Equal(std, 0);
        Node scale = Where(isZero, Constant(std, 0), request.Gradient / (Where(isZero, Constant(std, 1), std) * Divisor(std)));
        // Centred twice: what rounding leaves of constant data must not count as deviation.
        return [ExpandDims(scale, axes) * Deviation(Deviation(x, axes), axes)];
    }

    /// <summary>Numbers in the opposite order: the largest is the smallest. Complements of integers reverse their order without overflow, also that of bytes.</summary>
    private static Node Reversed(Node x) => x.DType.IsInteger() ? Xor(x, Constant(x, -1)) : -x;

    private static Node BuildAverage(OpCall call)
    {
        Node[] operands = call.Operands("x", "weights");
        (Node x, Node weights) = (operands[0], operands[1]);
        TypeRules.RequireDType(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.DType, call.Op.DTypes);
        int[] axes = Calls.AxesOrAll(call, x);
        if (weights.Rank == 1 && x.Rank > 1 && axes.Length == 1)
            weights = ExpandDims(weights, Enumerable.Range(1, x.Rank - 1 - axes[0]));
        bool keepDims = call.Flag("keepDims");
        return Sum(x * weights, axes, keepDims) / Sum(BroadcastTo(weights, x.Shape), axes, keepDims);
    }

    private static IEnumerable<Node> MomentSamples(OpSamples s, Op op)
    {
        Node Of(int ddof, Node x, params int[] axes) => s.Graph.Add(op, new MomentAttribute(axes.ToEquatableArray(), ddof), x);
        return [Of(0, s.Input(7), 0), Of(1, s.Input(2, 3), 1), Of(0, s.Input(2, 3), 0), Of(1, s.Input(2, 3, 4), 0, 2), Of(0, s.Input(2, 3), 0, 1), Of(0, s.Input(0, 3), 1)];
    }
}
