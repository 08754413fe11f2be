using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>What calls of the methods of a random stream have in common.</summary>
internal static class DrawCalls
{
    extension(OpCall call)
    {
        public RandomSource Random => (RandomSource)call["random"]!;

        /// <summary>The element type that the call names.</summary>
        public DType Element => Creation.DTypeOf(call);

        /// <summary>Parameters in the element type of the draw.</summary>
        public Node[] Parameters(params string[] names) => [.. names.Select(name => call.Parameter(name, call.Element))];

        /// <summary>A parameter: a tensor as it is, a number in an element type.</summary>
        public Node Parameter(string name, DType dtype) => call[name] is Node node ? node
            : Sources.NewConstant(call.Graph, ConstantValue.From(dtype, call.Number(name, double.NaN)));

        /// <summary>A parameter of whole numbers: a tensor, or else a number in the precision of the result.</summary>
        public Node Weights(string name) => call.Parameter(name, call.Element == DType.Float32 ? DType.Float32 : DType.Float64);

        /// <summary>The shape of the draw: the sizes of the call, in which parameters must fit; without sizes that in which the parameters agree.</summary>
        public Shape ShapeFor(params Node[] parameters) => call.ShapeFor(parameters.Select(p => p.Shape));

        /// <summary>The same for shapes.</summary>
        public Shape ShapeFor(IEnumerable<Shape> parameters)
        {
            Shape given = Calls.ShapeOf(call, "dims");
            var request = new TypeRequest(call.Graph, call.Op, [], null);
            Shape joined = parameters.Aggregate(given, (all, shape) => Broadcasting.Join(request, all, shape));
            if (given.Rank > 0 && joined.Rank > given.Rank)
                throw new GraphException(DiagnosticRules.BroadcastToShrinks, Calls.Subject(call.Graph, call.Op), joined, given);
            for (int axis = 0; axis < given.Rank; axis++)
                if (!call.Graph.Constraints.TryRequireEqual(given[axis], joined[axis], call.Graph.Source))
                    throw new GraphException(DiagnosticRules.BroadcastToShrinks, Calls.Subject(call.Graph, call.Op), joined, given);
            return given.Rank > 0 ? given : joined;
        }

        /// <summary>A probability that is known at build time must be one.</summary>
        public void RequireProbability(string name, bool canBeZero)
        {
            if (call[name] is not Node && call.Number(name, 1) is var p && !(p <= 1 && (canBeZero ? p >= 0 : p > 0)))
                throw Calls.OutOfRange(call, name, p, canBeZero ? "between 0 and 1" : "above 0 and at most 1");
        }
    }

    /// <summary>For samples: an input that is a stream. It comes first, so that formulas find it as x0.</summary>
    public static RandomSource Random(this OpSamples s)
    {
        int next = 0;
        return new RandomSource(s.InputOf(DType.Int32, RandomSource.Words), () => next++);
    }

    /// <summary>For samples: the sizes of a call.</summary>
    public static Dim[] Dims(params int[] sizes) => [.. sizes.Select(size => (Dim)size)];

    /// <summary>For samples: fractions of a draw of the stream x0.</summary>
    public static double Unit(this OpSamples s, Support.NdArray[] inputs, int number, int place, UnitRange range, DType? dtype = null) =>
        RandomReference.Unit(RandomReference.StreamAt(inputs[0], []), number, place, dtype ?? s.DType, range);
}
