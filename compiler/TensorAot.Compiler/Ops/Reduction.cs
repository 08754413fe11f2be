using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Reductions over the axes of an <see cref="AxesAttribute"/>, which leave the shape; <c>keepDims</c> is an ExpandDims on top.
/// </summary>
public static class Reduction
{
    public static readonly Op Sum = new("Sum", OpKind.Reduction)
    {
        Doc = "The sum over axes (all by default); 0 where there is nothing to add. Integers wrap.",
        Type = TypeRules.Reduction,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Fold(0, (a, b) => a + b, (a, b) => unchecked(a + b)),
        Gradient = r => [ExpandDims(r.Gradient, Axes(r.Output))],
        Tangent = r => Sum(r.Tangents[0]!, Axes(r.Output)),
        Build = Calls.Reduction,
        Fold = new ReductionCode(() => Arithmetic.Add, d => ConstantValue.From(d, 0)),
        UlpBound = 8,
        Samples = s => s.Reduction(Sum!),
    };

    public static readonly Op Prod = new("Prod", OpKind.Reduction)
    {
        Doc = "The product over axes (all by default); 1 where there is nothing to multiply. Integers wrap. The gradient is the product of the other elements, also where elements are zero.",
        Type = TypeRules.Reduction,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Fold(1, (a, b) => a * b, (a, b) => unchecked(a * b)),
        Gradient = r => [ExpandDims(r.Gradient, Axes(r.Output)) * Products.OfOthers(r.Inputs[0], Axes(r.Output))],
        Build = Calls.Reduction,
        Fold = new ReductionCode(() => Arithmetic.Multiply, d => ConstantValue.From(d, 1)),
        UlpBound = 8,
        Samples = s => s.Reduction(Prod!),
    };

    public static readonly Op Max = Extreme("Max", "largest", Extremes.Maximum, ScalarReference.Maximum, Lowest, () => Max!);

    public static readonly Op Min = Extreme("Min", "smallest", Extremes.Minimum, ScalarReference.Minimum, Highest, () => Min!);

    public static readonly Op Any = Truth("Any", "Whether any element is true; false where there is none", Logic.Or, v => v.Any(x => x != 0), false, () => Any!);

    public static readonly Op All = Truth("All", "Whether all elements are true; true where there is none", Logic.And, v => v.All(x => x != 0), true, () => All!);

    public static readonly Op ArgMax = new("ArgMax", OpKind.Reduction)
    {
        Doc = "The position of the largest element along an axis, the first of equals, as int; a NaN counts as the largest (as NumPy). Without an axis: the position in row-major order. The axis must not be empty.",
        Type = r => TypeRules.Reduction(r) with { DType = DType.Int32 },
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Fold((_, values) => PositionOfMax(values)),
        NoGradient = "its result is a position, which does not vary",
        Build = c => BuildArgMax(c, c.Node("x")),
        Fold = new ReductionCode(() => Extremes.Maximum, Lowest, Selects: true),
        Samples = s => [ArgMax(s.Input(7), 0), ArgMax(s.Input(2, 3), 0), ArgMax(s.Input(2, 3), 1), ArgMax(s.Input(2, 3, 4), 1), ArgMax(s.Input(0, 3), 1)],
    };

    public static readonly Op Mean = Calls.Macro("Mean", "The mean over axes (all by default): Sum(x) / count; NaN where there is nothing. float and double only: the mean of integers is seldom an integer.",
        BuildMean, s =>
        [
            s.Expect(BuildMean(s.Graph, s.Input(2, 3), [0, 1], "Mean"), v => NdArray.Scalar(v[0].Values.Average())),
            s.Expect(BuildMean(s.Graph, s.Input(2, 3), [1], "Mean"), v => NdArray.Generate([2], i => (v[0][i[0], 0] + v[0][i[0], 1] + v[0][i[0], 2]) / 3)),
        ], DTypes.Floating);

    private static EquatableArray<int> Axes(Node reduction) => ((AxesAttribute)reduction.Attribute!).Axes;

