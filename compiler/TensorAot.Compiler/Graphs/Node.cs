using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Graphs;

/// <summary>
/// One value of a graph: an op applied to other values. Created only by <see cref="Graph.Add"/>, which gives equal nodes the same
/// object, so common subexpressions are shared by construction and two values are the same exactly when the references are.
/// </summary>
public sealed class Node
{
    internal Node(Graph graph, int id, Op op, EquatableArray<Node> inputs, object? attribute, TensorType type, EquatableArray<TensorType> parts)
    {
        Graph = graph;
        Id = id;
        Op = op;
        Inputs = inputs;
        Attribute = attribute;
        Type = type;
        Parts = parts;
        HasFailures = CanFail || HasFailing(inputs);
    }

    public Graph Graph { get; }

    /// <summary>Position in <see cref="Graph.Nodes"/>; inputs have smaller ids than the nodes that use them.</summary>
    public int Id { get; }

    public Op Op { get; }

    public EquatableArray<Node> Inputs { get; }

    /// <summary>What the op needs besides its inputs (axes, a constant's bits, a name): a value-equal record, or null.</summary>
    public object? Attribute { get; }

    public TensorType Type { get; }

    /// <summary>The types of the results when there are several; they are used through <see cref="Tuples.Part"/>, and <see cref="Type"/> says nothing.</summary>
    public EquatableArray<TensorType> Parts { get; }

    /// <summary>Whether it has several results.</summary>
    public bool IsTuple => Op.Parts is not null;

    public DType DType => Type.DType;

    public Shape Shape => Type.Shape;

    public int Rank => Type.Rank;

    /// <summary>Whether computing it can fail at run time: an index out of range, an integer division by zero.</summary>
    public bool CanFail => Op.CanFail && (Op.FailsWhen?.Invoke(this) ?? true);

    /// <summary>Whether computing it can fail, or computing something that it is computed from.</summary>
    public bool HasFailures { get; }

    /// <summary>Ids are as good as any hash, and much cheaper than that of an object. Equal nodes are the same object.</summary>
    public override int GetHashCode() => Id;

    public override string ToString() => $"%{Id} = {Op.Name}({string.Join(", ", Inputs.Select(i => "%" + i.Id))}) : {Type}";

    private static bool HasFailing(EquatableArray<Node> inputs)
    {
        foreach (Node input in inputs)
            if (input.HasFailures)
                return true;
        return false;
    }
}
