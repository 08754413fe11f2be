using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>
/// Evaluates a graph with the bits that generated code has: each element in its own type, functions by their programs, reductions
/// and products in the order that generated code keeps. Tests compare with it for equality; it is no oracle of correctness.
/// </summary>
public static class GraphExact
{
    /// <summary>The values of some roots of one graph.</summary>
    /// <param name="roots">The nodes to evaluate.</param>
    /// <param name="inputs">The values of the inputs by name (parameters) or path (shared state).</param>
    /// <param name="sizes">The values of sizes that no input's axis gives.</param>
    /// <exception cref="ArgumentException">An input is missing or of another type, or a size is not known.</exception>
    /// <exception cref="NotSupportedException">An op has no bit-exact form.</exception>
    public static GraphExactArray[] Evaluate(IReadOnlyList<Node> roots, IReadOnlyDictionary<string, GraphExactArray> inputs, IReadOnlyDictionary<string, long>? sizes = null)
    {
        IReadOnlyList<Node> expanded = CompositeExpansion.Run(roots);
        IReadOnlyList<Node> order = Graph.TopologicalOrder(expanded);
        Dictionary<string, long> bound = Bind(order, inputs, sizes);
        long Size(DimSymbol symbol) => bound.TryGetValue(symbol.Name, out long value) ? value : throw new ArgumentException($"the size {symbol.Name} is not known");

        var evaluation = new Run(inputs, Size);
        return [.. expanded.Select(evaluation.Value)];
    }

    private sealed class Run(IReadOnlyDictionary<string, GraphExactArray> inputs, Func<DimSymbol, long> size) : Evaluation<GraphExactArray>(d => checked((int)d.Evaluate(size)))
    {
        protected override GraphExactArray[] Compute(Node node, IReadOnlyList<GraphExactArray> operands) =>
            node.Attribute is InputAttribute input ? [inputs[input.Name]]
            : node.IsTuple ? Parts(node, operands, size)
            : [Evaluate(node, [.. operands], Sizes(node.Type), size)];

        protected override GraphExactArray Row(GraphExactArray whole, int index)
        {
            int count = whole.Bits.Length / whole.Shape[0];
            return new GraphExactArray(whole.DType, [.. whole.Shape.Skip(1)], [.. whole.Bits.Skip(index * count).Take(count)]);
        }

        protected override GraphExactArray Stack(TensorType type, IReadOnlyList<GraphExactArray> rows) => new(type.DType, Sizes(type), [.. rows.SelectMany(r => r.Bits)]);

        protected override GraphExactArray Number(int value) => GraphExactArray.Scalar(ConstantValue.Of(value));

        protected override int Integer(GraphExactArray number) => (int)number.Bits[0];

        protected override GraphExactArray Zeros(TensorType type) => new(type.DType, Sizes(type), new long[Sizes(type).Aggregate(1, (a, b) => a * b)]);

        protected override bool IsTrue(GraphExactArray condition) => condition.Bits[0] != 0;
    }

    /// <summary>All results of an op that has several: its reference, rounded.</summary>
    private static GraphExactArray[] Parts(Node node, IReadOnlyList<GraphExactArray> inputs, Func<DimSymbol, long> size) =>
        [.. node.Op.ReferenceParts!(new ReferenceRequest(node, [.. inputs.Select(x => x.ToNdArray())], size)).Select((value, i) => GraphExactArray.Of(node.Parts[i].DType, value))];

    private static GraphExactArray Evaluate(Node node, GraphExactArray[] inputs, int[] shape, Func<DimSymbol, long> size) => node.Op.Kind switch
    {
        OpKind.Source => GraphExactArray.Scalar(node.Attribute switch
        {
            ConstantAttribute constant => constant.Value,
            SizeAttribute s => ConstantValue.FromInteger(node.DType, s.Dim.Evaluate(size)),
            _ => throw new NotSupportedException($"{node}: no exact form"),
        }),
        OpKind.Elementwise when node.Op == Sources.Iota => GraphExactArray.Generate(node.DType, shape, index => ConstantValue.FromInteger(node.DType, index[0]).Bits),
        OpKind.Elementwise => GraphExactArray.Generate(node.DType, shape, index => Element(node, [.. inputs.Select(x => x.AtBroadcast(index))])),
        OpKind.Reduction => GraphExactReduction.Evaluate(node, inputs[0], shape),
        OpKind.Contraction when node.Op == AccumulatedProducts.Gemm => GraphExactProduct.Accumulate(node, inputs, shape),
        OpKind.Contraction => GraphExactProduct.Evaluate(node, inputs[0], inputs[1], shape),
        _ => GraphExactMovement.Evaluate(node, inputs, shape, size),
    };

    private static long Element(Node node, long[] arguments) =>
        GraphExactElement.Evaluate(node, arguments) ?? throw new NotSupportedException($"{node}: no exact form");

    private static Dictionary<string, long> Bind(IReadOnlyList<Node> order, IReadOnlyDictionary<string, GraphExactArray> inputs, IReadOnlyDictionary<string, long>? sizes)
    {
        Dictionary<string, long> bound = sizes?.ToDictionary(s => s.Key, s => s.Value) ?? [];
        foreach (Node node in order)
        {
            if (node.Attribute is not InputAttribute input)
                continue;
            if (!inputs.TryGetValue(input.Name, out GraphExactArray? value) || value.DType != node.DType || value.Rank != node.Rank)
                throw new ArgumentException($"input {input.Name}: a {node.Type} is needed");
            for (int axis = 0; axis < node.Rank; axis++)
                if (node.Shape[axis].AsSymbol is { } symbol)
                    bound[symbol.Name] = value.Shape[axis];
        }
        return bound;
    }
}
