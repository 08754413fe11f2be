using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>A batch of loops is one loop whose body works on the batch: what varies has the examples in front in every step.</summary>
internal static class LoopBatch
{
    /// <summary>
    /// The rule: each result with the batch in front. One that is the same in all examples is a result of the new loop as well, repeated:
    /// the loop as it was reads what varies for the others.
    /// </summary>
    public static Node?[] Rule(BatchRequest request)
    {
        var scan = new ScanView(request.Output);
        int states = scan.Initial.Count;
        Node?[] elements = [.. scan.SequenceVariables.Select((v, k) => request.IsBatched[states + k] ? Batched(v, request.Size) : null)];
        Node?[] variables = [.. scan.StateVariables.Select((v, i) => request.IsBatched[i] ? Batched(v, request.Size) : null)];
        Node?[] steps = Steps(request, scan, variables, elements);
        bool varies = variables.Concat(elements).Concat(steps).Any(v => v is not null);
        return !varies ? new Node?[scan.Node.Parts.Count] : Build(request, scan, variables, elements, steps);
    }

    /// <summary>The results of one step. A state is batched when its initial value is or a step makes it so: asked again until no more are.</summary>
    private static Node?[] Steps(BatchRequest request, ScanView scan, Node?[] variables, Node?[] elements)
    {
        IReadOnlyList<Node> stateVariables = scan.StateVariables, sequenceVariables = scan.SequenceVariables;
        while (true)
        {
            (Node Variable, Node? Batch)[] given = [.. stateVariables.Zip(variables, (v, b) => (v, b)).Concat(sequenceVariables.Zip(elements, (v, b) => (v, b))).Where(p => p.b is not null)];
            Node?[] steps = request.Body([.. scan.Results], [.. given.Select(p => p.Variable)], [.. given.Select(p => p.Batch!)]);
            // Where the examples end in different steps, so do all states.
            bool ends = scan.LimitPlace is var place and >= 0 && (variables[place] is not null || steps[place] is not null);
            int[] more = [.. Enumerable.Range(0, variables.Length).Where(i => variables[i] is null && (ends || steps[i] is not null))];
            if (more.Length == 0)
                return steps;
            foreach (int i in more)
                variables[i] = Batched(stateVariables[i], request.Size);
        }
    }

    private static Node?[] Build(BatchRequest request, ScanView scan, Node?[] variables, Node?[] elements, Node?[] steps)
    {
        int count = scan.Initial.Count;
        ScanAttribute attribute = scan.Attribute with
        {
            States = scan.Attribute.States.Select((s, i) => AttributeOf(variables[i]) ?? s).ToEquatableArray(),
            Sequences = scan.Attribute.Sequences.Select((s, k) => AttributeOf(elements[k]) ?? s).ToEquatableArray(),
        };
        List<Node> initial = [.. scan.Initial.Select((s, i) => variables[i] is null ? s : request.Batched(i))];
        List<Node> next = [.. scan.Next.Select((n, i) => variables[i] is null ? n : steps[i] ?? request.Repeat(n))];
        if (scan.LimitPlace is var place and >= 0 && variables[place] is { } limits)
            attribute = UntilAllEnd(request, scan, attribute, limits, variables, initial, next, steps);
        Node loop = Loops.NewScan(
            attribute,
            initial,
            // The steps go along axis 0, so the batch becomes axis 1.
            [.. scan.Sequences.Select((s, k) => elements[k] is null ? s : Exchanged(request.Inputs[count + k]))],
            next,
            [.. scan.Outputs.Select((o, j) => steps[count + j] ?? o)]);
        // What is not batched keeps its variables; the loop as it was may live on, so they become this loop's own.
        Node[] kept = [.. new ScanView(loop).VariableNodes.Where(v => scan.VariableNodes.Contains(v))];
        var view = new ScanView(Substitution.Run([loop], kept.ToDictionary(v => v, Substitution.Renewed), renew: true)[0]);
        return
        [
            .. Enumerable.Range(0, count).Select(i => variables[i] is null ? request.Repeat(view.Final(i)) : view.Final(i)),
            .. Enumerable.Range(0, scan.Outputs.Count).Select(j => steps[count + j] is null ? request.Repeat(view.Stacked(j)) : Exchanged(view.Stacked(j))),
        ];
    }

    /// <summary>
    /// A loop that ends in another step for each example goes on until the last one ends. An example that has ended keeps its states, and
    /// gives zeros; what its steps would compute is computed, and not used.
    /// </summary>
    private static ScanAttribute UntilAllEnd(
        BatchRequest request, ScanView scan, ScanAttribute attribute, Node limits, Node?[] variables, List<Node> initial, List<Node> next, Node?[] steps)
    {
        int count = next.Count;
        Node index = scan.IndexVariable ?? Sources.NewVariable(scan.Graph, "step", TensorType.Scalar(DType.Int32));
        Node goesOn = Greater(limits, index);
        for (int i = 0; i < count; i++)
            next[i] = Where(In(goesOn, next[i]), next[i], variables[i]!);
        for (int j = count; j < steps.Length; j++)
        {
            Node output = steps[j] ?? request.Repeat(scan.Outputs[j - count]);
            steps[j] = Where(In(goesOn, output), output, ZerosLike(output));
        }
        int place = scan.LimitPlace;
        Node limit = Sources.NewVariable(scan.Graph, "last", TensorType.Scalar(DType.Int32));
        initial.Add(Max(initial[place], [0]));
        next.Add(next[place] == limits ? limit : Max(next[place], [0]));
        var last = (VariableAttribute)limit.Attribute!;
        return attribute with { States = [.. attribute.States, last], Limit = last, Index = (VariableAttribute)index.Attribute! };
    }

    /// <summary>One value of each example, for all elements of the example's part of <paramref name="whole"/>.</summary>
    private static Node In(Node examples, Node whole) => ExpandDims(examples, Enumerable.Range(1, whole.Rank - 1));

    /// <summary>The first two axes exchanged.</summary>
    private static Node Exchanged(Node x) => Transpose(x, [1, 0, .. Enumerable.Range(2, x.Rank - 2)]);

    private static Node Batched(Node variable, Dim size) => Sources.NewVariable(
        variable.Graph, ((VariableAttribute)variable.Attribute!).Name, variable.Type with { Shape = Shape.Of([size, .. variable.Shape.Dims]) });

    private static VariableAttribute? AttributeOf(Node? variable) => (VariableAttribute?)variable?.Attribute;
}
