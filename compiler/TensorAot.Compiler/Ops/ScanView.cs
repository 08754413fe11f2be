using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>A node of <see cref="Loops.Scan"/>, its inputs told apart.</summary>
public sealed class ScanView
{
    public ScanView(Node node)
    {
        Node = node;
        Attribute = (ScanAttribute)node.Attribute!;
        int states = Attribute.States.Count, sequences = Attribute.Sequences.Count;
        Initial = [.. node.Inputs.Take(states)];
        Sequences = [.. node.Inputs.Skip(states).Take(sequences)];
        Next = [.. node.Inputs.Skip(states + sequences).Take(states)];
        Outputs = [.. node.Inputs.Skip((2 * states) + sequences)];
    }

    public Node Node { get; }

    public ScanAttribute Attribute { get; }

    /// <summary>The states before the first step.</summary>
    public IReadOnlyList<Node> Initial { get; }

    /// <summary>What the body gets one element of at each step.</summary>
    public IReadOnlyList<Node> Sequences { get; }

    /// <summary>The states after a step, computed by the body.</summary>
    public IReadOnlyList<Node> Next { get; }

    /// <summary>What a step gives besides, computed by the body.</summary>
    public IReadOnlyList<Node> Outputs { get; }

    /// <summary>What the body computes.</summary>
    public IEnumerable<Node> Results => Next.Concat(Outputs);

    /// <summary>The place of <see cref="ScanAttribute.Limit"/> among the states; -1 when the loop does all its steps.</summary>
    public int LimitPlace => Attribute.Limit is { } limit ? Attribute.States.ToList().IndexOf(limit) : -1;

    /// <summary>All variables of the body: states, elements of sequences, the index.</summary>
    public IEnumerable<VariableAttribute> Variables =>
        Attribute.Index is { } index ? Attribute.States.Concat(Attribute.Sequences).Append(index) : Attribute.States.Concat(Attribute.Sequences);

    /// <summary>The node of a variable.</summary>
    public Node Variable(VariableAttribute variable) => Node.Graph.Add(TensorAot.Compiler.Ops.Sources.Variable, variable);

    /// <summary>The nodes of the body that change from step to step, each after its inputs; the variables themselves included.</summary>
    public IReadOnlyList<Node> Body()
    {
        HashSet<VariableAttribute> own = [.. Variables];
        var varying = new HashSet<Node>();
        var body = new List<Node>();
        foreach (Node node in Graph.TopologicalOrder(Results))
        {
            if ((node.Attribute is VariableAttribute variable && own.Contains(variable)) || node.Inputs.Any(varying.Contains))
            {
                varying.Add(node);
                body.Add(node);
            }
        }
        return body;
    }
}
