using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Norms of vectors and matrices.</summary>
public static class Norms
{
    public static readonly Op Norm = new("Norm", OpKind.Composite)
    {
        Doc = "The norm over axes (all by default), as numpy.linalg.norm. Without an order the square root of the sum of squares (Euclidean, Frobenius), in one pass that neither overflows nor loses small numbers: large, middle and small elements are summed apart, scaled by powers of two (Blue's algorithm, Anderson 2017). Along one axis the order may be any number p: Sum(|x|^p)^(1/p), infinity for Max(|x|), -infinity for Min(|x|), 0 for the number of elements that are not zero. For orders below 1 an element that is 0 has the gradient 0 (the slope is infinite, or the norm is 0 for negative orders). Over two axes it names a norm of matrices: 1 and -1 are the largest and the smallest sum of a column's absolute values, infinity and -infinity those of a row. Gradient of the Euclidean norm: g x / norm; where a norm is 0 it has a kink and the gradient is taken as 0.",
        Type = TypeRules.Reduction,
        DTypes = DTypes.Floating,
        Reference = ReferenceFormulas.Fold((_, values) =>
        {
            double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
            return largest == 0 || double.IsInfinity(largest) ? largest : largest * Math.Sqrt(values.Sum(v => v / largest * (v / largest)));
        }),
        Gradient = r =>
        {
            EquatableArray<int> axes = ((AxesAttribute)r.Output.Attribute!).Axes;
            // Where the norm is 0 so is every element, and 0 / 1 is the gradient wanted. Dividing first keeps tiny norms in range.
            Node divisor = Where(Equal(r.Output, 0), Constant(r.Output, 1), r.Output);
            return [ExpandDims(r.Gradient, axes) * (r.Inputs[0] / ExpandDims(divisor, axes))];
        },
        Build = BuildNorm,
        Expand = Scaled,
        UlpBound = 8,
        Samples = s => s.Reduction(Norm!),
    };

    /// <summary>Below and above what elements are scaled, and by what: no square then overflows or underflows (Anderson 2017, as in LAPACK 3.10).</summary>
    private static (int Small, int SmallScale, int Big, int BigScale) Limits(DType dtype) =>
        dtype == DType.Float32 ? (-63, 75, 52, -76) : (-511, 537, 486, -538);

    private static Node Scaled(Node node)
    {
        Node x = node.Inputs[0];
        EquatableArray<int> axes = ((AxesAttribute)node.Attribute!).Axes;
        (int small, int smallScale, int big, int bigScale) = Limits(x.DType);
        Node size = Abs(x), zero = Constant(x, 0);
        Node isBig = Greater(size, Power(x, big)), isSmall = Less(size, Power(x, small));
        Node bigSum = Sum(Where(isBig, Square(size * Power(x, bigScale)), zero), axes);
        Node smallSum = Sum(Where(isSmall, Square(size * Power(x, smallScale)), zero), axes);
        // NaN is neither big nor small.
        Node sum = Sum(Where(Or(isBig, isSmall), zero, Square(size)), axes);
        Node withBig = Sqrt(bigSum + (sum * Power(x, bigScale) * Power(x, bigScale))) * Power(x, -bigScale);
        Node withSmall = Sqrt(sum + (smallSum * Power(x, -smallScale) * Power(x, -smallScale)));
        Node onlySmall = Sqrt(smallSum) * Power(x, -smallScale);
        return Where(Greater(bigSum, Constant(x, 0)), withBig, Where(Equal(sum, 0), onlySmall, withSmall));
    }

    private static Node Power(Node like, int exponent) => Constant(like, Math.Pow(2, exponent));

    private static Node BuildNorm(OpCall call)
    {
        Node x = call.Node("x");
        TypeRules.RequireDType(new TypeRequest(call.Graph, call.Op, [x.Type], null), x.DType, call.Op.DTypes);
        int[] axes = Calls.AxesOrAll(call, x);
        Node result;
        if (call["ord"] is not double order)
            result = axes.Length == 0 ? Abs(x) : x.Graph.Add(Norm, new AxesAttribute(axes.ToEquatableArray()), x);
        else if (axes.Length == 2)
            result = OfMatrices(call, x, order);
        else
            result = axes.Length <= 1 ? OfVectors(call, x, axes, order) : throw Calls.OutOfRange(call, "the number of axes", axes.Length, "1 or 2 when there is an order");
        return call.Flag("keepDims") ? ExpandDims(result, axes) : result;
    }

    private static Node OfVectors(OpCall call, Node x, int[] axes, double order)
    {
        (Node vectors, int[] folded) = axes.Length > 0 ? (x, axes) : (ExpandDims(x, x.Rank), [x.Rank]);
        if (order == 2)
            return x.Graph.Add(Norm, new AxesAttribute(folded.ToEquatableArray()), vectors);
        if (order == 0)
            return Sum(Cast(NotEqual(vectors, Constant(x, 0)), x.DType), folded);
        Node sizes = Abs(vectors);
        if (order == 1)
            return Sum(sizes, folded);
        if (double.IsInfinity(order))
            return Extreme(call, sizes, folded[0], order > 0);
        if (double.IsNaN(order))
            throw Calls.OutOfRange(call, "the order", order, "a number");
        // The power of 0 has an infinite slope for orders below 1, and so has the root of 0: the gradients are taken as 0 there.
        Node powers = Pow(sizes, Constant(x, order));
        if (order < 1)
        {
            Node isNothing = Equal(sizes, 0);
            powers = Where(isNothing, Constant(x, order > 0 ? 0 : double.PositiveInfinity), Pow(Where(isNothing, Constant(x, 1), sizes), Constant(x, order)));
        }
        Node sum = Sum(powers, folded), isZero = Equal(sum, 0);
        Node root = Pow(Where(isZero, Constant(x, 1), sum), Constant(x, 1 / order));
        return Where(isZero, Constant(x, order > 0 ? 0 : double.PositiveInfinity), root);
    }

    private static Node OfMatrices(OpCall call, Node x, double order)
    {
        int[] axes = call.Axes("axis", x.Rank) ?? [0, 1];
        (int rows, int columns) = (axes[0], axes[1]);
        (int summed, int compared) = order is 1 or -1 ? (rows, columns)
            : double.IsInfinity(order) ? (columns, rows)
            : throw Calls.OutOfRange(call, "the order of a matrix norm", order, "1, -1, infinity or -infinity; leave it out for the Frobenius norm");
        Node sums = Sum(Abs(x), [summed]);
        return Extreme(call, sums, compared > summed ? compared - 1 : compared, order > 0);
    }

    private static Node Extreme(OpCall call, Node x, int axis, bool largest)
    {
        Calls.RequireNotEmpty(call.Graph, call.Op, x, [axis]);
        return largest ? Max(x, [axis]) : Min(x, [axis]);
    }
}
