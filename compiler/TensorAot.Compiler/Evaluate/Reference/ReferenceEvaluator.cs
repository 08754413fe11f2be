using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Evaluate.Reference;

/// <summary>
/// Evaluates a graph in float64 by the reference formula of each op: slow and obvious, the oracle of the tests. Integers are exact up
/// to 2^53 and wrap as in C#; float32 results are not rounded, except by casts.
/// </summary>
public static class ReferenceEvaluator
{
    /// <summary>The values of <paramref name="roots"/>.</summary>
    /// <param name="roots">The nodes to evaluate, all of one graph.</param>
    /// <param name="inputs">The values of the inputs by name.</param>
    /// <param name="sizes">The values of sizes that no input's axis gives.</param>
    /// <exception cref="ArgumentException">An input is missing, or does not have the sizes of its type.</exception>
    public static NdArray[] Evaluate(IReadOnlyList<Node> roots, IReadOnlyDictionary<string, NdArray> inputs, IReadOnlyDictionary<string, long>? sizes = null)
    {
        IReadOnlyList<Node> order = Graph.TopologicalOrder(roots);
        Dictionary<DimSymbol, long> bound = Bind(order, inputs, sizes);
        long Size(DimSymbol symbol) => bound.TryGetValue(symbol, out long value) ? value : throw new ArgumentException($"the size {symbol.Name} is not known");

        var evaluation = new Run(inputs, Size);
        return [.. roots.Select(evaluation.Value)];
    }

    private sealed class Run(IReadOnlyDictionary<string, NdArray> inputs, Func<DimSymbol, long> size) : NdArrayEvaluation(d => checked((int)d.Evaluate(size)))
    {
        protected override NdArray[] Compute(Node node, IReadOnlyList<NdArray> operands)
        {
            if (node.Attribute is InputAttribute input)
                return [inputs[input.Name]];
            var request = new ReferenceRequest(node, operands, size);
            return node.IsTuple ? node.Op.ReferenceParts!(request) : [node.Op.Reference(request)];
        }
    }

    private static Dictionary<DimSymbol, long> Bind(IReadOnlyList<Node> order, IReadOnlyDictionary<string, NdArray> inputs, IReadOnlyDictionary<string, long>? sizes)
    {
        Dictionary<DimSymbol, long> bound = [];
        List<(Node Input, NdArray Value)> given = [];
        foreach (Node node in order)
        {
            if (node.Attribute is not InputAttribute input)
                continue;
            if (!inputs.TryGetValue(input.Name, out NdArray? value))
                throw new ArgumentException($"no value for input {input.Name}");
            if (value.Rank != node.Rank)
                throw new ArgumentException($"input {input.Name}: rank {value.Rank} for {node.Type}");
            given.Add((node, value));
            for (int axis = 0; axis < node.Rank; axis++)
                if (node.Shape[axis].AsSymbol is { } symbol)
                    bound[symbol] = value.Shape[axis];
        }
        foreach (DimSymbol symbol in order.SelectMany(n => n.Shape.Dims).SelectMany(d => d.Symbols).Concat(order.Select(n => n.Attribute).OfType<SizeAttribute>().SelectMany(a => a.Dim.Symbols))
            .Concat(order.Select(n => n.Attribute).OfType<ScanAttribute>().SelectMany(a => a.Steps.Symbols)))
            if (sizes is not null && sizes.TryGetValue(symbol.Name, out long size))
                bound[symbol] = size;
        foreach ((Node node, NdArray value) in given)
            RequireSizes(node, value, bound);
        return bound;
    }

    private static void RequireSizes(Node input, NdArray value, Dictionary<DimSymbol, long> bound)
    {
        for (int axis = 0; axis < input.Rank; axis++)
            if (input.Shape[axis].Symbols.All(bound.ContainsKey) && input.Shape[axis].Evaluate(s => bound[s]) != value.Shape[axis])
                throw new ArgumentException($"input {input.Attribute}: axis {axis} is {value.Shape[axis]} and its type says {input.Shape[axis]}");
    }
}
