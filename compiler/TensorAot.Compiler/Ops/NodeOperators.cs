using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Lets gradient rules and rewrites read like their formulas: <c>using static TensorAot.Compiler.Ops.NodeOperators;</c>.
/// Numbers become constants of the element type of the tensor beside them. <c>==</c> stays the identity of nodes: write
/// <see cref="Equal(Node, Node)"/>.
/// </summary>
public static partial class NodeOperators
{
    extension(Node)
    {
        public static Node operator +(Node a, Node b) => Apply(Arithmetic.Add, a, b);

        public static Node operator +(Node a, double b) => a + Constant(a, b);

        public static Node operator +(double a, Node b) => Constant(b, a) + b;

        public static Node operator -(Node a, Node b) => Apply(Arithmetic.Subtract, a, b);

        public static Node operator -(Node a, double b) => a - Constant(a, b);

        public static Node operator -(double a, Node b) => Constant(b, a) - b;

        public static Node operator *(Node a, Node b) => Apply(Arithmetic.Multiply, a, b);

        public static Node operator *(Node a, double b) => a * Constant(a, b);

        public static Node operator *(double a, Node b) => Constant(b, a) * b;

        public static Node operator /(Node a, Node b) => Apply(Arithmetic.Divide, a, b);

        public static Node operator /(Node a, double b) => a / Constant(a, b);

        public static Node operator /(double a, Node b) => Constant(b, a) / b;

        public static Node operator -(Node x) => Apply(Arithmetic.Negate, x);
    }

    /// <summary>A scalar constant of the element type of <paramref name="like"/>.</summary>
    public static Node Constant(Node like, double value) => Sources.NewConstant(like.Graph, ConstantValue.From(like.DType, value));

    /// <summary>A size as a scalar of an element type: a constant where it is known.</summary>
    public static Node Size(Graph graph, Dim size, DType dtype) => Sources.NewSize(graph, size, dtype);

    /// <summary>An op without an attribute, applied.</summary>
    public static Node Apply(Op op, params Node[] inputs) => inputs[0].Graph.Add(op, null, inputs);

    private static Node With(object attribute, Op op, Node x) => x.Graph.Add(op, attribute, x);

    private static EquatableArray<int> Ascending(IEnumerable<int> axes) => axes.OrderBy(a => a).ToEquatableArray();
}
