using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>The variables and results of a loop as nodes.</summary>
internal static class ScanParts
{
    extension(ScanView scan)
    {
        public Graph Graph => scan.Node.Graph;

        public IReadOnlyList<Node> StateVariables => [.. scan.Attribute.States.Select(scan.Variable)];

        public IReadOnlyList<Node> SequenceVariables => [.. scan.Attribute.Sequences.Select(scan.Variable)];

        public Node? IndexVariable => scan.Attribute.Index is { } index ? scan.Variable(index) : null;

        /// <summary>All variables of the body.</summary>
        public IReadOnlyList<Node> VariableNodes => [.. scan.Variables.Select(scan.Variable)];

        /// <summary>The state after the last step.</summary>
        public Node Final(int state) => Tuples.Of(scan.Node, state);

        /// <summary>The values of all steps of an output.</summary>
        public Node Stacked(int output) => Tuples.Of(scan.Node, scan.Attribute.States.Count + output);

        /// <summary>The nodes that belong to the body, those of loops in it included.</summary>
        public HashSet<Node> Region() => LoopRegion.Of(scan.Results, scan.VariableNodes);

        /// <summary>How many elements there are before the first step, an int; null when that is the number of steps.</summary>
        public Node? FirstLimit => scan.LimitPlace is var place and >= 0 ? scan.Initial[place] : null;

        /// <summary>The number of steps done, an int; null when that is the number of steps.</summary>
        public Node? Done => scan.LimitPlace is not (var place and >= 0) ? null
            : scan.Next[place] == scan.StateVariables[place] ? scan.Initial[place]
            : scan.Final(place);

        /// <summary>Whether a call can be of no steps.</summary>
        public bool MayBeEmpty =>
            (scan.FirstLimit is { } limit && limit != Sources.NewSize(scan.Graph, scan.Attribute.Steps, DType.Int32))
            || !scan.Graph.Constraints.IsAtLeast(scan.Attribute.Steps, 1);

        /// <summary>What concerns the initial state in the place of a final one, in a call of no steps; zero in any other.</summary>
        public Node WithoutSteps(Node value)
        {
            Node steps = scan.FirstLimit ?? NodeOperators.Size(scan.Graph, scan.Attribute.Steps, DType.Int64);
            return GradientMask.Mask(NodeOperators.Equal(steps, NodeOperators.Constant(steps, 0)), value);
        }

        /// <summary>
        /// The values of all steps of values that the body computes (or binds), as results of a loop that has them as outputs besides its
        /// own. That loop shares the variables of this one; rewriting makes them one again.
        /// </summary>
        public Dictionary<Node, Node> Trace(IEnumerable<Node> values)
        {
            Node[] added = [.. values.Where(v => !scan.Outputs.Contains(v)).Distinct()];
            ScanView extended = added.Length == 0 ? scan : new ScanView(Loops.NewScan(
                scan.Attribute with { Outputs = scan.Outputs.Count + added.Length }, scan.Initial, scan.Sequences, scan.Next, [.. scan.Outputs, .. added]));
            return extended.Outputs.Select((node, i) => (node, i)).GroupBy(o => o.node).ToDictionary(g => g.Key, g => extended.Stacked(g.First().i));
        }
    }
}
