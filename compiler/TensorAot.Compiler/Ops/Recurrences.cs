using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>What the gradients of <see cref="Cumulative"/> are made of. Each op is the transpose of another one here, so gradients can be differentiated again.</summary>
public static class Recurrences
{
    public static readonly Op LinearRecurrence = new("LinearRecurrence", OpKind.Routine)
    {
        Doc = "s[i] = g[i] + a[i] s[i - 1] along an axis, from s[0] = g[0]; in reverse its transpose, s[i] = g[i] + a[i + 1] s[i + 1], from the last s = g. float is computed in double. Two inputs of one shape.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = LinearReference,
        Gradient = r =>
        {
            CumulativeAttribute attribute = Cumulative.Attribute(r.Output);
            Node back = Linear(r.Gradient, r.Inputs[1], attribute with { Reverse = !attribute.Reverse });
            // a[i] stands between places i - 1 and i, whichever way the values run.
            return [back, attribute.Reverse ? r.Output * Delayed(back, attribute, 0) : back * Delayed(r.Output, attribute, 0)];
        },
        Routine = new RoutineCode("Cumulative.Recurrence", Cumulative.Sizes) { Flops = n => 2 * n.Shape.ElementCount },
        UlpBound = 2,
        Samples = s => Pairs(s, (g, a, attribute) => [Linear(g, a, attribute), Linear(g, a, attribute with { Reverse = true })]),
    };

    public static readonly Op RunSum = new("RunSum", OpKind.Routine)
    {
        Doc = "For runs of equal neighbours of y along an axis: the sum of g over the run at its first place, 0 at the others. float is added up in double; NaN equals NaN. The transpose of RunFill; y counts as constant.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = RunReference((run, first, place, g) => place == first ? run.Sum(g) : 0),
        Gradient = r => [r.Graph.Add(RunFill!, r.Output.Attribute, r.Gradient, r.Inputs[1]), null],
        Routine = new RoutineCode("Cumulative.RunSum", Cumulative.Sizes),
        UlpBound = 2,
        Samples = s => Pairs(s, (g, y, attribute) => [SumOfRuns(g, Steps(y), attribute)]),
    };

    public static readonly Op RunFill = new("RunFill", OpKind.Routine)
    {
        Doc = "For runs of equal neighbours of y along an axis: g of the run's first place at all of its places; NaN equals NaN. The transpose of RunSum; y counts as constant.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = RunReference((_, first, _, g) => g(first)),
        Gradient = r => [SumOfRuns(r.Gradient, r.Inputs[1], Cumulative.Attribute(r.Output)), null],
        Routine = new RoutineCode("Cumulative.RunFill", Cumulative.Sizes) { Flops = RoutineWork.None },
        Samples = s => Pairs(s, (g, y, attribute) => [s.Graph.Add(RunFill!, attribute, g, Steps(y))]),
    };

    internal static Node Linear(Node g, Node a, CumulativeAttribute attribute) => g.Graph.Add(LinearRecurrence, attribute, g, a);

    internal static Node SumOfRuns(Node g, Node y, CumulativeAttribute attribute) => g.Graph.Add(RunSum, attribute with { Reverse = false }, g, y);

    /// <summary>The element before each place of the axis, and a number before the first.</summary>
    internal static Node Delayed(Node x, CumulativeAttribute attribute, double first)
    {
        int axis = x.Rank - 1 - attribute.AxisFromEnd;
        return Indexing.Part(Concatenate([Border(x, axis, first), x], axis), axis, Dim.Zero, x.Shape[axis]);
    }

    /// <summary>The element after each place of the axis, and a number after the last.</summary>
    internal static Node Advanced(Node x, CumulativeAttribute attribute, double last)
    {
        int axis = x.Rank - 1 - attribute.AxisFromEnd;
        return Indexing.Part(Concatenate([x, Border(x, axis, last)], axis), axis, Dim.One, x.Shape[axis]);
    }

    private static Node Border(Node x, int axis, double value) => BroadcastTo(Constant(x, value), Shape.Of(x.Shape.Dims.Select((d, a) => a == axis ? Dim.One : d)));

    /// <summary>For samples: values with runs.</summary>
    private static Node Steps(Node y) => Cast(Greater(y, Constant(y, 0)), y.DType);

    private static NdArray LinearReference(ReferenceRequest request)
    {
        (NdArray g, NdArray a) = (request.Inputs[0], request.Inputs[1]);
        int axis = Cumulative.AxisOf(request.Node), size = g.Shape[axis];
        bool reverse = Cumulative.Attribute(request.Node).Reverse;
        return NdArray.Generate(request.Shape, index =>
        {
            int[] at = [.. index];
            double state = 0;
            for (int i = reverse ? size - 1 : 0; ; i += reverse ? -1 : 1)
            {
                double factor = At(a, reverse ? i + 1 : i);
                state = At(g, i) + (i == (reverse ? size - 1 : 0) ? 0 : factor * state);
                if (i == index[axis])
                    return state;
            }

            double At(NdArray x, int i)
            {
                at[axis] = Math.Min(i, size - 1);
                return x[at];
            }
        });
    }

    private static Func<ReferenceRequest, NdArray> RunReference(Func<IEnumerable<int>, int, int, Func<int, double>, double> value) => r =>
    {
        (NdArray g, NdArray y) = (r.Inputs[0], r.Inputs[1]);
        int axis = Cumulative.AxisOf(r.Node), size = g.Shape[axis];
        return NdArray.Generate(r.Shape, index =>
        {
            int place = index[axis], first = place, end = place + 1;
            double At(NdArray x, int i) => x[[.. index.Select((k, a) => a == axis ? i : k)]];
            while (first > 0 && At(y, first - 1).Equals(At(y, place)))
                first--;
            while (end < size && At(y, end).Equals(At(y, place)))
                end++;
            return value(Enumerable.Range(first, end - first), first, place, i => At(g, i));
        });
    };

    private static IEnumerable<Node> Pairs(OpSamples s, Func<Node, Node, CumulativeAttribute, IEnumerable<Node>> samples) =>
    [
        .. samples(s.Input(7), s.Input(7), new CumulativeAttribute(0)),
        .. samples(s.Input(3, 2), s.Input(3, 2), new CumulativeAttribute(1)),
        .. samples(s.Input(0, 3), s.Input(0, 3), new CumulativeAttribute(0)),
        .. samples(s.Input(2, 0), s.Input(2, 0), new CumulativeAttribute(0)),
    ];
}
