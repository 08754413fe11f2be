namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

/// <summary>A function and values for its parameters.</summary>
/// <param name="Name">Seed and number, from which it can be made again.</param>
/// <param name="Function">The function as written.</param>
/// <param name="Inputs">A value for each parameter, in their order.</param>
/// <param name="Rule">The rule whose expression it was seeded with.</param>
internal sealed record FuzzCase(string Name, FunctionGraph Function, EquatableArray<GraphExactArray> Inputs, string? Rule)
{
    public Node[] Roots => [.. Function.Outputs.Select(o => o.Value)];

    /// <summary>The values of the parameters for the exact evaluator.</summary>
    public Dictionary<string, GraphExactArray> ExactInputs() => Function.Parameters.Select((p, i) => (p.Name, Inputs[i])).ToDictionary();

    /// <summary>The values of the parameters for reference evaluation.</summary>
    public Dictionary<string, NdArray> ReferenceInputs() => Function.Parameters.Select((p, i) => (p.Name, Inputs[i].ToNdArray())).ToDictionary();

    /// <summary>The sizes that the parameters' axes have.</summary>
    public Dictionary<string, long> Sizes()
    {
        var sizes = new Dictionary<string, long>();
        for (int i = 0; i < Inputs.Count; i++)
            for (int axis = 0; axis < Inputs[i].Rank; axis++)
                if (Function.Parameters[i].Value.Shape[axis].AsSymbol is { } symbol)
                    sizes[symbol.Name] = Inputs[i].Shape[axis];
        return sizes;
    }

    /// <summary>Whether the sizes are known and are what the graph needs of them.</summary>
    public bool Fits()
    {
        Dictionary<string, long> sizes = Sizes();
        long Size(DimSymbol symbol) => sizes[symbol.Name];
        DimConstraints constraints = Function.Graph.Constraints;
        return Graph.TopologicalOrder(Roots).SelectMany(n => n.IsTuple ? n.Parts.SelectMany(p => p.Shape.Dims) : n.Shape.Dims).SelectMany(d => d.Symbols).All(s => sizes.ContainsKey(s.Name))
            && constraints.Checks.All(c => c.Left.Symbols.Concat(c.Right.Symbols).All(s => sizes.ContainsKey(s.Name)) && c.Left.Evaluate(Size) == c.Right.Evaluate(Size))
            && constraints.Bounds.All(b => b.Dim.Symbols.All(s => sizes.ContainsKey(s.Name)) && b.Dim.Evaluate(Size) >= b.Minimum);
    }
}
