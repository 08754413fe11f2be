using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Evaluate;

/// <summary>
/// Evaluates what is asked for and nothing else, in arrays of some kind: a loop runs its body once per step, a branch has only the
/// chosen value computed. It recurses only from a loop into its body, so chains of any length are fine.
/// </summary>
/// <typeparam name="T">The arrays.</typeparam>
/// <param name="size">The value of a size.</param>
internal abstract class Evaluation<T>(Func<Dim, int> size)
{
    private readonly Dictionary<Node, T[]> _values = [];
    private readonly Dictionary<Node, IReadOnlyList<Node>> _bodies = [];

    /// <summary>The results of a node that is neither a loop nor a branch; one, unless it has several.</summary>
    protected abstract T[] Compute(Node node, IReadOnlyList<T> inputs);

    /// <summary>Element <paramref name="index"/> along axis 0.</summary>
    protected abstract T Row(T whole, int index);

    /// <summary>An array of a type, from its elements along axis 0.</summary>
    protected abstract T Stack(TensorType type, IReadOnlyList<T> rows);

    protected abstract T Number(int value);

    /// <summary>The value of an integer scalar.</summary>
    protected abstract int Integer(T number);

    /// <summary>Zeros of some sizes.</summary>
    protected abstract T Zeros(TensorType type);

    protected abstract bool IsTrue(T condition);

    /// <summary>The sizes of a type.</summary>
    protected int[] Sizes(TensorType type) => [.. type.Shape.Dims.Select(size)];

    /// <summary>The value of a node.</summary>
    public T Value(Node root)
    {
        var pending = new Stack<Node>([root]);
        while (pending.Count > 0)
        {
            Node node = pending.Peek();
            if (!_values.ContainsKey(node) && !Missing(node, pending))
                _values[node] = Results(node);
            if (_values.ContainsKey(node))
                pending.Pop();
        }
        return _values[root][0];
    }

    /// <summary>Asks for what a node still needs; false when everything is there.</summary>
    private bool Missing(Node node, Stack<Node> pending)
    {
        int before = pending.Count;
        foreach (Node needed in Needed(node))
            if (!_values.ContainsKey(needed))
                pending.Push(needed);
        return pending.Count > before;
    }

    private IEnumerable<Node> Needed(Node node) => node.Op.Kind switch
    {
        OpKind.Branch => _values.ContainsKey(node.Inputs[0]) ? [Chosen(node)] : [node.Inputs[0]],
        OpKind.Loop => new ScanView(node) is var scan ? scan.Initial.Concat(scan.Sequences) : [],
        _ => node.Inputs,
    };

    private Node Chosen(Node branch) => branch.Inputs[IsTrue(_values[branch.Inputs[0]][0]) ? 1 : 2];

    private T[] Results(Node node) => node.Op.Kind switch
    {
        OpKind.Branch => _values[Chosen(node)],
        OpKind.Loop => Run(new ScanView(node)),
        OpKind.Part => [_values[node.Inputs[0]][Tuples.IndexOf(node)]],
        _ => Compute(node, [.. node.Inputs.Select(i => _values[i][0])]),
    };

    private T[] Run(ScanView scan)
    {
        int steps = size(scan.Attribute.Steps);
        T[] states = [.. scan.Initial.Select(Value)];
        T[] sequences = [.. scan.Sequences.Select(Value)];
        T[][] rows = [.. scan.Outputs.Select(_ => new T[steps])];
        int place = scan.LimitPlace, first = Limit();
        for (int step = 0; step < (scan.Attribute.Reverse ? first : Limit()); step++)
        {
            int index = scan.Attribute.Reverse ? first - 1 - step : step;
            Bind(scan, states, [.. sequences.Select(s => Row(s, index))], index);
            T[] results = [.. scan.Results.Select(Value)];
            states = [.. results.Take(states.Length)];
            for (int k = 0; k < rows.Length; k++)
                rows[k][index] = results[states.Length + k];
        }
        for (int row = Limit(); row < steps; row++)
            for (int k = 0; k < rows.Length; k++)
                rows[k][row] = Zeros(scan.Outputs[k].Type);
        return [.. states, .. rows.Select((r, k) => Stack(scan.Node.Parts[states.Length + k], r))];

        int Limit() => place < 0 ? steps : Integer(states[place]);
    }

    /// <summary>Forgets the step before and binds the variables.</summary>
    private void Bind(ScanView scan, T[] states, T[] elements, int index)
    {
        if (!_bodies.TryGetValue(scan.Node, out IReadOnlyList<Node>? body))
            _bodies[scan.Node] = body = scan.Body();
        foreach (Node node in body)
            _values.Remove(node);
        for (int k = 0; k < states.Length; k++)
            _values[scan.Variable(scan.Attribute.States[k])] = [states[k]];
        for (int k = 0; k < elements.Length; k++)
            _values[scan.Variable(scan.Attribute.Sequences[k])] = [elements[k]];
        if (scan.Attribute.Index is { } counter)
            _values[scan.Variable(counter)] = [Number(index)];
    }
}
