using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>A <see cref="Loops.Scan"/> with its inputs, variables and results by name.</summary>
internal sealed class ScanView
{
    public ScanView(Node node)
    {
        Node = node;
        Attribute = (ScanAttribute)node.Attribute!;
        (int states, int sequences) = (Attribute.States.Count, Attribute.Sequences.Count);
        Initial = [.. node.Inputs.Take(states)];
        Sequences = [.. node.Inputs.Skip(states).Take(sequences)];
        Next = [.. node.Inputs.Skip(states + sequences).Take(states)];
        Outputs = [.. node.Inputs.Skip((2 * states) + sequences)];
        StateVariables = [.. Attribute.States.Select(Variable)];
        SequenceVariables = [.. Attribute.Sequences.Select(Variable)];
        IndexVariable = Attribute.Index is { } index ? Variable(index) : null;
    }

    public Node Node { get; }

    public ScanAttribute Attribute { get; }

    public IReadOnlyList<Node> Initial { get; }

    public IReadOnlyList<Node> Sequences { get; }

    /// <summary>What the body gives for the next state.</summary>
    public IReadOnlyList<Node> Next { get; }

    /// <summary>What the body gives besides.</summary>
    public IReadOnlyList<Node> Outputs { get; }

    public IReadOnlyList<Node> StateVariables { get; }

    public IReadOnlyList<Node> SequenceVariables { get; }

    public Node? IndexVariable { get; }

    public Graph Graph => Node.Graph;

    /// <summary>All that the body computes.</summary>
    public IEnumerable<Node> Body => Next.Concat(Outputs);

    public IEnumerable<Node> Variables => IndexVariable is null ? StateVariables.Concat(SequenceVariables) : StateVariables.Concat(SequenceVariables).Append(IndexVariable);

    /// <summary>The state after the last step.</summary>
    public Node Final(int state) => Tuples.Of(Node, state);

    /// <summary>The values of all steps of an output.</summary>
    public Node Stacked(int output) => Tuples.Of(Node, Attribute.States.Count + output);

    /// <summary>The nodes that belong to the body: those that depend on the variables.</summary>
    public HashSet<Node> Region() => LoopRegion.Of(Body, Variables);

    /// <summary>
    /// The values of all steps of values that the body computes (or binds), as results of a loop that has them as outputs besides its
    /// own. That loop shares the variables of this one; rewriting makes them one again.
    /// </summary>
    public Dictionary<Node, Node> Trace(IEnumerable<Node> values)
    {
        Node[] added = [.. values.Where(v => !Outputs.Contains(v)).Distinct()];
        ScanView extended = added.Length == 0 ? this : new ScanView(
            Loops.NewScan(Attribute with { Outputs = Outputs.Count + added.Length }, Initial, Sequences, Next, [.. Outputs, .. added]));
        return extended.Outputs.Select((node, i) => (node, i)).GroupBy(o => o.node).ToDictionary(g => g.Key, g => extended.Stacked(g.First().i));
    }

    private Node Variable(VariableAttribute attribute) => Node.Graph.Add(Ops.Sources.Variable, attribute);
}
