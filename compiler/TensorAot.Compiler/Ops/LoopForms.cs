using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Loops that are several loops: one whose gradient goes back over its last steps only (truncated backpropagation through time; Williams
/// and Peng, Neural Computation 2, 1990), and one that keeps its states every so many steps and computes the steps between again on the
/// way back (Chen et al., Training Deep Nets with Sublinear Memory Cost, arXiv:1604.06174).
/// </summary>
internal static class LoopForms
{
    /// <summary>The results of a loop: final states, then stacked outputs.</summary>
    /// <param name="scan">The loop. It gives way to what is made of it.</param>
    /// <param name="truncate">Over how many last steps the gradient goes back; 0 for all.</param>
    /// <param name="every">After how many steps the states are kept; 0 for a loop that keeps what its way back needs.</param>
    public static Node[] Results(ScanView scan, int truncate, int every)
    {
        Dim steps = scan.Attribute.Steps;
        if (truncate == 0 || scan.Graph.Constraints.IsAtLeast(truncate - steps, 0))
            return Checkpointed(scan, every);
        Dim last = Dim.Min(steps, truncate), first = steps - last;
        bool reverse = scan.Attribute.Reverse;
        ScanView head = Piece(scan, scan.Initial, reverse ? last : Dim.Zero, first);
        // Where the first loop has no steps, the gradient goes on to the initial states.
        Node isWhole = Equal(Size(scan.Graph, first, DType.Int32), 0);
        Node[] middle = [.. scan.Initial.Select((s, i) => s.DType.IsFloating() ? Where(isWhole, s, StopGradient(head.Final(i))) : head.Final(i))];
        Node[] tail = Checkpointed(Piece(scan, middle, reverse ? Dim.Zero : first, last), every);
        return Joined(scan, tail, j => Constant(head.Stacked(j)));
    }

    private static Node[] Checkpointed(ScanView scan, int every)
    {
        Dim steps = scan.Attribute.Steps;
        if (every == 0 || scan.Graph.Constraints.IsAtLeast(every - 1 - steps, 0))
            return All(scan);
        Dim count = Dim.FloorDivide(steps, every), main = count * every, rest = steps - main;
        bool reverse = scan.Attribute.Reverse;
        ScanView outer = Outer(scan, count, every, start: reverse ? rest : Dim.Zero);
        Node Whole(int j) => Reshape(outer.Stacked(j), Shape.Of([main, .. scan.Outputs[j].Shape.Dims]));
        if (rest.IsZero)
            return [.. scan.Initial.Select((_, i) => outer.Final(i)), .. scan.Outputs.Select((_, j) => Whole(j))];
        ScanView left = Piece(scan, [.. scan.Initial.Select((_, i) => outer.Final(i))], reverse ? Dim.Zero : main, rest);
        return Joined(scan, All(left), Whole);
    }

    /// <summary>A loop over blocks of steps, whose body is the loop over one block.</summary>
    private static ScanView Outer(ScanView scan, Dim count, int every, Dim start)
    {
        Node[] states = [.. scan.StateVariables.Select(Substitution.Renewed)];
        Node[] blocks = [.. scan.SequenceVariables.Select(v => Sources.NewVariable(v.Graph, NameOf(v), v.Type with { Shape = Shape.Of([every, .. v.Shape.Dims]) }))];
        Node? block = scan.IndexVariable is { } step ? Substitution.Renewed(step) : null;
        ScanView inner = Part(scan, states, blocks, every, i => i + (block! * every) + Size(i.Graph, start, i.DType));
        var attribute = new ScanAttribute(Attributes(states), Attributes(blocks), (VariableAttribute?)block?.Attribute, scan.Outputs.Count, count, scan.Attribute.Reverse)
        {
            Recompute = true,
        };
        return new ScanView(Loops.NewScan(
            attribute, scan.Initial,
            [.. scan.Sequences.Select(s => Reshape(Indexing.Part(s, 0, start, count * every), Shape.Of([count, every, .. s.Shape.Dims.Skip(1)])))],
            [.. scan.Initial.Select((_, i) => inner.Final(i))], [.. scan.Outputs.Select((_, j) => inner.Stacked(j))]));
    }

    /// <summary>The results of a loop whose last steps have some results; its first ones gave the other outputs.</summary>
    private static Node[] Joined(ScanView scan, Node[] last, Func<int, Node> first)
    {
        int count = scan.Initial.Count;
        Node Output(int j) => Concatenate(scan.Attribute.Reverse ? [last[count + j], first(j)] : [first(j), last[count + j]], 0);
        return [.. last.Take(count), .. scan.Outputs.Select((_, j) => Output(j))];
    }

    /// <summary>The steps over some of the elements, over variables of their own.</summary>
    public static ScanView Piece(ScanView scan, IReadOnlyList<Node> initial, Dim start, Dim length) => Part(
        scan, initial, [.. scan.Sequences.Select(s => Indexing.Part(s, 0, start, length))], length, i => start.IsZero ? i : i + Size(i.Graph, start, i.DType));

    /// <summary>A loop with the same body, over variables of its own.</summary>
    private static ScanView Part(ScanView scan, IReadOnlyList<Node> initial, IReadOnlyList<Node> sequences, Dim steps, Func<Node, Node> index)
    {
        Dictionary<Node, Node> own = scan.VariableNodes.ToDictionary(v => v, Substitution.Renewed);
        Node[] states = [.. scan.StateVariables.Select(v => own[v])], elements = [.. scan.SequenceVariables.Select(v => own[v])];
        VariableAttribute? number = null;
        if (scan.IndexVariable is { } counter)
        {
            number = (VariableAttribute)own[counter].Attribute!;
            own[counter] = index(own[counter]);
        }
        Node[] results = Substitution.Run([.. scan.Results], own, renew: true);
        var attribute = new ScanAttribute(Attributes(states), Attributes(elements), number, scan.Outputs.Count, steps, scan.Attribute.Reverse);
        return new ScanView(Loops.NewScan(attribute, initial, sequences, [.. results.Take(states.Length)], [.. results.Skip(states.Length)]));
    }

    private static Node[] All(ScanView scan) => [.. Enumerable.Range(0, scan.Node.Parts.Count).Select(k => Tuples.Of(scan.Node, k))];

    private static Node Constant(Node x) => x.DType.IsFloating() ? StopGradient(x) : x;

    private static string NameOf(Node variable) => ((VariableAttribute)variable.Attribute!).Name;

    private static EquatableArray<VariableAttribute> Attributes(IEnumerable<Node> variables) => variables.Select(v => (VariableAttribute)v.Attribute!).ToEquatableArray();
}
