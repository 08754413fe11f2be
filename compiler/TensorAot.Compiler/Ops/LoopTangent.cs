using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Forward mode through a loop: the same loop with the tangents of its states as further states, those of its sequences as further
/// sequences and those of its outputs as further outputs. Nothing is kept of the steps.
/// </summary>
internal static class LoopTangent
{
    /// <summary>The rule: the tangent of each result, null for one that does not vary.</summary>
    public static Node?[] Rule(TangentRequest request)
    {
        var scan = new ScanView(request.Output);
        int states = scan.Initial.Count;
        Node?[] elements = [.. scan.SequenceVariables.Select((v, k) => request.Tangents[states + k] is null ? null : Tangent(v))];
        Node?[] variables = [.. scan.StateVariables.Select((v, i) => request.Tangents[i] is null ? null : Tangent(v))];
        Node?[] steps = Steps(request, scan, variables, elements);
        if (steps.All(s => s is null))
            return OfNoSteps(request, scan);
        return Build(request, scan, variables, elements, steps);
    }

    /// <summary>No step's result varies; in a call of no steps a final state is the initial one.</summary>
    private static Node?[] OfNoSteps(TangentRequest request, ScanView scan)
    {
        var result = new Node?[scan.Node.Parts.Count];
        for (int i = 0; i < scan.Initial.Count; i++)
            if (request.Tangents[i] is { } tangent && scan.MayBeEmpty)
                result[i] = scan.WithoutSteps(tangent);
        return result;
    }

    /// <summary>The tangents of one step's results. A state varies when its initial value does or a step makes it: asked again until no more do.</summary>
    private static Node?[] Steps(TangentRequest request, ScanView scan, Node?[] variables, Node?[] elements)
    {
        IReadOnlyList<Node> stateVariables = scan.StateVariables, sequenceVariables = scan.SequenceVariables;
        while (true)
        {
            Node?[] steps = request.Body([.. scan.Results], [.. stateVariables, .. sequenceVariables], [.. variables, .. elements]);
            int[] more = [.. Enumerable.Range(0, variables.Length).Where(i => variables[i] is null && steps[i] is not null)];
            if (more.Length == 0)
                return steps;
            foreach (int i in more)
                variables[i] = Tangent(stateVariables[i]);
        }
    }

    private static Node?[] Build(TangentRequest request, ScanView scan, Node?[] variables, Node?[] elements, Node?[] steps)
    {
        int count = scan.Initial.Count;
        int[] states = [.. Places(variables)], sequences = [.. Places(elements)], outputs = [.. Places([.. steps.Skip(count)])];
        ScanAttribute attribute = scan.Attribute with
        {
            States = [.. scan.Attribute.States, .. states.Select(i => AttributeOf(variables[i]!))],
            Sequences = [.. scan.Attribute.Sequences, .. sequences.Select(k => AttributeOf(elements[k]!))],
            Outputs = scan.Outputs.Count + outputs.Length,
        };
        Node dual = Loops.NewScan(
            attribute,
            [.. scan.Initial, .. states.Select(i => request.Tangents[i] ?? ZerosLike(scan.Initial[i]))],
            [.. scan.Sequences, .. sequences.Select(k => request.Tangents[count + k]!)],
            [.. scan.Next, .. states.Select(i => steps[i] ?? ZerosLike(scan.Next[i]))],
            [.. scan.Outputs, .. outputs.Select(j => steps[count + j]!)]);
        var loop = new ScanView(Separate(scan, dual));
        var result = new Node?[scan.Node.Parts.Count];
        for (int n = 0; n < states.Length; n++)
            result[states[n]] = loop.Final(count + n);
        for (int n = 0; n < outputs.Length; n++)
            result[count + outputs[n]] = loop.Stacked(scan.Outputs.Count + n);
        return result;
    }

    /// <summary>
    /// The loop with variables of its own if it needs a result of the first one, for then the two can never become one. Otherwise they
    /// share their variables, and rewriting makes them one.
    /// </summary>
    private static Node Separate(ScanView scan, Node dual) =>
        Graph.TopologicalOrder(dual.Inputs).Contains(scan.Node)
            ? Substitution.Run([dual], scan.VariableNodes.ToDictionary(v => v, Substitution.Renewed), renew: true)[0]
            : dual;

    private static IEnumerable<int> Places(Node?[] nodes) => Enumerable.Range(0, nodes.Length).Where(i => nodes[i] is not null);

    private static Node Tangent(Node variable) =>
        Sources.NewVariable(variable.Graph, "d" + ((VariableAttribute)variable.Attribute!).Name, variable.Type);

    private static VariableAttribute AttributeOf(Node variable) => (VariableAttribute)variable.Attribute!;
}
