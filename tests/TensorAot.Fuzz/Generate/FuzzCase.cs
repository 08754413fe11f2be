namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

/// <summary>A function and values for its parameters.</summary>
/// <param name="Name">Seed and number, from which it can be made again.</param>
/// <param name="Function">The function as written.</param>
/// <param name="Inputs">A value for each parameter, in their order.</param>
/// <param name="Rule">The rule whose expression it was seeded with.</param>
internal sealed record FuzzCase(string Name, FunctionGraph Function, EquatableArray<GraphExactArray> Inputs, string? Rule)
{
    /// <summary>Reductions that nothing has no value of; what builds them for users requires elements.</summary>
    private static readonly HashSet<Op> s_ofSome = [Reduction.Max, Reduction.Min, Reduction.ArgMax];

    /// <summary>Rows of a matrix whose determinant the reference, an expansion by cofactors, has in no time.</summary>
    private const int MostRows = 7;

    /// <summary>The ops whose references cannot do with numbers of every size.</summary>
    internal static readonly HashSet<Op> OfMatrices = [.. typeof(LinearAlgebra).GetFields().Where(f => f.FieldType == typeof(Op)).Select(f => (Op)f.GetValue(null)!)];

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

    /// <summary>Whether some value has no elements.</summary>
    public bool HasNothing()
    {
        Dictionary<string, long> sizes = Sizes();
        return Graph.TopologicalOrder(Roots).SelectMany(n => n.IsTuple ? n.Parts.SelectMany(p => p.Shape.Dims) : n.Shape.Dims).Any(d => d.Evaluate(s => sizes[s.Name]) == 0);
    }

    /// <summary>Whether the sizes are known and are what the graph needs of them.</summary>
    public bool Fits()
    {
        Dictionary<string, long> sizes = Sizes();
        long Size(DimSymbol symbol) => sizes[symbol.Name];
        bool IsKnown(SliceAttribute slice, Shape shape) =>
            slice.Axes.SelectMany(a => a.Start.Symbols.Concat(a.Length.Symbols)).Concat(shape.Dims.SelectMany(d => d.Symbols)).All(s => sizes.ContainsKey(s.Name));
        DimConstraints constraints = Function.Graph.Constraints;
        IReadOnlyList<Node> nodes = Graph.TopologicalOrder(Roots);
        return Function.Parameters.Select((p, i) => p.Value.Shape.Dims.Select((d, axis) => d.Symbols.All(s => sizes.ContainsKey(s.Name)) && d.Evaluate(Size) == Inputs[i].Shape[axis]).All(fits => fits)).All(fits => fits)
            && nodes.All(n => n.Attribute is not SliceAttribute slice || n.Op != Indexing.Slice || (IsKnown(slice, n.Inputs[0].Shape) && IsWithin(slice, n.Inputs[0].Shape, Size)))
            && nodes.SelectMany(n => n.IsTuple ? n.Parts.SelectMany(p => p.Shape.Dims) : n.Shape.Dims).SelectMany(d => d.Symbols).All(s => sizes.ContainsKey(s.Name))
            && nodes.All(n => n.Attribute is not RollAttribute roll || (roll.Shift.Evaluate(Size) >= 0 && roll.Shift.Evaluate(Size) <= n.Shape[roll.Axis].Evaluate(Size)))
            && constraints.Checks.All(c => c.Left.Symbols.Concat(c.Right.Symbols).All(s => sizes.ContainsKey(s.Name)) && c.Left.Evaluate(Size) == c.Right.Evaluate(Size))
            && constraints.Bounds.All(b => b.Dim.Symbols.All(s => sizes.ContainsKey(s.Name)) && b.Dim.Evaluate(Size) >= b.Minimum)
            && nodes.Where(n => s_ofSome.Contains(n.Op)).All(n => ((AxesAttribute)n.Attribute!).Axes.All(axis => n.Inputs[0].Shape[axis].Evaluate(Size) > 0))
            && nodes.Where(n => OfMatrices.Contains(n.Op)).SelectMany(n => n.Inputs).All(x => x.IsTuple || x.Rank < 2 || x.Shape[x.Rank - 1].Evaluate(Size) <= MostRows);
    }

    /// <summary>Whether a slice takes only what is there: other sizes than those it was made for may be too small.</summary>
    private static bool IsWithin(SliceAttribute slice, Shape shape, Func<DimSymbol, long> size)
    {
        for (int axis = 0; axis < slice.Axes.Count; axis++)
        {
            (long start, long length) = (slice.Axes[axis].Start.Evaluate(size), slice.Axes[axis].Length.Evaluate(size));
            long last = start + ((length - 1) * slice.Axes[axis].Step), extent = shape[axis].Evaluate(size);
            if (length > 0 && (Math.Min(start, last) < 0 || Math.Max(start, last) >= extent))
                return false;
        }
        return true;
    }
}