    private static ConstantValue Lowest(DType dtype) => dtype switch
    {
        DType.Int32 => ConstantValue.Of(int.MinValue),
        DType.Int64 => ConstantValue.Of(long.MinValue),
        DType.UInt8 => ConstantValue.FromInteger(dtype, byte.MinValue),
        _ => ConstantValue.From(dtype, double.NegativeInfinity),
    };

    private static ConstantValue Highest(DType dtype) => dtype switch
    {
        DType.Int32 => ConstantValue.Of(int.MaxValue),
        DType.Int64 => ConstantValue.Of(long.MaxValue),
        DType.UInt8 => ConstantValue.FromInteger(dtype, byte.MaxValue),
        _ => ConstantValue.From(dtype, double.PositiveInfinity),
    };

    private static int PositionOfMax(IReadOnlyList<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Count; i++)
            if (values[i] > values[best] || (double.IsNaN(values[i]) && !double.IsNaN(values[best])))
                best = i;
        return best;
    }

    /// <summary>The call's ArgMax, of <paramref name="x"/>.</summary>
    internal static Node BuildArgMax(OpCall call, Node x)
    {
        int axis = call.Axes("axis", x.Rank)?[0] ?? 0;
        Node flat = call.Has("axis") ? x : Reshape(x, Shape.Of(x.Shape.ElementCount));
        Calls.RequireNotEmpty(call.Graph, call.Op, flat, [axis]);
        Node result = ArgMax(flat, axis);
        return !call.Flag("keepDims") ? result
            : call.Has("axis") ? ExpandDims(result, axis)
            : ExpandDims(result, Enumerable.Range(0, x.Rank));
    }

    private static Node BuildMean(OpCall call)
    {
        Node x = call.Node("x");
        int[] axes = Calls.AxesOrAll(call, x);
        Node mean = BuildMean(call.Graph, x, axes, Calls.Subject(call.Graph, call.Op));
        return call.Flag("keepDims") ? ExpandDims(mean, axes) : mean;
    }

    private static Node BuildMean(Graph graph, Node x, int[] axes, string subject) => x.DType.IsFloating()
        ? Sum(x, axes) / Size(graph, axes.Aggregate(Dim.One, (count, axis) => count * x.Shape[axis]), x.DType)
        : throw new GraphException(DiagnosticRules.DTypeNotSupported, subject, x.DType.CSharpName(), "float, double");

    private static Op Extreme(string name, string adjective, Op combine, Func<double, double, double> formula, Func<DType, ConstantValue> identity, Func<Op> self) =>
        new(name, OpKind.Reduction)
        {
            Doc = $"The {adjective} element over axes (all by default); NaN if any is NaN. The axes must not be empty. The gradient is shared evenly by equal elements (as JAX and PyTorch).",
            Type = TypeRules.Reduction,
            DTypes = DTypes.Numbers,
            Reference = ReferenceFormulas.Fold((r, values) => values.Aggregate(identity(r.Node.DType).ToDouble(), formula)),
            Gradient = r =>
            {
                EquatableArray<int> axes = Axes(r.Output);
                Node chosen = Equal(r.Inputs[0], ExpandDims(r.Output, axes));
                Node share = r.Gradient / Sum(Cast(chosen, r.Gradient.DType), axes);
                return [GradientMask.Mask(chosen, ExpandDims(share, axes))];
            },
            Build = Calls.NonEmptyReduction,
            Fold = new ReductionCode(() => combine, identity),
            Samples = s => s.Reduction(self()),
        };

    private static Op Truth(string name, string doc, Op combine, Func<IEnumerable<double>, bool> holds, bool identity, Func<Op> self) =>
        new(name, OpKind.Reduction)
        {
            Doc = doc + ", over axes (all by default).",
            Type = TypeRules.Reduction,
            DTypes = DTypes.Boolean,
            Reference = ReferenceFormulas.Fold((_, values) => holds(values) ? 1 : 0),
            NoGradient = "its result is a truth value, which does not vary",
            Build = Calls.Reduction,
            Fold = new ReductionCode(() => combine, _ => ConstantValue.Of(identity)),
            Samples = s => s.Reduction(self()),
        };
}
