namespace TensorAot.Generated.Tests.Testing;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

/// <summary>Builds one loop: variables first, then what the body computes of them.</summary>
internal sealed class LoopBuilder(Graph graph, Dim steps, bool reverse = false)
{
    private readonly List<Node> _initial = [], _sequences = [], _next = [], _outputs = [], _states = [], _elements = [];
    private Node? _index;
    private Node? _limit;

    /// <summary>A state that starts as <paramref name="initial"/>.</summary>
    public Node State(string name, Node initial)
    {
        _initial.Add(initial);
        _states.Add(Sources.NewVariable(graph, name, initial.Type));
        return _states[^1];
    }

    /// <summary>The element of a sequence.</summary>
    public Node Element(string name, Node sequence)
    {
        _sequences.Add(sequence);
        _elements.Add(Sources.NewVariable(graph, name, new TensorType(sequence.DType, Shape.Of(sequence.Shape.Dims.Skip(1)))));
        return _elements[^1];
    }

    /// <summary>The number of the element.</summary>
    public Node Index() => _index ??= Sources.NewVariable(graph, "step", TensorType.Scalar(DType.Int32));

    /// <summary>A state that says how many elements the loop has.</summary>
    public Node Limit(Node initial) => _limit = State("limit", initial);

    /// <summary>The next values of the states, in their order.</summary>
    public LoopBuilder Next(params Node[] next)
    {
        _next.AddRange(next);
        return this;
    }

    public LoopBuilder Gives(params Node[] outputs)
    {
        _outputs.AddRange(outputs);
        return this;
    }

    /// <summary>The final states, then the outputs of all steps.</summary>
    public Node[] Build()
    {
        var attribute = new ScanAttribute([.. _states.Select(Variable)], [.. _elements.Select(Variable)], _index is null ? null : Variable(_index), _outputs.Count, steps, reverse)
        {
            Limit = _limit is null ? null : Variable(_limit),
        };
        Node loop = Compiler.Ops.Loops.NewScan(attribute, _initial, _sequences, _next, _outputs);
        return [.. Enumerable.Range(0, loop.Parts.Count).Select(k => Tuples.Of(loop, k))];
    }

    private static VariableAttribute Variable(Node node) => (VariableAttribute)node.Attribute!;
}
